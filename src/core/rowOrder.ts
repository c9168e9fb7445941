import type { JobRows } from './jobRows';
import type { RowObserver } from './jobStore';
import { grown, roomFor } from './rowFields';
import type { RowSort } from './rowSort';
import { stableSort } from './stableSort';

/** So few are cheaper to sort by themselves than to find among all. */
const few = 4096;

/**
 * All rows in one order. Sorting them takes long, but once; from then on rows that changed are taken
 * out and merged in again, which costs little more than copying the order.
 */
export class RowOrder implements RowObserver {
  private sorted: Uint32Array = new Uint32Array();
  /** Rows that have come, changed or gone since; their place in `sorted`, if any, is void. */
  private moved: number[] = [];
  private isMoved = new Uint8Array();
  private work: Iterator<undefined, unknown> | undefined;

  /** Rows with the same key are in the order of `ties`; without it, in that of their numbers. */
  constructor(
    private readonly rows: JobRows,
    private readonly by: RowSort,
    private readonly ties?: RowOrder,
  ) {
    for (let row = 0; row < rows.length; row++) {
      this.move(row);
    }
  }

  entered(row: number): void {
    this.move(row);
  }

  leaving(row: number): void {
    this.move(row);
  }

  /** Brings the order up to date, with breaks; who gives up half-way leaves what is done to the next. */
  *update(): Generator<undefined, void> {
    while (this.moved.length > 0 || this.work) {
      this.work ??= this.takeIn();
      if (this.work.next().done === true) {
        this.work = undefined;
      } else {
        yield;
      }
    }
  }

  /** All rows that hold jobs, in order, as of the last update. */
  get current(): Uint32Array {
    return this.sorted;
  }

  isBefore(a: number, b: number): boolean {
    const x = this.by.keyOf(a);
    const y = this.by.keyOf(b);
    return (
      this.by.isBefore(x, y) || (!this.by.isBefore(y, x) && (this.ties?.isBefore(a, b) ?? a < b))
    );
  }

  private move(row: number): void {
    if (row >= this.isMoved.length) {
      this.isMoved = grown(this.isMoved, new Uint8Array(roomFor(row)));
    }
    if (this.isMoved[row] === 0) {
      this.isMoved[row] = 1;
      this.moved.push(row);
    }
  }

  /** What moves again during a break is left out, and comes with the next round. */
  private *takeIn(): Generator<undefined, void> {
    if (this.ties) {
      yield* this.ties.update();
    }
    const { moved } = this;
    const rest = this.part(this.sorted, 0);
    const come = this.inOrderOfTies(moved);
    this.moved = [];
    moved.forEach(row => (this.isMoved[row] = 0));
    yield;
    const sorted = yield* stableSort(come, this.by);
    this.sorted =
      this.moved.length === 0
        ? this.join(rest, sorted)
        : this.join(this.part(rest, 0), this.part(sorted, 0));
  }

  private inOrderOfTies(moved: readonly number[]): Uint32Array {
    if (this.ties && moved.length > few) {
      return this.part(this.ties.current, 1);
    }
    const rows = Uint32Array.from(moved.filter(row => this.rows.has(row)));
    const { ties } = this;
    return ties ? rows.sort((a, b) => (ties.isBefore(a, b) ? -1 : 1)) : rows.sort();
  }

  /** Of the rows, those that moved (1) or did not (0). */
  private part(rows: Uint32Array, moved: 0 | 1): Uint32Array {
    const part = new Uint32Array(rows.length);
    let end = 0;
    for (const row of rows) {
      part[end] = row;
      end += this.isMoved[row] === moved ? 1 : 0;
    }
    return part.subarray(0, end);
  }

  /** Merges in one go: a row of the fewer costs a few comparisons, not one for each of the many. */
  private join(many: Uint32Array, fewer: Uint32Array): Uint32Array {
    if (many.length === 0 || fewer.length === 0) {
      return many.length === 0 ? fewer : many;
    }
    const joined = new Uint32Array(many.length + fewer.length);
    let from = 0;
    fewer.forEach((row, index) => {
      const place = this.placeOf(row, many, from);
      joined.set(many.subarray(from, place), from + index);
      joined[place + index] = row;
      from = place;
    });
    joined.set(many.subarray(from), from + fewer.length);
    return joined;
  }

  /** The first place from `from` on whose row comes after `row`: in growing steps, then by halves. */
  private placeOf(row: number, rows: Uint32Array, from: number): number {
    const comesBefore = (place: number): boolean => this.isBefore(rows[place] ?? 0, row);
    let low = from;
    let high = from;
    for (let step = 1; high < rows.length && comesBefore(high); step *= 2) {
      low = high + 1;
      high += step;
    }
    high = Math.min(high, rows.length);
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (comesBefore(middle)) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
