import { isUnacknowledgedFailure } from './countedFailures';
import type { Disposable } from '../base/emitter';
import type { JobColumns } from '../store/jobColumns';
import type { JobStore, RowObserver } from '../store/jobStore';
import { StoreObserver } from '../store/storeObserver';
import { lowerBound } from '../base/binarySearch';

/** Counts failed jobs that nobody has acknowledged, all or those of late, without looking at any other. */
export class FailedTimes implements Disposable {
  private readonly follower: StoreObserver<FailedCounter>;

  constructor(store: JobStore) {
    this.follower = new StoreObserver(store, rows => new FailedCounter(rows));
  }

  /** Failed jobs of that time (milliseconds since the epoch) or later; one without a time always counts. */
  countSince(time: number): number {
    return this.follower.current.countSince(time);
  }

  dispose(): void {
    this.follower.dispose();
  }
}

/** So few are put in and taken out one by one, which only moves the others in memory. */
const few = 16;

class FailedCounter implements RowObserver {
  /** Of failed jobs, in ascending order; `Infinity` for one without. */
  private times: number[] = [];
  private come: number[] = [];
  private gone: number[] = [];

  constructor(private readonly rows: JobColumns) {}

  entered(row: number): void {
    this.note(row, this.come);
  }

  leaving(row: number): void {
    this.note(row, this.gone);
  }

  countSince(time: number): number {
    this.update();
    return this.times.length - this.positionOf(time);
  }

  /** Of the first that is of that time or later. */
  private positionOf(time: number): number {
    return lowerBound(this.times.length, index => (this.times[index] ?? Infinity) < time);
  }

  private note(row: number, list: number[]): void {
    if (isUnacknowledgedFailure(this.rows, row)) {
      const time = this.rows.fields.timestamp.time(row);
      list.push(Number.isNaN(time) ? Infinity : time);
    }
  }

  private update(): void {
    const { come, gone } = this;
    if (come.length + gone.length <= few) {
      // What went may have come just before.
      come.forEach(time => this.times.splice(this.positionOf(time), 0, time));
      gone.forEach(time => this.times.splice(this.positionOf(time), 1));
    } else {
      this.sort();
    }
    this.come = [];
    this.gone = [];
  }

  private sort(): void {
    const inTime = (a: number, b: number): number => (a < b ? -1 : a > b ? 1 : 0);
    const gone = this.gone.sort(inTime);
    let next = 0;
    // Each that went is among those there, so the two lists can be walked side by side.
    this.times = [...this.times, ...this.come].sort(inTime).filter(time => {
      const isGone = time === gone[next];
      next += isGone ? 1 : 0;
      return !isGone;
    });
  }
}
