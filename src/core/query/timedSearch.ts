import type { TimeRange } from '../filter/timeRange';
import { isTimed, parseSearch, withoutTerms, type Bounds, type Term } from '../filter/searchSyntax';
import type { Flag } from '../filter/searchQualifiers';
import { nearTimeoutMs } from '../job/longRuns';
import { isTerminal } from '../job/status';
import { stuckStatuses } from '../job/stuckJobs';
import type { JobColumns } from '../store/jobColumns';
import type { SearchContext } from './rowSearch';

/**
 * The next moment, from `now` on, at which or right after which a row may start or stop matching, though its
 * job does not change; Infinity if there is none. In milliseconds since the epoch.
 */
export type NextMoment = (row: number, now: number) => number;

/** Splits a search into its terms that depend on the time, and the text of the others. */
export function splitByTime(text: string): {
  readonly timed: readonly Term[];
  readonly rest: string;
} {
  const timed = parseSearch(text).terms.filter(isTimed);
  return { timed, rest: timed.length === 0 ? text : withoutTerms(text, isTimed) };
}

/** Undefined if no job starts or stops matching without changing. */
export function nextMoment(
  { fields: { timestamp, startedAt, status, facts } }: JobColumns,
  terms: readonly Term[],
  time: TimeRange | undefined,
  { stuckLimits, runTimes }: Pick<SearchContext, 'stuckLimits' | 'runTimes'>,
): NextMoment | undefined {
  const has = (flag: Flag): boolean => terms.some(term => hasFlag(term, flag));
  const [isForStuck, isForSlow, isForTimeout] = [has('stuck'), has('slow'), has('neartimeout')];
  const ages = [
    ...terms.flatMap(term => (term.name === 'age' ? limitsOf(term) : [])),
    ...(isForStuck ? stuckStatuses.map(known => stuckLimits[known]) : []),
    ...(time?.kind === 'last' ? [time.ms] : []),
  ];
  // A job has no duration before its start, which may be in the future where clocks differ.
  const durations = terms.flatMap(term => (term.name === 'duration' ? [0, ...limitsOf(term)] : []));
  if (ages.length + durations.length === 0 && !isForSlow && !isForTimeout) {
    return undefined;
  }
  const runsUntil = (row: number): number[] => [
    ...durations,
    ...(isForSlow ? [runTimes?.usual(row)?.p95Ms ?? Infinity] : []),
    ...(isForTimeout ? [nearTimeoutMs(facts.get(row)?.timeoutSeconds)] : []),
  ];
  return (row, now) =>
    Math.min(
      next(timestamp.time(row), ages, now),
      isTerminal(status.get(row)) ? Infinity : next(startedAt.raw(row), runsUntil(row), now),
    );
}

/** Whether a term depends on how long jobs usually run. */
export const needsRunTimes = (term: Term): boolean => hasFlag(term, 'slow');

const hasFlag = (term: Term, flag: Flag): boolean =>
  term.name === 'is' && term.values.includes(flag);

const limitsOf = ({ values }: { readonly values: readonly Bounds[] }): number[] =>
  values.flatMap(({ above, below }) => [above, below].filter(limit => limit !== undefined));

/** The first end of these lengths of time since a moment; an unknown moment (NaN) has none. */
function next(since: number, lengths: readonly number[], now: number): number {
  let first = Infinity;
  for (const length of lengths) {
    const end = since + length;
    if (end >= now && end < first) {
      first = end;
    }
  }
  return first;
}
