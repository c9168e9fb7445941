import { isStuck, stuckLimitOf, type StuckLimits } from '../job/stuckJobs';
import type { JobColumns } from '../store/jobColumns';
import { DueRows } from './dueRows';

/** Counts rows that wait or start for too long, and looks again only at those that do so by then. */
export class StuckRows {
  private readonly stuck = new Set<number>();
  /** Rows that get stuck if they stay as they are. */
  private readonly waiting = new Set<number>();
  private readonly due: DueRows;
  /** By code of the status. */
  private readonly limitOf: number[] = [];

  constructor(
    private readonly rows: JobColumns,
    private readonly limits: StuckLimits,
    private now: number,
    /** Receives each row that gets stuck (1), or no longer is (-1). */
    private readonly changed: (row: number, by: 1 | -1) => void = () => undefined,
  ) {
    this.due = new DueRows(now);
  }

  get size(): number {
    return this.stuck.size;
  }

  /** Whether the passing of time alone may change the count. */
  get mayGrow(): boolean {
    return this.waiting.size > 0;
  }

  /** Adds (1) or removes (-1) the row, in its current state. */
  count(row: number, by: 1 | -1): void {
    if (by < 0) {
      this.waiting.delete(row);
      if (this.stuck.delete(row)) {
        this.changed(row, -1);
      }
    } else if (this.limit(row) < Infinity) {
      this.look(row);
    }
  }

  /** Moves the time, in milliseconds since the epoch; returns whether more rows are stuck. */
  advance(now: number): boolean {
    const before = this.size;
    this.now = now;
    for (const row of this.due.takeDue(now)) {
      if (this.waiting.delete(row)) {
        this.look(row);
      }
    }
    return this.size !== before;
  }

  private look(row: number): void {
    const { timestamp, status } = this.rows.fields;
    const since = timestamp.time(row);
    const end = since + this.limit(row);
    if (end >= this.now) {
      this.waiting.add(row);
      this.due.add(row, end);
    } else if (
      isStuck(
        { status: status.get(row), ...this.rows.arrayFields(row) },
        this.limits,
        since,
        this.now,
      )
    ) {
      this.stuck.add(row);
      this.changed(row, 1);
    }
  }

  private limit(row: number): number {
    const { status } = this.rows.fields;
    return (this.limitOf[status.code(row)] ??= stuckLimitOf(this.limits, status.get(row)));
  }
}
