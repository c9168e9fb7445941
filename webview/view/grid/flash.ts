import type { Row } from '../../../src/protocol/rows';
import type { Range, RowWindows } from '../../model/rowWindows';

const flashMs = 1200;

const flashes = new WeakMap<Element, Animation>();

/** Call before an element is reused for another row. */
export function endFlash(element: Element): void {
  flashes.get(element)?.cancel();
  flashes.delete(element);
}

/** Flashes rows whose job is new or has changed, unless the user prefers reduced motion. */
export function flashChanged(
  grid: HTMLElement,
  before: RowWindows,
  after: RowWindows,
  { start, end }: Range,
): void {
  // Rows that were not loaded before cannot be compared.
  const wasKnown = before.has({ start, end: Math.min(end, before.count) });
  if (!wasKnown || matchMedia('(prefers-reduced-motion: reduce)').matches) {
    return;
  }
  for (let index = start; index < end; index++) {
    const row = after.at(index);
    const found = row && before.find(row.jobId, index);
    // A job not found nearby is new, or changed and therefore moved.
    const old = found === undefined ? undefined : before.at(found);
    if (row && isOther(row, old)) {
      const element = grid.querySelector(`[data-row="${index}"]`);
      const animation = element?.animate(
        [{ boxShadow: 'inset 0 0 0 100vw color-mix(in srgb, var(--tone) 35%, transparent)' }, {}],
        { duration: flashMs, easing: 'ease-out' },
      );
      if (element && animation) {
        flashes.set(element, animation);
      }
    }
  }
}

const isOther = (row: Row, old: Row | undefined): boolean =>
  JSON.stringify(row) !== JSON.stringify(old);
