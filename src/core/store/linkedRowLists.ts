import { copyInto, capacityFor } from '../base/growableArray';

/**
 * Linked lists of rows, where each row is in at most one list. Adding and removing a row takes constant time,
 * and reading a list touches no other rows.
 */
export class LinkedRowLists {
  /** By row; each number is stored plus one, and 0 means none. */
  private lists = new Uint32Array();
  private next = new Uint32Array();
  private previous = new Uint32Array();
  /** By list, the row added last, stored the same way. */
  private readonly heads: number[] = [];
  private readonly lengths: number[] = [];

  /** Undefined if the row is in no list. */
  listOf(row: number): number | undefined {
    const list = this.lists[row] ?? 0;
    return list === 0 ? undefined : list - 1;
  }

  lengthOf(list: number): number {
    return this.lengths[list] ?? 0;
  }

  /** The row must not be in a list. */
  put(row: number, list: number): void {
    this.ensureCapacity(row);
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

  /** Removes the row from its list, if any. */
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

  /** A copy of the rows of a list, in no particular order. */
  rowsOf(list: number): Uint32Array {
    const rows = new Uint32Array(this.lengthOf(list));
    let row = this.heads[list] ?? 0;
    for (let index = 0; row > 0; index++) {
      rows[index] = row - 1;
      row = this.next[row - 1] ?? 0;
    }
    return rows;
  }

  private ensureCapacity(row: number): void {
    if (row >= this.lists.length) {
      const capacity = capacityFor(row);
      this.lists = copyInto(this.lists, new Uint32Array(capacity));
      this.next = copyInto(this.next, new Uint32Array(capacity));
      this.previous = copyInto(this.previous, new Uint32Array(capacity));
    }
  }
}
