import { sum } from './chartTexts';

/** Keeps small parts visible and clickable. */
const minHeight = 3;

/** The height of each part of a stacked bar, where a bar of `highest` is `height` high. */
export function stackHeights(counts: readonly number[], highest: number, height: number): number[] {
  const heights = counts.map(count =>
    count > 0 ? Math.max(minHeight, (count / highest) * height) : 0,
  );
  // Shrink all parts proportionally if the minimum heights exceed the total.
  const share = Math.min(1, height / sum(heights));
  return heights.map(part => part * share);
}

/** A bar, or a part of it. */
export interface BarPart {
  readonly bar: number;
  /** Absent for the whole bar. */
  readonly segment?: number;
}

/** The target of a key: sideways to the next bar, up and down through the parts of one. */
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

/** The target of a key in a list of `length` items. */
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
