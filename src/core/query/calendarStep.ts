import { dayMs, hourMs, minuteMs } from '../base/timeUnits';
import { maxTime } from '../base/timeZone';

/** A length of time by the calendar: months and years differ in length, and so do days when the clock changes. */
export interface CalendarStep {
  readonly unit: StepUnit;
  readonly count: number;
}

export const stepUnits = ['minute', 'hour', 'day', 'week', 'month', 'year'] as const;

export type StepUnit = (typeof stepUnits)[number];

const stepsOf = (unit: StepUnit, ...counts: readonly number[]): CalendarStep[] =>
  counts.map(count => ({ unit, count }));

/** Possible lengths of a bar, in ascending order. The last ones are for damaged times of any age. */
export const calendarSteps: readonly CalendarStep[] = [
  ...stepsOf('minute', 1, 5, 15, 30),
  ...stepsOf('hour', 1, 3, 6, 12),
  ...stepsOf('day', 1, 2),
  ...stepsOf('week', 1),
  ...stepsOf('month', 1, 3),
  ...stepsOf('year', 1, 10, 100, 1_000, 10_000),
];

const lengths: Readonly<Record<StepUnit, number>> = {
  minute: minuteMs,
  hour: hourMs,
  day: dayMs,
  week: 7 * dayMs,
  month: 31 * dayMs,
  year: 366 * dayMs,
};

/** The length of the longest such step, apart from changes of the clock. */
export const maxLengthOf = ({ unit, count }: CalendarStep): number => count * lengths[unit];

/** The epoch was a Thursday; weeks begin on Monday. */
const mondayShift = 3 * dayMs;

/** The number of the step that contains a local time; steps are numbered in order. */
export function stepNumberOf(local: number, { unit, count }: CalendarStep): number {
  switch (unit) {
    case 'month':
    case 'year': {
      const date = new Date(Math.min(maxTime, Math.max(-maxTime, local)));
      const year = date.getUTCFullYear();
      return Math.floor((unit === 'year' ? year : 12 * year + date.getUTCMonth()) / count);
    }
    case 'week':
      return Math.floor((local + mondayShift) / (count * lengths.week));
    case 'minute':
    case 'hour':
    case 'day':
      return Math.floor(local / (count * lengths[unit]));
  }
}

/** The local time at which the step of that number starts. */
export function startOfStep(number: number, { unit, count }: CalendarStep): number {
  switch (unit) {
    case 'month':
    case 'year': {
      const months = number * count * (unit === 'year' ? 12 : 1);
      const time = new Date(0).setUTCFullYear(
        Math.floor(months / 12),
        months - 12 * Math.floor(months / 12),
        1,
      );
      // Beyond all dates.
      return Number.isNaN(time) ? Math.sign(months) * Infinity : time;
    }
    case 'week':
      return number * count * lengths.week - mondayShift;
    case 'minute':
    case 'hour':
    case 'day':
      return number * count * lengths[unit];
  }
}
