import { isCountedFailure } from './countedFailures';
import type { FailureCount } from '../settings/failureCount';
import type { Disposable } from '../base/emitter';
import type { JobColumns } from '../store/jobColumns';
import type { JobStore, RowObserver } from '../store/jobStore';
import { StoreObserver } from '../store/storeObserver';
import { lowerBound } from '../base/binarySearch';

/** Counts unacknowledged failed jobs, all of them or only unresolved ones, ever or since a given time, without scanning the others. */
export class FailedTimes implements Disposable {
  private readonly follower: StoreObserver<FailedCounter>;

  constructor(store: JobStore, counts: FailureCount = 'all') {
    this.follower = new StoreObserver(store, rows => new FailedCounter(rows, counts));
  }

  /** Failed jobs at or after that time (milliseconds since the epoch); jobs without a time always count. */
  countSince(time: number): number {
    return this.follower.current.countSince(time);
  }

  dispose(): void {
    this.follower.dispose();
  }
}

/** Up to this many changes are spliced in one by one, which only moves memory; more are sorted in. */
const maxSplices = 16;

class FailedCounter implements RowObserver {
  /** Times of failed jobs, ascending; `Infinity` if a job has none. */
  private times: number[] = [];
  private added: number[] = [];
  private removed: number[] = [];
  private readonly isCounted: (rows: JobColumns, row: number) => boolean;

  constructor(
    private readonly rows: JobColumns,
    counts: FailureCount,
  ) {
    this.isCounted = isCountedFailure(counts);
  }

  entered(row: number): void {
    this.record(row, this.added);
  }

  leaving(row: number): void {
    this.record(row, this.removed);
  }

  countSince(time: number): number {
    this.update();
    return this.times.length - this.positionOf(time);
  }

  /** The index of the first time that is not before this one. */
  private positionOf(time: number): number {
    return lowerBound(this.times.length, index => (this.times[index] ?? Infinity) < time);
  }

  private record(row: number, list: number[]): void {
    if (this.isCounted(this.rows, row)) {
      const time = this.rows.fields.timestamp.time(row);
      list.push(Number.isNaN(time) ? Infinity : time);
    }
  }

  private update(): void {
    const { added, removed } = this;
    if (added.length + removed.length <= maxSplices) {
      // Insert first: a removed time may have been added just before.
      added.forEach(time => this.times.splice(this.positionOf(time), 0, time));
      removed.forEach(time => this.times.splice(this.positionOf(time), 1));
    } else {
      this.sort();
    }
    this.added = [];
    this.removed = [];
  }

  private sort(): void {
    const inTime = (a: number, b: number): number => (a < b ? -1 : a > b ? 1 : 0);
    const removed = this.removed.sort(inTime);
    let next = 0;
    // Every removed time is in the list, so one pass over both sorted lists is enough.
    this.times = [...this.times, ...this.added].sort(inTime).filter(time => {
      const isRemoved = time === removed[next];
      next += isRemoved ? 1 : 0;
      return !isRemoved;
    });
  }
}
