import { dayMs } from '../base/timeUnits';
import type { TimeRange } from './timeRange';

/** What a period can be compared with. */
export const comparisons = ['periodBefore', 'weekAgo'] as const;

export type Comparison = (typeof comparisons)[number];

/** The period to compare a period with: of the same length, right before it or a week earlier. */
export function comparedTime(range: TimeRange, comparison: Comparison, now: number): TimeRange {
  const { from, to } = range.kind === 'last' ? { from: now - range.ms, to: now } : range;
  const shift = comparison === 'weekAgo' ? 7 * dayMs : to - from;
  return { kind: 'between', from: from - shift, to: to - shift };
}
