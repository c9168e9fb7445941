import type { JobRows } from './jobRows';
import type { RowObserver } from './jobStore';
import { grown, roomFor } from './rowFields';
import type { RowSort } from './rowSort';
import { stableSort } from './stableSort';

/** So few are cheaper to sort by themselves than to find among all. */
const few = 4096;

/**
 * All rows in one order. Sorting them takes long, but once; from then on rows that changed are taken
 * out and put in again, in place, which costs little more than moving the order in memory.
 */
export class RowOrder implements RowObserver {
  private sorted = new Uint32Array();
  private length = 0;
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

  /** All rows that hold jobs, in order; to be read right after an update. */
  get current(): Uint32Array {
    return this.sorted.subarray(0, this.length);
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
    this.length = this.keep(0, this.current);
    const { moved } = this;
    const come = this.inOrderOfTies(moved);
    this.moved = [];
    moved.forEach(row => (this.isMoved[row] = 0));
    const sorted = yield* stableSort(come, this.by);
    if (this.moved.length > 0) {
      this.length = this.keep(0, this.current);
    }
    this.insert(sorted.subarray(0, this.keep(0, sorted)));
  }

  private inOrderOfTies(moved: readonly number[]): Uint32Array {
    const { ties } = this;
    if (ties && moved.length > few) {
      const all = ties.current.slice();
      return all.subarray(0, this.keep(1, all));
    }
    const rows = Uint32Array.from(moved.filter(row => this.rows.has(row)));
    return ties ? rows.sort((a, b) => (ties.isBefore(a, b) ? -1 : 1)) : rows.sort();
  }

  /** Moves those rows that moved (1), or did not (0), to the front of the list, and counts them. */
  private keep(moved: 0 | 1, list: Uint32Array): number {
    const { isMoved } = this;
    let end = 0;
    // eslint-disable-next-line @typescript-eslint/prefer-for-of -- several times faster, and every change pays for it
    for (let index = 0; index < list.length; index++) {
      const row = list[index] ?? 0;
      list[end] = row;
      end += isMoved[row] === moved ? 1 : 0;
    }
    return end;
  }

  /** In place, from the end: a row costs a few comparisons, not one for each of the many. */
  private insert(rows: Uint32Array): void {
    let end = this.length;
    this.length += rows.length;
    if (this.length > this.sorted.length) {
      this.sorted = grown(this.sorted, new Uint32Array(roomFor(this.length)));
    }
    for (let index = rows.length - 1; index >= 0; index--) {
      const row = rows[index] ?? 0;
      const place = this.placeOf(row, end);
      this.sorted.copyWithin(place + index + 1, place, end);
      this.sorted[place + index] = row;
      end = place;
    }
  }

  /** After the last row below `end` that comes before `row`: in growing steps, then by halves. */
  private placeOf(row: number, end: number): number {
    const isAfter = (place: number): boolean => this.isBefore(row, this.sorted[place] ?? 0);
    let high = end;
    let low = end;
    for (let step = 1; low > 0 && isAfter(low - 1); step *= 2) {
      high = low - 1;
      low = Math.max(0, high - step);
    }
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (isAfter(middle)) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }
}
