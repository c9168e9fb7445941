import { compareStatuses } from '../job/status';
import { dayMs, hourMs, minuteMs } from '../base/timeUnits';

/** Bars over time, each with a count per status. */
export interface Outcomes {
  /** The start of the first bar, in milliseconds since the epoch; all bars have the same length. */
  readonly from: number;
  readonly stepMs: number;
  /** Statuses that occur, those that need attention first. */
  readonly statuses: readonly string[];
  /** By bar, then by status. */
  readonly bars: readonly (readonly number[])[];
  /** Jobs without a readable time, which are in no bar. */
  readonly undated: number;
}

const week = 7 * dayMs;

const maxBars = 60;

/** Possible lengths of a bar. The last ones are for damaged times of any age. */
const steps = [
  ...[1, 5, 15, 30].map(count => count * minuteMs),
  ...[1, 3, 6, 12].map(count => count * hourMs),
  ...[1, 2].map(count => count * dayMs),
  ...[1, 4, 13, 52, 520, 5_200, 52_000, 520_000].map(count => count * week),
];

/**
 * The resolutions of the counts: coarser for wider spans, so that any span needs at most a few thousand
 * counts. Each step is a multiple of every resolution up to it.
 */
const resolutions = [minuteMs, hourMs, week, 520 * week, 520_000 * week];

/** The epoch was a Thursday; weeks begin on Monday. */
const mondayShift = 3 * dayMs;

/** The shortest step that splits the times from `first` to `last` into at most `maxBars`. */
function stepFor(first: number, last: number): number {
  const fits = (step: number): boolean =>
    Math.floor(last / step) - Math.floor(first / step) < maxBars;
  return steps.find(fits) ?? 520_000 * week;
}

/**
 * Counts jobs by time and status. Bars begin at full hours, days or weeks of a clock with a fixed UTC offset:
 * if daylight saving time ends within the bars, those before it are an hour off.
 */
export class OutcomeHistogram {
  private readonly shift: number;
  private level = 0;
  private width = minuteMs;
  /** By time in units of `width` from `origin`, then by status. */
  private counts: number[][] = [];
  private origin = 0;
  /** All counts are within; the ends may be empty. */
  private first = Infinity;
  private last = -Infinity;
  private undated = 0;

  constructor(utcOffsetMs: number) {
    this.shift = utcOffsetMs + mondayShift;
  }

  count(time: number, status: number, by: 1 | -1): void {
    if (Number.isNaN(time)) {
      this.undated += by;
      return;
    }
    const shifted = time + this.shift;
    let unit = Math.floor(shifted / this.width);
    if (unit < this.first || unit > this.last) {
      this.extendTo(unit);
      unit = Math.floor(shifted / this.width);
    }
    const counts = this.counts[unit - this.origin] ?? this.countsAt(unit);
    counts[status] = (counts[status] ?? 0) + by;
  }

  /** The times now span so little that counting them again would give finer bars. */
  get isTooCoarse(): boolean {
    this.trim();
    return this.level > 0 && this.last >= this.first && this.step < this.width;
  }

  read(statuses: readonly string[]): Outcomes {
    this.trim();
    const { undated } = this;
    if (this.last < this.first) {
      return { from: 0, stepMs: minuteMs, statuses: [], bars: [], undated };
    }
    const stepMs = Math.max(this.step, this.width);
    const units = stepMs / this.width;
    const firstBar = Math.floor(this.first / units);
    const length = Math.floor(this.last / units) - firstBar + 1;
    const codes = this.codes(statuses);
    const positions = new Map(codes.map((code, position) => [code, position]));
    const bars = Array.from({ length }, () => codes.map(() => 0));
    for (const [unit, counts] of this.units()) {
      const bar = bars[Math.floor(unit / units) - firstBar] ?? [];
      counts.forEach((count, code) => {
        const position = positions.get(code);
        if (position !== undefined) {
          bar[position] = (bar[position] ?? 0) + count;
        }
      });
    }
    return {
      from: firstBar * stepMs - this.shift,
      stepMs,
      statuses: codes.map(code => statuses[code] ?? ''),
      bars,
      undated,
    };
  }

  /** The best step for the current times, which may be finer than the resolution. */
  private get step(): number {
    return stepFor(this.first * this.width, (this.last + 1) * this.width - 1);
  }

  private get isTooFine(): boolean {
    return this.step >= (resolutions[this.level + 1] ?? Infinity);
  }

  private extendTo(unit: number): void {
    const extend = (to: number): void => {
      this.first = Math.min(this.first, to);
      this.last = Math.max(this.last, to);
    };
    extend(unit);
    if (this.isTooFine) {
      this.trim();
      extend(unit);
    }
    while (this.isTooFine) {
      this.coarsen();
    }
  }

  /** Drops empty ends. */
  private trim(): void {
    const units = [...this.units()];
    this.first = units[0]?.[0] ?? Infinity;
    this.last = units.at(-1)?.[0] ?? -Infinity;
    this.counts = this.counts.slice(this.first - this.origin, this.last - this.origin + 1);
    this.origin = this.first;
  }

  private coarsen(): void {
    const before = this.width;
    this.width = resolutions[++this.level] ?? before;
    const units = this.width / before;
    const finer = [...this.units()];
    this.counts = [];
    this.first = Math.floor(this.first / units);
    this.last = Math.floor(this.last / units);
    for (const [unit, counts] of finer) {
      const coarser = this.countsAt(Math.floor(unit / units));
      counts.forEach((count, code) => (coarser[code] = (coarser[code] ?? 0) + count));
    }
  }

  /** The counts of a unit; allocates them if necessary. */
  private countsAt(unit: number): number[] {
    if (this.counts.length === 0) {
      this.origin = unit;
    }
    if (unit < this.origin) {
      // Doubles the array, so that times in descending order do not move all the others each time.
      const before = Math.max(this.origin - unit, this.counts.length);
      this.counts = [...Array.from({ length: before }, () => []), ...this.counts];
      this.origin -= before;
    }
    while (this.counts.length <= unit - this.origin) {
      this.counts.push([]);
    }
    return this.counts[unit - this.origin] ?? [];
  }

  /** The units with jobs, in ascending order. */
  private *units(): Generator<[unit: number, counts: number[]]> {
    for (const [index, counts] of this.counts.entries()) {
      if (counts.some(count => count > 0)) {
        yield [index + this.origin, counts];
      }
    }
  }

  private codes(statuses: readonly string[]): number[] {
    const present = new Set<number>();
    for (const [, counts] of this.units()) {
      counts.forEach((count, code) => count > 0 && present.add(code));
    }
    return [...present].sort((a, b) => compareStatuses(statuses[a] ?? '', statuses[b] ?? ''));
  }
}
