import type { ChunkReader } from '../saved/chunkReader';
import type { ChunkWriter } from '../saved/chunkWriter';
import { RepeatedTexts } from '../saved/repeatedTexts';
import { RowCodes } from './rowCodes';
import type { RowField } from './rowField';

/**
 * A dictionary-encoded column of few distinct strings, such as statuses: comparing and counting strings
 * becomes comparing and counting numbers. A string keeps its code forever.
 */
export class CodedField<T extends string | undefined> implements RowField<T> {
  private readonly codes = new RowCodes();
  private readonly codeOfValue = new Map<T, number>();
  private readonly valueOfCode: T[] = [];

  get(row: number): T {
    return this.valueOfCode[this.code(row)] as T;
  }

  set(row: number, value: T): void {
    this.codes.set(row, this.codeFor(value));
  }

  code(row: number): number {
    return this.codes.get(row) ?? -1;
  }

  /** Strings by code. */
  get values(): readonly T[] {
    return this.valueOfCode;
  }

  save(rows: Uint32Array, to: ChunkWriter): void {
    const codes = rows.map(row => this.code(row));
    to.repeatedTexts(RepeatedTexts.ofCodes(codes, this.valueOfCode));
  }

  load(first: number, count: number, from: ChunkReader): void {
    const { codes, values } = from.repeatedTexts(count);
    // There is always a code for undefined.
    const isUsed = (code: number): boolean => code > 0 || codes.includes(code);
    const own = values.map((value, code) => (isUsed(code) ? this.codeFor(value as T) : 0));
    this.codes.setAll(first, codes, own);
  }

  reserve(rows: number): void {
    this.codes.reserve(rows);
  }

  private codeFor(value: T): number {
    let code = this.codeOfValue.get(value);
    if (code === undefined) {
      code = this.valueOfCode.push(value) - 1;
      this.codeOfValue.set(value, code);
    }
    return code;
  }
}
