import type { StuckLimits } from '../job/stuckJobs';
import type { JobColumns } from '../store/jobColumns';
import { isUnresolved } from '../store/rowResolution';
import { StuckRows } from './stuckRows';

/** Counts the rows that need attention: failures that no later job made good, and jobs that wait for too long. */
export class AttentionCounts {
  private readonly stuckRows: StuckRows;
  private failures = 0;
  /** By code of the status. */
  private readonly mayCount: boolean[] = [];

  constructor(
    private readonly rows: JobColumns,
    stuckLimits: StuckLimits,
    now: number,
  ) {
    this.stuckRows = new StuckRows(rows, stuckLimits, now);
  }

  get unresolved(): number {
    return this.failures;
  }

  get stuck(): number {
    return this.stuckRows.size;
  }

  /** Whether the passing of time alone may change `stuck`. */
  get mayGetStuck(): boolean {
    return this.stuckRows.mayGrow;
  }

  /** Adds (1) or removes (-1) the row, in its current state. */
  count(row: number, by: 1 | -1): void {
    if (this.needsLook(row)) {
      this.stuckRows.count(row, by);
      this.failures += isUnresolved(this.rows, row) ? by : 0;
    }
  }

  /** Moves the time, in milliseconds since the epoch; returns whether more rows are stuck. */
  advance(now: number): boolean {
    return this.stuckRows.advance(now);
  }

  /** Whether a job with this status may be stuck or unresolved; most have succeeded. */
  private needsLook(row: number): boolean {
    const { status } = this.rows.fields;
    return (this.mayCount[status.code(row)] ??= status.get(row) !== 'SUCCEEDED');
  }
}
