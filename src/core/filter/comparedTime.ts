import { dayMs } from '../base/timeUnits';
import type { TimeRange } from './timeRange';

/** What a period can be compared with. */
export const comparisons = ['periodBefore', 'weekAgo'] as const;

export type Comparison = (typeof comparisons)[number];

/**
 * The period to compare a period with: of the same length, right before it or a week earlier. A period without an
 * end lasts until now; undefined for one without a start, before which there is nothing.
 */
export function comparedTime(
  range: TimeRange,
  comparison: Comparison,
  now: number,
): TimeRange | undefined {
  const { from, to = now } = range.kind === 'last' ? { from: now - range.ms } : range;
  if (from === undefined) {
    return undefined;
  }
  const shift = comparison === 'weekAgo' ? 7 * dayMs : to - from;
  return { kind: 'between', from: from - shift, to: to - shift };
}
