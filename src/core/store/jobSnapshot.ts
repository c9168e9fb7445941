import type { Disposable } from '../base/emitter';
import type { Job } from '../job/job';
import type { JobColumns } from './jobColumns';
import type { JobStore, RowObserver } from './jobStore';
import { TableGuard } from './tableGuard';

/**
 * A list of jobs settled at one moment, for work that takes longer: the jobs of the list stay the
 * same, each is given as it is when its turn comes. Costs four bytes a job, and more only for those
 * that change meanwhile.
 */
export class JobSnapshot implements RowObserver, Disposable {
  private readonly rows: JobColumns;
  private readonly sameTable: TableGuard;
  private readonly list: Uint32Array;
  /** By row, the id of the job that was there; the row may be another job's by now. */
  private readonly wasAt = new Map<number, string>();
  private readonly subscription: Disposable;

  /** `list`: rows of the store's jobs, in their order. */
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

  /** Absent when the job is gone. */
  at(index: number): Job | undefined {
    this.sameTable.require();
    const row = this.list[index] ?? -1;
    const jobId = this.wasAt.get(row);
    return jobId === undefined ? this.rows.read(row) : this.store.get(jobId);
  }

  entered(): void {
    // A job of the list is known by what its row held first.
  }

  leaving(row: number): void {
    if (!this.wasAt.has(row)) {
      this.wasAt.set(row, this.rows.fields.jobId.get(row));
    }
  }

  dispose(): void {
    this.subscription.dispose();
  }
}
