import type { JobColumns } from '../store/jobColumns';
import type { RowTally } from './rowTally';
import type { TimeZone } from '../base/timeZone';
import type { BarGrid } from './barGrid';
import { gridFor, OutcomeCounts, type Outcomes } from './outcomeCounts';
import type { TimeFilter } from './timeAxis';
import { ownDurationOfRow } from '../store/rowDuration';
import type { RowTaskTypes } from '../store/rowTaskTypes';
import { DurationPercentiles, type TaskDurations } from './durationPercentiles';

export interface Charts {
  readonly outcomes: Outcomes;
  /** Of finished jobs that ran themselves and have both times, for the task types with most of them. */
  readonly durations: readonly TaskDurations[];
  /** The number of task types left out. */
  readonly moreTaskTypes: number;
}

/** The maximum number of task types shown. */
const maxTaskTypes = 8;

/** The figures of the charts, maintained row by row. */
export class ChartCounts implements RowTally {
  private readonly outcomes: OutcomeCounts;
  private readonly durations = new DurationPercentiles();

  constructor(
    private readonly rows: JobColumns,
    private readonly taskTypes: RowTaskTypes,
    /** The clock that decides when days begin. */
    readonly zone: TimeZone,
    grid: BarGrid | undefined,
  ) {
    this.outcomes = new OutcomeCounts(zone, grid);
  }

  count(row: number, by: 1 | -1): void {
    const { status, timestamp } = this.rows.fields;
    this.outcomes.count(timestamp.time(row), status.code(row), by);
    const ms = ownDurationOfRow(this.rows, row);
    if (!Number.isNaN(ms)) {
      this.durations.count(ms, this.taskTypes.code(row), by);
    }
  }

  /** The grid in which the rows must be counted again for these charts; undefined if this one does. */
  nextGrid(filter: TimeFilter): BarGrid | undefined {
    const axis = this.outcomes.axis(filter);
    return axis && !this.outcomes.covers(axis) ? gridFor(axis, this.zone) : undefined;
  }

  read(filter: TimeFilter): Charts {
    const axis = this.outcomes.axis(filter);
    return {
      outcomes: this.outcomes.read(axis, this.rows.fields.status.values),
      ...this.durations.read(this.taskTypes.values, maxTaskTypes),
    };
  }
}
