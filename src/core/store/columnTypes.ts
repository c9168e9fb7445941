import { grown, roomFor } from '../base/growableArray';

/** One field of all jobs: what the job of each row holds. */
export interface RowField<T> {
  get(row: number): T;
  set(row: number, value: T): void;
}

/** Texts of rows as small numbers. */
export interface Coded<T extends string | undefined = string> {
  code(row: number): number;
  /** Texts by code. */
  readonly values: readonly T[];
}

const capital = /[A-Z]/;

/** Texts that are mostly different from job to job. */
export class TextField<T extends string | undefined> implements RowField<T> {
  private readonly values: T[] = [];
  private areLowerCase = true;

  /** Whether no text so far has one of the letters A to Z: then looking for plain text is faster. */
  get isLowerCase(): boolean {
    return this.areLowerCase;
  }

  get(row: number): T {
    return this.values[row] as T;
  }

  set(row: number, value: T): void {
    this.values[row] = value;
    this.areLowerCase &&= value === undefined || !capital.test(value);
  }
}

/** Beyond so many, texts are hardly the same again, and remembering them costs more than it saves. */
const maxShared = 10_000;

/** Texts that are often the same: each is held once, as far as that pays. */
export class SharedTextField<T extends string | undefined> implements RowField<T> {
  private readonly values: T[] = [];
  private readonly known = new Map<T, T>();

  get(row: number): T {
    return this.values[row] as T;
  }

  set(row: number, value: T): void {
    const known = this.known.get(value);
    if (known === undefined) {
      if (this.known.size >= maxShared) {
        this.known.clear();
      }
      this.known.set(value, value);
    }
    this.values[row] = known ?? value;
  }
}

/**
 * Texts of which there are few, such as statuses, as small numbers: comparing and counting them is
 * comparing and counting numbers. A text keeps its code for good.
 */
export class CodedField<T extends string | undefined> implements RowField<T> {
  private codes = new Uint32Array();
  private readonly codeOfValue = new Map<T, number>();
  private readonly valueOfCode: T[] = [];

  get(row: number): T {
    return this.valueOfCode[this.codes[row] ?? -1] as T;
  }

  set(row: number, value: T): void {
    if (row >= this.codes.length) {
      this.codes = grown(this.codes, new Uint32Array(roomFor(row)));
    }
    this.codes[row] = this.codeFor(value);
  }

  code(row: number): number {
    return this.codes[row] ?? -1;
  }

  /** Texts by code. */
  get values(): readonly T[] {
    return this.valueOfCode;
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

/** Pairs of two coded fields' texts, as small numbers in their turn. */
export class CodedPairs {
  private codes = new Uint32Array();
  private readonly codeOf: number[][] = [];
  private readonly pairOf: { readonly first: number; readonly second: number }[] = [];

  constructor(
    private readonly first: CodedField<string>,
    private readonly second: CodedField<string>,
  ) {}

  /** To be called when the row's two fields have been set. */
  update(row: number): void {
    const [first, second] = [this.first.code(row), this.second.code(row)];
    const known = (this.codeOf[first] ??= []);
    if (row >= this.codes.length) {
      this.codes = grown(this.codes, new Uint32Array(roomFor(row)));
    }
    this.codes[row] = known[second] ??= this.pairOf.push({ first, second }) - 1;
  }

  code(row: number): number {
    return this.codes[row] ?? -1;
  }

  /** Codes are below this. */
  get size(): number {
    return this.pairOf.length;
  }

  /** The two texts of a code. */
  texts(code: number): readonly [string, string] {
    const pair = this.pairOf[code];
    return [
      this.first.values[pair?.first ?? -1] ?? '',
      this.second.values[pair?.second ?? -1] ?? '',
    ];
  }
}

/** Numbers, eight bytes each; a field that no job has takes no memory. */
export class NumberField implements RowField<number | undefined> {
  private values = new Float64Array();

  get(row: number): number | undefined {
    const value = this.values[row];
    return value === undefined || Number.isNaN(value) ? undefined : value;
  }

  set(row: number, value: number | undefined): void {
    if (row >= this.values.length) {
      if (value === undefined) {
        return;
      }
      this.values = grown(this.values, new Float64Array(roomFor(row)).fill(NaN));
    }
    this.values[row] = value ?? NaN;
  }

  /** Not a number where the job has none. */
  raw(row: number): number {
    return this.values[row] ?? NaN;
  }
}
