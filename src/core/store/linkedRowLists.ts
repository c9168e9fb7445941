import { capacityFor, copyInto } from '../base/growableArray';
import { RowChains } from './rowChains';

/**
 * Linked lists of rows, where each row is in at most one list. Adding and removing a row takes constant time,
 * and reading a list touches no other rows.
 */
export class LinkedRowLists {
  /** By row, its list plus one; 0 means none. */
  private lists = new Uint32Array();
  private readonly chains = new RowChains();
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
    if (row >= this.lists.length) {
      this.lists = copyInto(this.lists, new Uint32Array(capacityFor(row)));
    }
    this.lists[row] = list + 1;
    this.chains.link(row, list);
    this.lengths[list] = this.lengthOf(list) + 1;
  }

  /** Removes the row from its list, if any. */
  remove(row: number): void {
    const list = this.listOf(row);
    if (list === undefined) {
      return;
    }
    this.chains.unlink(row, list);
    this.lists[row] = 0;
    this.lengths[list] = this.lengthOf(list) - 1;
  }

  /** A copy of the rows of a list, in no particular order. */
  rowsOf(list: number): Uint32Array {
    const rows = new Uint32Array(this.lengthOf(list));
    let index = 0;
    for (let row = this.chains.first(list); row >= 0; row = this.chains.after(row)) {
      rows[index++] = row;
    }
    return rows;
  }
}
