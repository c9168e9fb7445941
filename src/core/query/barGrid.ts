import { lowerBound } from '../base/binarySearch';
import { hourMs } from '../base/timeUnits';
import { maxTime, type TimeZone } from '../base/timeZone';
import { maxLengthOf, startOfStep, stepNumberOf, type CalendarStep } from './calendarStep';

/** The start of the bar that contains a time, by the clock of the zone. */
function barStart(time: number, step: CalendarStep, zone: TimeZone): number {
  const local = startOfStep(stepNumberOf(zone.localTime(time), step), step);
  const offset = zone.offsetAt(time);
  const start = local - offset;
  const offsetThen = zone.offsetAt(start);
  if (offsetThen === offset) {
    return start;
  }
  const shown = local - offsetThen;
  const isShown = shown <= time && zone.offsetAt(shown) === offsetThen;
  return isShown && !(offsetThen > offset && isShort(step))
    ? shown
    : zone.changeBetween(start, time);
}

/** The start of the bar after the one that starts at `start`. */
function nextBarStart(start: number, step: CalendarStep, zone: TimeZone): number {
  const local = startOfStep(stepNumberOf(zone.localTime(start), step) + 1, step);
  const offset = zone.offsetAt(start);
  const end = local - offset;
  const offsetThen = zone.offsetAt(end);
  if (offsetThen === offset) {
    return end;
  }
  const shown = local - offsetThen;
  const isShown = zone.offsetAt(shown) === offsetThen;
  return isShown && !(offsetThen < offset && isShort(step))
    ? shown
    : zone.changeBetween(start, end);
}

/**
 * When the clock is set back, it shows some times twice: short bars have these times in two bars, longer ones
 * in one bar that takes longer.
 */
const isShort = (step: CalendarStep): boolean => maxLengthOf(step) <= hourMs;

/** Consecutive bars along the time axis. */
export class BarGrid {
  /** The starts of the bars, and the end of the last one. */
  private constructor(
    readonly step: CalendarStep,
    readonly zone: TimeZone,
    readonly starts: readonly number[],
  ) {}

  /** The bars that contain the times from `from` to `to`, and `margin` bars before and after them. */
  static around(from: number, to: number, step: CalendarStep, zone: TimeZone, margin = 0): BarGrid {
    const reach = margin * maxLengthOf(step);
    const end = Math.min(maxTime, to + reach);
    const starts: number[] = [];
    let start = Math.max(-maxTime, barStart(Math.max(-maxTime, from - reach), step, zone));
    for (; start <= end; start = nextBarStart(start, step, zone)) {
      starts.push(start);
    }
    // Later than all dates, so that the last bar contains the last of them.
    starts.push(Math.min(maxTime + 1, start));
    return new BarGrid(step, zone, starts);
  }

  /** The number of bars. */
  get length(): number {
    return this.starts.length - 1;
  }

  /** The bar that contains a time; -1 before the first, `length` after the last. */
  barOf(time: number): number {
    const { starts } = this;
    return lowerBound(starts.length, index => (starts[index] ?? Infinity) <= time) - 1;
  }
}
