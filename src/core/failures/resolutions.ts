import { DisposableStore } from '../base/disposableStore';
import type { Disposable, Event } from '../base/emitter';
import type { TaskTypes } from '../job/taskTypes';
import type { Job } from '../job/job';
import type { JobColumns } from '../store/jobColumns';
import type { JobStore } from '../store/jobStore';
import { RowTaskTypes } from '../store/rowTaskTypes';
import { ResolutionIndex } from './resolutionIndex';

/** Which jobs the user submitted as retries of others. */
export interface KnownRetries {
  /** Ids of the new jobs. */
  readonly newJobs: Iterable<string>;
  readonly retryOf: (jobId: string) => string | undefined;
  readonly onDidChange: Event<undefined>;
}

/**
 * Finds for each failed job what became of its work: a job that was created later for the same work may have
 * succeeded, failed or still be running. Kept row by row; a later job changes the earlier failures with it.
 */
export class Resolutions implements Disposable {
  private index: ResolutionIndex;
  private following: Disposable;
  private retries: KnownRetries | undefined;
  private readonly subscriptions: DisposableStore;

  constructor(
    private readonly store: JobStore,
    private readonly taskTypes: TaskTypes,
  ) {
    [this.index, this.following] = this.follow(store.rows);
    const restart = (rows: JobColumns): void => {
      this.following.dispose();
      [this.index, this.following] = this.follow(rows);
    };
    this.subscriptions = new DisposableStore(
      store.onDidReset(restart),
      taskTypes.onDidChange(() => restart(store.rows)),
      store.onDidApply(() => this.settle()),
    );
  }

  /** The job that decides what became of a failed one; undefined if nobody retried it. */
  laterJob(jobId: string): Job | undefined {
    const row = this.store.rowOfJob(jobId);
    const later = row === undefined ? undefined : this.index.laterRow(row);
    return later === undefined ? undefined : this.store.rows.read(later);
  }

  /** A known retry belongs to the work of its job, even with another queue or definition. */
  followRetries(retries: KnownRetries): void {
    this.retries = retries;
    const relink = (): void => {
      for (const jobId of retries.newJobs) {
        const row = this.store.rowOfJob(jobId);
        if (row !== undefined) {
          this.store.updateDerived(row, () => this.index.relink(row));
        }
      }
      this.settle();
    };
    this.subscriptions.add(retries.onDidChange(relink));
    relink();
  }

  dispose(): void {
    this.subscriptions.dispose();
    this.following.dispose();
  }

  private follow(rows: JobColumns): [ResolutionIndex, Disposable] {
    const index = new ResolutionIndex(rows, new RowTaskTypes(rows, this.taskTypes.of), row => {
      const original = this.retries?.retryOf(rows.fields.jobId.get(row));
      return original === undefined ? undefined : this.store.rowOfJob(original);
    });
    for (let row = 0; row < rows.length; row++) {
      if (rows.has(row)) {
        if (rows.fields.status.get(row) === 'FAILED') {
          this.store.updateDerived(row, () => index.entered(row));
        } else {
          index.entered(row);
        }
      }
    }
    const following = this.store.derive(index);
    this.index = index;
    this.settle();
    return [index, following];
  }

  private settle(): void {
    const { rows } = this.store;
    for (const { row, code } of this.index.drain()) {
      this.store.updateDerived(row, () => rows.resolve(row, code));
    }
  }
}
