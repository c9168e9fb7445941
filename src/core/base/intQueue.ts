import { copyInto, capacityFor } from './growableArray';

/**
 * A first-in, first-out queue of unique non-negative integers. A `Set` of a million does the same, but blocks
 * for a long time whenever it grows or shrinks.
 */
export class IntQueue implements Iterable<number> {
  private isIn = new Uint8Array();
  private list: number[] = [];
  /** Entries of `list` before this index have been removed. */
  private start = 0;

  add(value: number): void {
    if (this.isIn[value] === 1) {
      return;
    }
    if (value >= this.isIn.length) {
      this.isIn = copyInto(this.isIn, new Uint8Array(capacityFor(value)));
    }
    this.isIn[value] = 1;
    this.list.push(value);
  }

  has(value: number): boolean {
    return this.isIn[value] === 1;
  }

  /** Removes and returns the oldest value. */
  shift(): number | undefined {
    const value = this.list[this.start];
    if (value === undefined) {
      this.list = [];
      this.start = 0;
    } else {
      this.start++;
      this.isIn[value] = 0;
    }
    return value;
  }

  clear(): void {
    for (let index = this.start; index < this.list.length; index++) {
      this.isIn[this.list[index] ?? 0] = 0;
    }
    this.list = [];
    this.start = 0;
  }

  *[Symbol.iterator](): Generator<number, void> {
    for (let index = this.start; index < this.list.length; index++) {
      yield this.list[index] ?? 0;
    }
  }
}
