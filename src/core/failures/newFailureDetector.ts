import { minuteMs } from '../base/timeUnits';
import { DisposableStore } from '../base/disposableStore';
import type { Disposable } from '../base/emitter';
import { isUnacknowledgedFailure } from './countedFailures';
import type { JobColumns } from '../store/jobColumns';
import type { JobStore, RowObserver } from '../store/jobStore';
import { rowSearch } from '../query/rowSearch';
import { RowTaskTypes } from '../store/rowTaskTypes';
import type { Workload } from '../job/taskType';

/** A job that has just become FAILED. */
export interface NewFailure {
  readonly jobId: string;
  readonly jobName: string;
  /** When it failed, in milliseconds since the epoch; absent if unreadable. */
  readonly time: number | undefined;
}

export interface NewFailureDetectorOptions {
  readonly store: JobStore;
  readonly taskTypeOf: (workload: Workload) => string;
  readonly now: () => number;
  /** The search that failures must match; undefined while notifications are off. */
  readonly filter: () => string | undefined;
  readonly found: (failures: readonly NewFailure[]) => void;
}

/** After longer than this without a successful refresh, failures are history rather than new. */
const maxGapMs = 10 * minuteMs;

/** The maximum number of notified jobs that are remembered. */
const maxRemembered = 10_000;

/**
 * Detects new failures: jobs that became FAILED since a recent refresh. Failures found by a first load, after
 * a long sleep, or in items written long after the job failed do not count as new.
 */
export class NewFailureDetector implements RowObserver, Disposable {
  private readonly subscriptions: DisposableStore;
  private following: Disposable;
  private rows: JobColumns;
  private taskTypes: RowTaskTypes;
  /** When the last successful refresh ended. */
  private lastRefreshAt: number | undefined;
  /** The longest wait before the next refresh since then. */
  private waitMs = 0;
  /** The latest time of all jobs seen, and its value at the end of the last refresh. */
  private latest = -Infinity;
  private latestAtRefresh = Infinity;
  /** Rows that became FAILED in the current batch. */
  private failed: number[] = [];
  /** The failed job that left its row last: if it enters again as FAILED, it is the same failure. */
  private lastFailedToLeave: string | undefined;
  /** Job ids, oldest first. */
  private readonly notified = new Set<string>();

  constructor(private readonly options: NewFailureDetectorOptions) {
    const { store } = options;
    this.rows = store.rows;
    this.taskTypes = this.createTaskTypes();
    this.following = store.observe(this);
    this.subscriptions = new DisposableStore(
      store.onDidChange(() => this.findNew()),
      store.onDidReset(() => this.reset()),
    );
  }

  /** A longer delay means that the computer slept, or that refreshes failed. */
  get maxGapMs(): number {
    return Math.max(maxGapMs, 2 * this.waitMs);
  }

  /** Call when a refresh succeeded at `time`; the next one follows after `waitMs`. */
  refreshed(time: number, waitMs: number): void {
    this.lastRefreshAt = time;
    this.waitMs = waitMs;
    this.latestAtRefresh = this.latest === -Infinity ? Infinity : this.latest;
  }

  /** Call when the wait for the next refresh changed. */
  expect(waitMs: number): void {
    this.waitMs = Math.max(this.waitMs, waitMs);
  }

  /** Call when the task type rules changed. */
  renamed(): void {
    this.taskTypes = this.createTaskTypes();
  }

  entered(row: number): void {
    const time = this.rows.fields.timestamp.time(row);
    if (time > this.latest) {
      this.latest = time;
    }
    if (this.lastRefreshAt === undefined || this.rows.fields.status.get(row) !== 'FAILED') {
      return;
    }
    if (this.rows.fields.jobId.get(row) !== this.lastFailedToLeave) {
      this.failed.push(row);
    }
  }

  leaving(row: number): void {
    const { jobId, status } = this.rows.fields;
    this.lastFailedToLeave = status.get(row) === 'FAILED' ? jobId.get(row) : undefined;
  }

  dispose(): void {
    this.following.dispose();
    this.subscriptions.dispose();
  }

  /** Runs at the end of a batch, so that one compiled search serves all of its rows. */
  private findNew(): void {
    const { failed } = this;
    if (failed.length === 0) {
      return;
    }
    this.failed = [];
    const { filter, found, now } = this.options;
    const search = filter();
    if (
      search === undefined ||
      this.lastRefreshAt === undefined ||
      now() - this.lastRefreshAt > this.maxGapMs
    ) {
      return;
    }
    // If the local clock is fast, all jobs seem old; then the table's own latest time decides.
    const since = Math.min(this.lastRefreshAt, this.latestAtRefresh) - this.maxGapMs;
    const wanted = rowSearch(this.rows, this.taskTypes, search, now());
    const newFailures = failed
      .filter(row => this.isNew(row, since) && wanted.matches(row))
      .map(row => this.read(row));
    newFailures.forEach(({ jobId }) => this.remember(jobId));
    if (newFailures.length > 0) {
      found(newFailures);
    }
  }

  /** A row may have changed again within its batch. */
  private isNew(row: number, since: number): boolean {
    const { jobId, timestamp } = this.rows.fields;
    return (
      this.rows.has(row) &&
      isUnacknowledgedFailure(this.rows, row) &&
      !(timestamp.time(row) < since) &&
      !this.notified.has(jobId.get(row))
    );
  }

  private read(row: number): NewFailure {
    const { jobId, jobName, timestamp } = this.rows.fields;
    const time = timestamp.time(row);
    return {
      jobId: jobId.get(row),
      jobName: jobName.get(row),
      time: Number.isNaN(time) ? undefined : time,
    };
  }

  private remember(jobId: string): void {
    this.notified.add(jobId);
    if (this.notified.size > maxRemembered) {
      const [oldest] = this.notified;
      this.notified.delete(oldest ?? '');
    }
  }

  private reset(): void {
    this.following.dispose();
    this.rows = this.options.store.rows;
    this.taskTypes = this.createTaskTypes();
    this.following = this.options.store.observe(this);
    this.lastRefreshAt = undefined;
    this.waitMs = 0;
    this.latest = -Infinity;
    this.latestAtRefresh = Infinity;
    this.failed = [];
    this.lastFailedToLeave = undefined;
    this.notified.clear();
  }

  private createTaskTypes(): RowTaskTypes {
    return new RowTaskTypes(this.rows, this.options.taskTypeOf);
  }
}
