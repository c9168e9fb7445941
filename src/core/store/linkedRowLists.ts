import { grown, roomFor } from '../base/growableArray';

/**
 * Rows in lists, each row in one at most. To put a row in or take it out costs the same however long the
 * lists are, and a list is read without looking at any other row.
 */
export class LinkedRowLists {
  /** By row; all are one more than what they stand for, 0 is none. */
  private lists = new Uint32Array();
  private next = new Uint32Array();
  private previous = new Uint32Array();
  /** By list, the row put in last, likewise. */
  private readonly heads: number[] = [];
  private readonly lengths: number[] = [];

  /** `undefined` for a row that is in none. */
  listOf(row: number): number | undefined {
    const list = this.lists[row] ?? 0;
    return list === 0 ? undefined : list - 1;
  }

  lengthOf(list: number): number {
    return this.lengths[list] ?? 0;
  }

  /** The row must be in no list. */
  put(row: number, list: number): void {
    this.makeRoom(row);
    const head = this.heads[list] ?? 0;
    this.lists[row] = list + 1;
    this.next[row] = head;
    this.previous[row] = 0;
    if (head > 0) {
      this.previous[head - 1] = row + 1;
    }
    this.heads[list] = row + 1;
    this.lengths[list] = this.lengthOf(list) + 1;
  }

  /** Takes the row out of its list, if it is in one. */
  remove(row: number): void {
    const list = this.listOf(row);
    if (list === undefined) {
      return;
    }
    const next = this.next[row] ?? 0;
    const previous = this.previous[row] ?? 0;
    if (next > 0) {
      this.previous[next - 1] = previous;
    }
    if (previous > 0) {
      this.next[previous - 1] = next;
    } else {
      this.heads[list] = next;
    }
    this.lists[row] = 0;
    this.lengths[list] = this.lengthOf(list) - 1;
  }

  /** The rows of a list as they are now, in no order. */
  rowsOf(list: number): Uint32Array {
    const rows = new Uint32Array(this.lengthOf(list));
    let row = this.heads[list] ?? 0;
    for (let index = 0; row > 0; index++) {
      rows[index] = row - 1;
      row = this.next[row - 1] ?? 0;
    }
    return rows;
  }

  private makeRoom(row: number): void {
    if (row >= this.lists.length) {
      const room = roomFor(row);
      this.lists = grown(this.lists, new Uint32Array(room));
      this.next = grown(this.next, new Uint32Array(room));
      this.previous = grown(this.previous, new Uint32Array(room));
    }
  }
}
