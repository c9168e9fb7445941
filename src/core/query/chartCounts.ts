import type { JobColumns } from '../store/jobColumns';
import type { RowTally } from './jobView';
import { OutcomeHistogram, type Outcomes } from './outcomeHistogram';
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
  private readonly outcomes: OutcomeHistogram;
  private readonly durations = new DurationPercentiles();

  constructor(
    private readonly rows: JobColumns,
    private readonly taskTypes: RowTaskTypes,
    /** The UTC offset of the clock that decides when days begin. */
    readonly utcOffsetMs: number,
  ) {
    this.outcomes = new OutcomeHistogram(utcOffsetMs);
  }

  count(row: number, by: 1 | -1): void {
    const { status, timestamp } = this.rows.fields;
    this.outcomes.count(timestamp.time(row), status.code(row), by);
    const ms = ownDurationOfRow(this.rows, row);
    if (!Number.isNaN(ms)) {
      this.durations.count(ms, this.taskTypes.code(row), by);
    }
  }

  /** Whether counting all rows again would give finer bars. */
  get isTooCoarse(): boolean {
    return this.outcomes.isTooCoarse;
  }

  read(): Charts {
    return {
      outcomes: this.outcomes.read(this.rows.fields.status.values),
      ...this.durations.read(this.taskTypes.values, maxTaskTypes),
    };
  }
}
