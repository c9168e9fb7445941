import { dayMs } from '../base/timeUnits';
import { withoutTerms, type Term } from './searchSyntax';
import type { TimeRange } from './timeRange';

/** What a period can be compared with. */
export const comparisons = ['periodBefore', 'weekAgo'] as const;

export type Comparison = (typeof comparisons)[number];

/** When a period starts; not a number if it has no start. */
export const startOf = (range: TimeRange, now: number): number =>
  range.kind === 'last' ? now - range.ms : (range.from ?? NaN);

export interface EarlierTime {
  readonly kind: 'between';
  readonly from: number;
  readonly to: number;
}

/**
 * The period to compare a period with: of the same length, right before it or a week earlier. A period without an
 * end lasts until now; undefined for one without a start, before which there is nothing.
 */
export function comparedTime(
  range: TimeRange,
  comparison: Comparison,
  now: number,
): EarlierTime | undefined {
  const from = startOf(range, now);
  const to = range.kind === 'last' ? now : (range.to ?? now);
  if (Number.isNaN(from)) {
    return undefined;
  }
  const shift = comparison === 'weekAgo' ? 7 * dayMs : to - from;
  return { kind: 'between', from: from - shift, to: to - shift };
}

/**
 * The search to compare a search with. It leaves out what only recent jobs match: an age, and that a failure is
 * not acknowledged yet. The status bar's link to the failures that it counts has both.
 */
export const comparedSearch = (text: string): string => withoutTerms(text, isAboutNow);

const isAboutNow = ({ name, values }: Term): boolean =>
  name === 'age' || (name === 'is' && values.every(flag => flag === 'acknowledged'));
