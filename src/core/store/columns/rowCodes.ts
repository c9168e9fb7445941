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

  /** Sets the codes of the rows from `first` on; none is above `max`. */
  setAll(first: number, codes: Uint32Array, max: number): void {
    this.set(first + codes.length - 1, max);
    this.codes.set(codes, first);
  }

  private makeRoom(row: number, code: number): void {
    const { length } = this.codes;
    while (code >= this.limit) {
      this.limit **= 2;
    }
    const Codes = { [2 ** 8]: Uint8Array, [2 ** 16]: Uint16Array }[this.limit] ?? Uint32Array;
    this.codes = copyInto(this.codes, new Codes(row < length ? length : capacityFor(row)));
  }
}
