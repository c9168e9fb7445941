import { firstRowsInOrder } from './firstRowsInOrder';
import type { JobColumns } from '../store/jobColumns';
import type { RowObserver } from '../store/jobStore';
import { grown, roomFor } from '../base/growableArray';
import type { RowSort } from './rowSort';
import { stableSort } from '../base/stableSort';

/** More than so many are found by looking at all rows, and their list is not kept. */
const few = 4096;

/**
 * All rows in one order. Sorting them takes long, but once; from then on rows that changed are taken
 * out and put in again, in place, which costs little more than moving the order in memory.
 */
export class RowOrder implements RowObserver {
  private sorted = new Uint32Array();
  private length = 0;
  /** By row, whether it has come, changed or gone since; its place in `sorted`, if any, is void. */
  private isMoved: Uint8Array;
  /** Those rows, while they are few. */
  private moved: number[] = [];
  private areMany = true;
  private work: Iterator<undefined, unknown> | undefined;
  /** Rises with each row that comes, changes or goes. */
  private changes = 0;

  /** Rows with the same key are in the order of `ties`; without it, in that of their numbers. */
  constructor(
    private readonly rows: JobColumns,
    private readonly by: RowSort,
    private readonly ties?: RowOrder,
  ) {
    this.isMoved = new Uint8Array(roomFor(rows.length)).fill(1, 0, rows.length);
  }

  entered(row: number): void {
    this.move(row);
  }

  leaving(row: number): void {
    this.move(row);
  }

  /** Brings the order up to date, with breaks; who gives up half-way leaves what is done to the next. */
  *update(): Generator<undefined, void> {
    while (this.hasMoved || this.work) {
      this.work ??= this.mergeChanges();
      if (this.work.next().done === true) {
        this.work = undefined;
      } else {
        yield;
      }
    }
  }

  /** Whether an update takes long. */
  get isFarBehind(): boolean {
    return this.areMany || this.work !== undefined;
  }

  /**
   * The first of the rows that pass, long before all are in order; nothing where rows have changed
   * meanwhile, or where no other order says which of those alike comes first.
   */
  *first(
    count: number,
    matches: (row: number) => boolean,
  ): Generator<undefined, Uint32Array | undefined> {
    if (!this.ties) {
      return undefined;
    }
    yield* this.ties.update();
    const { changes } = this;
    const rows = yield* firstRowsInOrder(this.ties.current, this.by, count, matches);
    return changes === this.changes ? rows : undefined;
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

  private get hasMoved(): boolean {
    return this.areMany || this.moved.length > 0;
  }

  private move(row: number): void {
    this.changes++;
    if (row >= this.isMoved.length) {
      this.isMoved = grown(this.isMoved, new Uint8Array(roomFor(row)));
    }
    if (this.isMoved[row] === 0) {
      this.isMoved[row] = 1;
      if (!this.areMany && this.moved.push(row) > few) {
        this.areMany = true;
        this.moved = [];
      }
    }
  }

  /** What moves again during a break is left out, and comes with the next round. */
  private *mergeChanges(): Generator<undefined, void> {
    if (this.ties) {
      yield* this.ties.update();
    }
    this.length = this.keep(0, this.current);
    const come = this.areMany ? this.manyMoved() : this.fewMoved();
    if (this.areMany) {
      this.isMoved.fill(0);
    } else {
      this.moved.forEach(row => (this.isMoved[row] = 0));
    }
    this.areMany = false;
    this.moved = [];
    yield;
    const sorted = yield* stableSort(come, this.by);
    if (this.hasMoved) {
      this.length = this.keep(0, this.current);
    }
    this.insert(sorted.subarray(0, this.keep(0, sorted)));
  }

  private manyMoved(): Uint32Array {
    if (this.ties) {
      const all = this.ties.current.slice();
      return all.subarray(0, this.keep(1, all));
    }
    const rows = new Uint32Array(this.rows.length);
    let end = 0;
    for (let row = 0; row < rows.length; row++) {
      rows[end] = row;
      end += this.isMoved[row] === 1 && this.rows.has(row) ? 1 : 0;
    }
    return rows.subarray(0, end);
  }

  private fewMoved(): Uint32Array {
    const { ties } = this;
    const rows = Uint32Array.from(this.moved.filter(row => this.rows.has(row)));
    return ties ? rows.sort((a, b) => (ties.isBefore(a, b) ? -1 : 1)) : rows.sort();
  }

  /** Moves those rows that moved (1), or did not (0), to the front of the list, and counts them. */
  private keep(moved: 0 | 1, list: Uint32Array): number {
    const { isMoved } = this;
    let end = 0;
    // oxlint-disable-next-line typescript/prefer-for-of -- several times faster, and every change pays for it
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
    let index = rows.length - 1;
    for (; index >= 0 && end > 0; index--) {
      const row = rows[index] ?? 0;
      const position = this.positionOf(row, end);
      this.sorted.copyWithin(position + index + 1, position, end);
      this.sorted[position + index] = row;
      end = position;
    }
    this.sorted.set(rows.subarray(0, index + 1));
  }

  /** After the last row below `end` that comes before `row`: in growing steps, then by halves. */
  private positionOf(row: number, end: number): number {
    const isAfter = (position: number): boolean => this.isBefore(row, this.sorted[position] ?? 0);
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
