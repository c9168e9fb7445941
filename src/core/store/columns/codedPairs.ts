import type { CodedField } from './codedField';
import { RowCodes } from './rowCodes';

/** The pairs of two coded fields' strings, as codes in turn. */
export class CodedPairs {
  private readonly codes = new RowCodes();
  private readonly codeOf: number[][] = [];
  private readonly pairOf: { readonly first: number; readonly second: number }[] = [];

  constructor(
    private readonly first: CodedField<string>,
    private readonly second: CodedField<string>,
  ) {}

  /** Call after setting the row's two fields. */
  update(row: number): void {
    const [first, second] = [this.first.code(row), this.second.code(row)];
    const known = (this.codeOf[first] ??= []);
    this.codes.set(row, (known[second] ??= this.pairOf.push({ first, second }) - 1));
  }

  code(row: number): number {
    return this.codes.get(row) ?? -1;
  }

  reserve(rows: number): void {
    this.codes.reserve(rows);
  }

  /** All codes are below this. */
  get size(): number {
    return this.pairOf.length;
  }

  /** The two strings of a code. */
  texts(code: number): readonly [string, string] {
    const pair = this.pairOf[code];
    return [
      this.first.values[pair?.first ?? -1] ?? '',
      this.second.values[pair?.second ?? -1] ?? '',
    ];
  }
}
