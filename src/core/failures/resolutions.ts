import { DisposableStore } from '../base/disposableStore';
import type { Disposable, Event } from '../base/emitter';
import type { SliceClock } from '../base/clock';
import { runInSlices } from '../base/timeSlicing';
import type { TaskTypes } from '../job/taskTypes';
import type { Job } from '../job/job';
import type { JobColumns } from '../store/jobColumns';
import type { JobStore } from '../store/jobStore';
import { RowTaskTypes } from '../store/rowTaskTypes';
import { ResolutionIndex } from './resolutionIndex';
import { WaitingRows } from './waitingRows';

/** After the last saved job, so that the first ones are on screen before. */
const catchUpDelayMs = 1_000;
const rowsPerStep = 256;

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
  /** Rows that have a resolution, but are not in the index yet: saved ones, and what changes meanwhile. */
  private waiting = new WaitingRows();
  private catchingUp: Disposable | undefined;
  private readonly subscriptions: DisposableStore;

  constructor(
    private readonly store: JobStore,
    private readonly taskTypes: TaskTypes,
    /** For work that can wait until saved jobs are on screen; without it, nothing waits. */
    private readonly clock?: SliceClock,
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
    this.addWaiting();
    const row = this.store.rowOfJob(jobId);
    const later = row === undefined ? undefined : this.index.laterRow(row);
    return later === undefined ? undefined : this.store.rows.read(later);
  }

  /** A known retry belongs to the work of its job, even with another queue or definition. */
  followRetries(retries: KnownRetries): void {
    this.retries = retries;
    const relink = (): void => {
      this.addWaiting();
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
    this.catchingUp?.dispose();
    this.subscriptions.dispose();
    this.following.dispose();
  }

  private follow(rows: JobColumns): [ResolutionIndex, Disposable] {
    const waiting = (this.waiting = new WaitingRows());
    this.stopCatchingUp();
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
    const following = this.store.derive({
      entered: row => {
        // Catching up at once would take most of a second with a million jobs.
        if (waiting.isEmpty) {
          index.entered(row);
        } else {
          index.expect(row);
          waiting.add(row);
        }
      },
      leaving: row => {
        if (!waiting.remove(row)) {
          index.leaving(row);
        }
      },
      loaded: row => {
        this.stopCatchingUp();
        waiting.add(row);
      },
    });
    this.index = index;
    this.settle();
    return [index, following];
  }

  private settle(): void {
    if (!this.waiting.isEmpty && this.clock) {
      this.catchingUp ??= this.catchUpLater(this.clock);
      return;
    }
    this.addWaiting();
    for (const changes = this.announce(); changes.next().done !== true;);
  }

  private catchUpLater(clock: SliceClock): Disposable {
    const timer = clock.setTimeout(() => {
      this.catchingUp = runInSlices(this.catchUp(), clock, () => undefined);
    }, catchUpDelayMs);
    return { dispose: () => clock.clearTimeout(timer) };
  }

  private stopCatchingUp(): void {
    this.catchingUp?.dispose();
    this.catchingUp = undefined;
  }

  private *catchUp(): Generator<undefined, void> {
    while (!this.waiting.isEmpty) {
      this.addWaiting(rowsPerStep);
      yield;
    }
    yield* this.announce();
    this.store.announceDerived();
  }

  private addWaiting(max = Infinity): void {
    for (let count = 0; count < max && !this.waiting.isEmpty; count++) {
      const row = this.waiting.take();
      if (row !== undefined) {
        this.index.enteredWithCode(row);
      }
    }
  }

  private *announce(): Generator<undefined, void> {
    const { rows } = this.store;
    for (const change of this.index.drain()) {
      if (change) {
        this.store.updateDerived(change.row, () => rows.resolve(change.row, change.code));
      } else {
        yield;
      }
    }
  }
}
