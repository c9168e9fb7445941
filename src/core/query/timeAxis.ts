import type { TimeZone } from '../base/timeZone';
import { calendarSteps, stepNumberOf, type CalendarStep } from './calendarStep';
import type { TimeRange } from '../filter/timeRange';
import type { TimeCounts } from './timeCounts';

/** One more than the minutes of an hour and the half-hours of a day, which rarely start with a bar. */
export const maxBars = 61;

/** The axis holds at least this share of the jobs; a few very old ones must not make all bars long. */
const shareOnAxis = 0.99;

/** What the bars cover. */
export interface TimeAxis {
  readonly step: CalendarStep;
  /** Undefined: as far back as jobs go, at most `maxBars` bars. */
  readonly from: number | undefined;
  /** The last time on it. */
  readonly to: number;
  /** Whether it goes on to `to` without jobs, too. */
  readonly isToFixed: boolean;
}

/** The filter by time with the present time, in milliseconds since the epoch. */
export interface TimeFilter {
  readonly range: TimeRange | undefined;
  readonly now: number;
}

/** The shortest step that needs at most `maxBars` bars. */
function stepFor(from: number, to: number, zone: TimeZone): CalendarStep {
  const [first, last] = [zone.localTime(from), zone.localTime(to)];
  const fits = (step: CalendarStep): boolean =>
    stepNumberOf(last, step) - stepNumberOf(first, step) < maxBars;
  return calendarSteps.find(fits) ?? { unit: 'year', count: 10_000 };
}

/** The axis for these times; undefined if there is no time. */
export function axisOf(
  times: TimeCounts,
  { range, now }: TimeFilter,
  zone: TimeZone,
): TimeAxis | undefined {
  if (times.total === 0) {
    return undefined;
  }
  const newest = times.newest();
  const from = range?.kind === 'last' ? now - range.ms : range?.from;
  if (from === undefined) {
    const skipped = Math.floor(times.total * (1 - shareOnAxis));
    const step = stepFor(times.oldest(skipped), newest, zone);
    return { step, from, to: newest, isToFixed: false };
  }
  const end = range?.kind === 'between' ? range.to : undefined;
  const to = end === undefined ? Math.max(now, newest) : end - 1;
  return { step: stepFor(from, to, zone), from, to, isToFixed: true };
}
