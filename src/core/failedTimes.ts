import type { JobRows } from './jobRows';
import type { JobStore, RowObserver } from './jobStore';
import type { Disposable } from './emitter';

/** Counts failed jobs that nobody has acknowledged, all or those of late, without looking at any other. */
export class FailedTimes implements Disposable {
  private counter: FailedCounter;
  private subscription: Disposable;
  private readonly reset: Disposable;

  constructor(store: JobStore) {
    this.counter = new FailedCounter(store.rows);
    this.subscription = store.observe(this.counter);
    this.reset = store.onDidReset(rows => {
      this.counter = new FailedCounter(rows);
      this.subscription = store.observe(this.counter);
    });
  }

  /** Failed jobs of that time (milliseconds since the epoch) or later; one without a time always counts. */
  countSince(time: number): number {
    return this.counter.countSince(time);
  }

  dispose(): void {
    this.reset.dispose();
    this.subscription.dispose();
  }
}

class FailedCounter implements RowObserver {
  /** Of failed jobs, in ascending order; `Infinity` for one without. */
  private times: number[] = [];
  private come: number[] = [];
  private gone: number[] = [];

  constructor(private readonly rows: JobRows) {
    for (let row = 0; row < rows.length; row++) {
      if (rows.has(row)) {
        this.entered(row);
      }
    }
  }

  entered(row: number): void {
    this.note(row, this.come);
  }

  leaving(row: number): void {
    this.note(row, this.gone);
  }

  countSince(time: number): number {
    this.sort();
    let low = 0;
    let high = this.times.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.times[middle] ?? Infinity) < time) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return this.times.length - low;
  }

  private note(row: number, list: number[]): void {
    const { status, timestamp } = this.rows.fields;
    if (status.get(row) === 'FAILED' && !this.rows.isMarked(row, 'acknowledged')) {
      const time = timestamp.time(row);
      list.push(Number.isNaN(time) ? Infinity : time);
    }
  }

  private sort(): void {
    if (this.come.length + this.gone.length === 0) {
      return;
    }
    const inTime = (a: number, b: number): number => (a < b ? -1 : a > b ? 1 : 0);
    const gone = this.gone.sort(inTime);
    let next = 0;
    // Each that went is among those there, so the two lists can be walked side by side.
    this.times = [...this.times, ...this.come].sort(inTime).filter(time => {
      const isGone = time === gone[next];
      next += isGone ? 1 : 0;
      return !isGone;
    });
    this.come = [];
    this.gone = [];
  }
}
