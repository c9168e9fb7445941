import { dayMs, hourMs, minuteMs } from '../base/timeUnits';
import { maxTime } from '../base/timeZone';

/** More slots than this are merged into longer ones. */
const maxSlots = 5_000;

/** Lengths of a slot; each is a multiple of the one before. */
const widths = [minuteMs, hourMs, dayMs, 100 * dayMs, 100_000 * dayMs, 100_000_000 * dayMs];

/** Counts times in slots of a minute or, if they are spread widely, of longer ones. */
export class TimeCounts {
  private level = 0;
  private width = minuteMs;
  /** By slot; none is 0. */
  private counts = new Map<number, number>();
  private sum = 0;

  get total(): number {
    return this.sum;
  }

  count(time: number, by: 1 | -1): void {
    this.sum += by;
    this.add(Math.floor(time / this.width), by);
    while (this.counts.size > maxSlots) {
      this.coarsen();
    }
  }

  /** The first time of the slot with the oldest time, apart from the `skipped` oldest times. */
  oldest(skipped = 0): number {
    let rest = skipped;
    for (const slot of this.slots()) {
      rest -= this.counts.get(slot) ?? 0;
      if (rest < 0) {
        return Math.max(-maxTime, slot * this.width);
      }
    }
    return NaN;
  }

  /** The last time of the slot with the newest time. */
  newest(): number {
    return Math.min(maxTime, ((this.slots().at(-1) ?? NaN) + 1) * this.width - 1);
  }

  private add(slot: number, by: number): void {
    const count = (this.counts.get(slot) ?? 0) + by;
    if (count === 0) {
      this.counts.delete(slot);
    } else {
      this.counts.set(slot, count);
    }
  }

  private coarsen(): void {
    const before = this.width;
    this.width = widths[++this.level] ?? Infinity;
    const finer = this.counts;
    this.counts = new Map();
    finer.forEach((count, slot) => this.add(Math.floor((slot * before) / this.width), count));
  }

  /** In ascending order. */
  private slots(): number[] {
    return [...this.counts.keys()].sort((a, b) => a - b);
  }
}
