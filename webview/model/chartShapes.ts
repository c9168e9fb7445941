import { sum } from './chartTexts';

/** A part of a bar that is there at all can be seen and hit. */
const leastHeight = 3;

/** How high each part of a stacked bar is, when a bar of `most` is `height` high. */
export function stackHeights(counts: readonly number[], highest: number, height: number): number[] {
  const heights = counts.map(count =>
    count > 0 ? Math.max(leastHeight, (count / highest) * height) : 0,
  );
  // What small parts have too much, all give their share of.
  const share = Math.min(1, height / sum(heights));
  return heights.map(part => part * share);
}

/** A bar, or a part of it. */
export interface BarPart {
  readonly bar: number;
  /** Absent for the whole bar. */
  readonly segment?: number;
}

/** Where a key leads from a place: sideways from bar to bar, upwards through the parts of one. */
export function moveInBars(
  key: string,
  { bar, segment }: BarPart,
  bars: readonly (readonly number[])[],
): BarPart | undefined {
  const filled = [...bars.keys()].filter(index => bars[index]?.some(count => count > 0));
  const segments = (bars[bar] ?? []).flatMap((count, index) => (count > 0 ? [index] : []));
  const to = (target: number | undefined): BarPart => ({ bar: target ?? bar });
  switch (key) {
    case 'ArrowLeft':
      return to(filled.findLast(index => index < bar));
    case 'ArrowRight':
      return to(filled.find(index => index > bar));
    case 'Home':
      return to(filled[0]);
    case 'End':
      return to(filled.at(-1));
    case 'ArrowUp': {
      const next = segments.find(index => segment === undefined || index > segment) ?? segment;
      return next === undefined ? { bar } : { bar, segment: next };
    }
    case 'ArrowDown': {
      const next = segments.findLast(index => segment !== undefined && index < segment);
      return next === undefined ? { bar } : { bar, segment: next };
    }
    default:
      return undefined;
  }
}

/** Where a key leads in a list of so many. */
export function moveInList(key: string, index: number, length: number): number | undefined {
  switch (key) {
    case 'ArrowUp':
      return Math.max(0, index - 1);
    case 'ArrowDown':
      return Math.min(length - 1, index + 1);
    case 'Home':
      return 0;
    case 'End':
      return length - 1;
    default:
      return undefined;
  }
}
