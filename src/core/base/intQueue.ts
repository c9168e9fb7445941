import { grown, roomFor } from './growableArray';

/**
 * Numbers from 0 on, each once, in the order they came. A `Set` of a million does the same, but stops for
 * a long time whenever it has to grow or to shrink.
 */
export class IntQueue implements Iterable<number> {
  private isIn = new Uint8Array();
  private list: number[] = [];
  /** Of the list, those before have been taken out. */
  private start = 0;

  add(value: number): void {
    if (this.isIn[value] === 1) {
      return;
    }
    if (value >= this.isIn.length) {
      this.isIn = grown(this.isIn, new Uint8Array(roomFor(value)));
    }
    this.isIn[value] = 1;
    this.list.push(value);
  }

  has(value: number): boolean {
    return this.isIn[value] === 1;
  }

  /** Takes out the one that came first. */
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
