import { compareStatuses } from '../job/status';
import { maxTime, type TimeZone } from '../base/timeZone';
import { BarGrid } from './barGrid';
import type { CalendarStep } from './calendarStep';
import { axisOf, maxBars, type TimeAxis, type TimeFilter } from './timeAxis';
import { TimeCounts } from './timeCounts';

/** A bar of jobs whose time is in a period. */
export interface OutcomeBar {
  /** In milliseconds since the epoch; absent in the bar of all jobs older than the axis. */
  readonly from?: number;
  /** Exclusive. */
  readonly to: number;
  /** By status. */
  readonly counts: readonly number[];
}

/** Bars over time, each with a count per status. */
export interface Outcomes {
  readonly step: CalendarStep;
  /** Statuses that occur, those that need attention first. */
  readonly statuses: readonly string[];
  /** In order; without a gap. */
  readonly bars: readonly OutcomeBar[];
  /** Jobs without a readable time, which are in no bar. */
  readonly undated: number;
}

/**
 * Counts jobs by time and status, in bars of a grid that is decided before. Once the axis leaves the grid, all
 * jobs must be counted again, in another one; its margins make that rare.
 */
export class OutcomeCounts {
  private readonly times = new TimeCounts();
  /** By bar of the grid, then by status. */
  private readonly bars: number[][];
  /** By status. */
  private readonly before: number[] = [];
  private after = 0;
  private undated = 0;

  constructor(
    readonly zone: TimeZone,
    /** Absent as long as no time is known. */
    readonly grid?: BarGrid,
  ) {
    this.bars = Array.from({ length: grid?.length ?? 0 }, () => []);
  }

  count(time: number, status: number, by: 1 | -1): void {
    if (Number.isNaN(time)) {
      this.undated += by;
      return;
    }
    this.times.count(time, by);
    const bar = this.grid?.barOf(time) ?? -1;
    const counts = bar < 0 ? this.before : this.bars[bar];
    if (counts) {
      counts[status] = (counts[status] ?? 0) + by;
    } else {
      this.after += by;
    }
  }

  axis(filter: TimeFilter): TimeAxis | undefined {
    return axisOf(this.times, filter, this.zone);
  }

  /** Whether the bars of the axis have been counted. */
  covers(axis: TimeAxis): boolean {
    const { grid } = this;
    if (!grid || !isSame(grid.step, axis.step) || grid.barOf(axis.to) >= grid.length) {
      return false;
    }
    const firstBar =
      axis.from === undefined ? grid.barOf(axis.to) - maxBars + 1 : grid.barOf(axis.from);
    // Nothing is missing before the grid if there is nothing.
    return this.after === 0 && (firstBar >= 0 || total(this.before) === 0);
  }

  /** The bars of an axis that is covered. */
  read(axis: TimeAxis | undefined, statuses: readonly string[]): Outcomes {
    const { grid, undated } = this;
    if (!grid || !axis) {
      return { step: { unit: 'minute', count: 1 }, statuses: [], bars: [], undated };
    }
    const [first, last] = this.shownBars(grid, axis);
    const older = sumOf([this.before, ...this.bars.slice(0, first)]);
    const present = sumOf([older, ...this.bars]);
    const codes = [...present.keys()]
      .filter(code => (present[code] ?? 0) > 0)
      .sort((a, b) => compareStatuses(statuses[a] ?? '', statuses[b] ?? ''));
    const byStatus = (counts: readonly number[] = []): number[] =>
      codes.map(code => counts[code] ?? 0);
    const startOf = (bar: number): number => Math.min(maxTime, grid.starts[bar] ?? maxTime);
    const bars = Array.from({ length: last - first + 1 }, (_, index): OutcomeBar => {
      const bar = first + index;
      return { from: startOf(bar), to: startOf(bar + 1), counts: byStatus(this.bars[bar]) };
    });
    return {
      step: grid.step,
      statuses: codes.map(code => statuses[code] ?? ''),
      bars: total(older) > 0 ? [{ to: startOf(first), counts: byStatus(older) }, ...bars] : bars,
      undated,
    };
  }

  /** The first and the last bar shown. */
  private shownBars(grid: BarGrid, { from, to, isToFixed }: TimeAxis): [number, number] {
    const hasJobs = (counts: readonly number[]): boolean => total(counts) > 0;
    const last = isToFixed ? grid.barOf(to) : this.bars.findLastIndex(hasJobs);
    if (from !== undefined) {
      return [Math.max(0, grid.barOf(from)), last];
    }
    const earliest = Math.max(0, last - maxBars + 1);
    return [earliest + Math.max(0, this.bars.slice(earliest).findIndex(hasJobs)), last];
  }
}

/** The grid to count the bars of an axis in, with room for those of the next reads. */
export function gridFor({ step, from, to }: TimeAxis, zone: TimeZone): BarGrid {
  return BarGrid.around(from ?? to, to, step, zone, from === undefined ? 2 * maxBars : maxBars);
}

const isSame = (a: CalendarStep, b: CalendarStep): boolean =>
  a.unit === b.unit && a.count === b.count;

const total = (counts: readonly number[]): number => counts.reduce((sum, count) => sum + count, 0);

function sumOf(lists: readonly (readonly number[])[]): number[] {
  const sums: number[] = [];
  for (const counts of lists) {
    counts.forEach((count, code) => (sums[code] = (sums[code] ?? 0) + count));
  }
  return sums;
}
