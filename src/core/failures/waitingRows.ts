import { capacityFor, copyInto } from '../base/growableArray';

/** Rows that wait for something, in no order; as cheap as it gets, because all rows of a table may wait at once. */
export class WaitingRows {
  /** Rows [start, end). */
  private readonly ranges: { readonly start: number; end: number }[] = [];
  /** By row: 1 if it waits. Those in the ranges that do not were removed. */
  private isWaiting = new Uint8Array();

  /** Whether none waits; removed ones may count until they are taken. */
  get isEmpty(): boolean {
    return this.ranges.length === 0;
  }

  add(row: number): void {
    if (row >= this.isWaiting.length) {
      this.isWaiting = copyInto(this.isWaiting, new Uint8Array(capacityFor(row)));
    }
    this.isWaiting[row] = 1;
    const last = this.ranges.at(-1);
    if (last?.end === row) {
      last.end++;
    } else {
      this.ranges.push({ start: row, end: row + 1 });
    }
  }

  /** Returns whether the row was waiting. */
  remove(row: number): boolean {
    const wasWaiting = this.isWaiting[row] === 1;
    this.isWaiting[row] = 0;
    return wasWaiting;
  }

  /** One that no longer waits; undefined if it was removed before. */
  take(): number | undefined {
    const last = this.ranges.at(-1);
    if (!last) {
      return undefined;
    }
    const row = --last.end;
    if (row === last.start) {
      this.ranges.pop();
    }
    return this.remove(row) ? row : undefined;
  }
}
