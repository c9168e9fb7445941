import type { Disposable } from '../base/emitter';
import type { Job } from '../job/job';
import type { Resolution } from '../job/resolution';
import type { JobColumns } from './jobColumns';
import type { JobStore, RowObserver } from './jobStore';
import { resolutionOfJob } from './rowResolution';
import { TableGuard } from './tableGuard';

/**
 * A fixed list of jobs for long-running work: the list stays the same, and each job is read in its current
 * state. Costs four bytes per job, and more only for jobs that change meanwhile.
 */
export class JobSnapshot implements RowObserver, Disposable {
  private readonly rows: JobColumns;
  private readonly sameTable: TableGuard;
  private readonly list: Uint32Array;
  /** The ids of the listed jobs whose rows have changed; another job may have reused the row. */
  private readonly idOfChangedRow = new Map<number, string>();
  private readonly subscription: Disposable;

  /** `list`: the rows of the jobs, in order. */
  constructor(
    private readonly store: JobStore,
    list: Uint32Array,
  ) {
    this.rows = store.rows;
    this.sameTable = new TableGuard(store);
    this.list = list.slice();
    this.subscription = store.observe(this);
  }

  get size(): number {
    return this.list.length;
  }

  /** Undefined if the job was removed. Throws a `UserError` if another table was opened. */
  at(index: number): Job | undefined {
    this.sameTable.require();
    const row = this.list[index] ?? -1;
    const jobId = this.idOfChangedRow.get(row);
    return jobId === undefined ? this.rows.read(row) : this.store.get(jobId);
  }

  /** What became of a failed job. */
  resolutionOf(jobId: string): Resolution {
    return resolutionOfJob(this.store, jobId);
  }

  entered(): void {
    // Only the first job of a row is in the list, and `leaving` records it.
  }

  leaving(row: number): void {
    if (!this.idOfChangedRow.has(row)) {
      this.idOfChangedRow.set(row, this.rows.fields.jobId.get(row));
    }
  }

  dispose(): void {
    this.subscription.dispose();
  }
}
