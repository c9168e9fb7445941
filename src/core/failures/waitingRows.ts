import { capacityFor, copyInto } from '../base/growableArray';

/** Rows that wait for something, in no order; as cheap as it gets, because all rows of a table may wait at once. */
export class WaitingRows {
  private readonly list: number[] = [];
  /** By row: 1 if it waits. Those in the list that do not were removed. */
  private isWaiting = new Uint8Array();

  /** Whether none waits; removed ones may count until they are taken. */
  get isEmpty(): boolean {
    return this.list.length === 0;
  }

  add(row: number): void {
    if (row >= this.isWaiting.length) {
      this.isWaiting = copyInto(this.isWaiting, new Uint8Array(capacityFor(row)));
    }
    this.isWaiting[row] = 1;
    this.list.push(row);
  }

  /** Returns whether the row was waiting. */
  remove(row: number): boolean {
    const wasWaiting = this.isWaiting[row] === 1;
    this.isWaiting[row] = 0;
    return wasWaiting;
  }

  /** One that no longer waits; undefined if it was removed before. */
  take(): number | undefined {
    const row = this.list.pop();
    return row !== undefined && this.remove(row) ? row : undefined;
  }
}
