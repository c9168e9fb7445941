import { capacityFor, copyInto } from '../../base/growableArray';

/** Codes by row, each in as few bytes as the largest one needs. */
export class RowCodes {
  private codes: Uint8Array | Uint16Array | Uint32Array = new Uint8Array();
  /** All codes are below this. */
  private limit = 2 ** 8;

  /** 0 for a row that was never set, or undefined. */
  get(row: number): number | undefined {
    return this.codes[row];
  }

  set(row: number, code: number): void {
    if (row >= this.codes.length || code >= this.limit) {
      this.makeRoom(row, code);
    }
    this.codes[row] = code;
  }

  /** Sets the codes of the rows from `first` on to those that stand for other codes in `codeOf`. */
  setAll(first: number, others: ArrayLike<number>, codeOf: readonly number[]): void {
    this.set(first + others.length - 1, Math.max(0, ...codeOf));
    const { codes } = this;
    for (let index = 0; index < others.length; index++) {
      codes[first + index] = codeOf[others[index] ?? 0] ?? 0;
    }
  }

  /** Makes room for so many rows at once. */
  reserve(rows: number): void {
    if (rows > this.codes.length) {
      this.resize(rows);
    }
  }

  private makeRoom(row: number, code: number): void {
    const { length } = this.codes;
    while (code >= this.limit) {
      this.limit **= 2;
    }
    this.resize(row < length ? length : capacityFor(row));
  }

  private resize(length: number): void {
    const Codes = { [2 ** 8]: Uint8Array, [2 ** 16]: Uint16Array }[this.limit] ?? Uint32Array;
    this.codes = copyInto(this.codes, new Codes(length));
  }
}
