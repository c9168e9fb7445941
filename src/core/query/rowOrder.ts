import { FirstRows, type RowComparison } from './firstRows';
import type { JobColumns } from '../store/jobColumns';
import type { RowObserver } from '../store/jobStore';
import { copyInto, capacityFor } from '../base/growableArray';
import type { RowSort } from './rowSort';

/** Up to this many changed rows are listed; beyond that, all rows are scanned. */
const maxListed = 4096;

const positionsPerStep = 64;

/**
 * All rows in one sort order. They are sorted once; from then on, changed rows are removed and inserted again
 * in place, which costs little more than moving the order in memory.
 */
export class RowOrder implements RowObserver {
  private sorted = new Uint32Array();
  private length = 0;
  /**
   * By row, whether it was added, changed or removed since the last update; its position in `sorted`, if any,
   * is stale.
   */
  private isDirty: Uint8Array;
  /** Those rows, unless they are too many. */
  private dirty: number[] = [];
  private hasManyDirty = true;
  private work: Iterator<undefined, unknown> | undefined;
  /** Increases with each row that is added, changed or removed. */
  private changes = 0;

  /** Rows with equal keys are in the order of `ties`, or without it, of their numbers. */
  constructor(
    private readonly rows: JobColumns,
    private readonly by: RowSort,
    private readonly ties?: RowOrder,
  ) {
    this.isDirty = new Uint8Array(capacityFor(rows.length)).fill(1, 0, rows.length);
  }

  entered(row: number): void {
    this.markDirty(row);
  }

  leaving(row: number): void {
    this.markDirty(row);
  }

  /**
   * Updates the order, yielding between chunks; if the caller abandons an update, the next one resumes it.
   */
  *update(): Generator<undefined, void> {
    while (this.hasDirty || this.work) {
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
    return this.hasManyDirty || this.work !== undefined;
  }

  /** A search for the first matching rows, long before all rows are sorted. */
  searchFirst(count: number, matches: (row: number) => boolean): FirstRows {
    return new FirstRows(this.comparison, count, matches);
  }

  private get comparison(): RowComparison {
    return {
      ...this.by,
      isRowBefore: (a, b) => this.ties?.isBefore(a, b) ?? a < b,
      ties: this.ties?.comparison,
    };
  }

  /** All rows that hold jobs, in order; valid right after an update. */
  get current(): Uint32Array {
    return this.sorted.subarray(0, this.length);
  }

  isBefore(a: number, b: number): boolean {
    return this.isKeyBefore(this.by.keyOf(a), a, b);
  }

  /** `x` is the key of `a`. */
  private isKeyBefore(x: number | string, a: number, b: number): boolean {
    const y = this.by.keyOf(b);
    return (
      this.by.isBefore(x, y) || (!this.by.isBefore(y, x) && (this.ties?.isBefore(a, b) ?? a < b))
    );
  }

  private get hasDirty(): boolean {
    return this.hasManyDirty || this.dirty.length > 0;
  }

  private markDirty(row: number): void {
    this.changes++;
    if (row >= this.isDirty.length) {
      this.isDirty = copyInto(this.isDirty, new Uint8Array(capacityFor(row)));
    }
    if (this.isDirty[row] === 0) {
      this.isDirty[row] = 1;
      if (!this.hasManyDirty && this.dirty.push(row) > maxListed) {
        this.hasManyDirty = true;
        this.dirty = [];
      }
    }
  }

  /** Rows that change again between yields are left to the next merge. */
  private *mergeChanges(): Generator<undefined, void> {
    if (this.ties) {
      yield* this.ties.update();
    }
    this.length = this.compact(0, this.current);
    const toInsert = this.hasManyDirty ? this.allDirtyRows() : this.listedDirtyRows();
    if (this.hasManyDirty) {
      this.isDirty.fill(0);
    } else {
      this.dirty.forEach(row => (this.isDirty[row] = 0));
    }
    this.hasManyDirty = false;
    this.dirty = [];
    yield;
    let rows = this.withoutChanged(yield* this.by.sort(toInsert));
    const { changes } = this;
    let positions = yield* this.positionsOf(rows, true);
    if (changes !== this.changes) {
      // At once now: rows may always change while others have a turn.
      rows = this.withoutChanged(rows);
      positions = yield* this.positionsOf(rows, false);
    }
    this.insert(rows, positions);
  }

  /** The rows to insert that did not change meanwhile; those that did leave the order, too. */
  private withoutChanged(rows: Uint32Array): Uint32Array {
    if (this.hasDirty) {
      this.length = this.compact(0, this.current);
    }
    return rows.subarray(0, this.compact(0, rows));
  }

  private allDirtyRows(): Uint32Array {
    if (this.ties) {
      const all = this.ties.current.slice();
      return all.subarray(0, this.compact(1, all));
    }
    const rows = new Uint32Array(this.rows.length);
    let end = 0;
    for (let row = 0; row < rows.length; row++) {
      rows[end] = row;
      end += this.isDirty[row] === 1 && this.rows.has(row) ? 1 : 0;
    }
    return rows.subarray(0, end);
  }

  private listedDirtyRows(): Uint32Array {
    const { ties } = this;
    const rows = Uint32Array.from(this.dirty.filter(row => this.rows.has(row)));
    return ties ? rows.sort((a, b) => (ties.isBefore(a, b) ? -1 : 1)) : rows.sort();
  }

  /** Moves the changed (1) or unchanged (0) rows to the front of the list, and returns their number. */
  private compact(dirty: 0 | 1, list: Uint32Array): number {
    const { isDirty } = this;
    let end = 0;
    // oxlint-disable-next-line typescript/prefer-for-of -- several times faster, and every change pays for it
    for (let index = 0; index < list.length; index++) {
      const row = list[index] ?? 0;
      list[end] = row;
      end += isDirty[row] === dirty ? 1 : 0;
    }
    return end;
  }

  /**
   * How many rows of the order come before each of these, with a few comparisons per row rather than one for each
   * row in the order.
   */
  private *positionsOf(rows: Uint32Array, mayYield: boolean): Generator<undefined, Uint32Array> {
    const positions = new Uint32Array(rows.length);
    let end = this.length;
    for (let index = rows.length - 1; index >= 0 && end > 0; index--) {
      end = this.positionOf(rows[index] ?? 0, end);
      positions[index] = end;
      if (mayYield && index % positionsPerStep === 0) {
        yield;
      }
    }
    return positions;
  }

  /** Inserts in place from the end. */
  private insert(rows: Uint32Array, positions: Uint32Array): void {
    let end = this.length;
    this.length += rows.length;
    if (this.length > this.sorted.length) {
      this.sorted = copyInto(this.sorted, new Uint32Array(capacityFor(this.length)));
    }
    let index = rows.length - 1;
    for (; index >= 0 && end > 0; index--) {
      const row = rows[index] ?? 0;
      const position = positions[index] ?? 0;
      this.sorted.copyWithin(position + index + 1, position, end);
      this.sorted[position + index] = row;
      end = position;
    }
    this.sorted.set(rows.subarray(0, index + 1));
  }

  /**
   * The position after the last row below `end` that sorts before `row`: a galloping, then a binary search.
   */
  private positionOf(row: number, end: number): number {
    const key = this.by.keyOf(row);
    const isAfter = (position: number): boolean =>
      this.isKeyBefore(key, row, this.sorted[position] ?? 0);
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
