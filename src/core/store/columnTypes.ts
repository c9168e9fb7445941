import type { JobFacts } from '../job/facts';
import { copyInto, capacityFor } from '../base/growableArray';

/** One column: the value of a field in each row. */
export interface RowField<T> {
  get(row: number): T;
  set(row: number, value: T): void;
  /** Whether the row has this value, where that is not the same as being it. */
  holds?(row: number, value: T): boolean;
}

/** A column of strings as small numbers. */
export interface Coded<T extends string | undefined = string> {
  code(row: number): number;
  /** Strings by code. */
  readonly values: readonly T[];
}

const capital = /[A-Z]/;

/** A column of mostly distinct strings. */
export class TextField<T extends string | undefined> implements RowField<T> {
  private readonly values: T[] = [];
  private areLowerCase = true;

  /** Whether no string so far contains A to Z, which makes a plain text search faster. */
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

/** With more distinct strings, repeats are rare and the lookup costs more than it saves. */
const maxShared = 10_000;

/** A column of frequently repeated strings, each stored once as long as that pays off. */
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
 * A dictionary-encoded column of few distinct strings, such as statuses: comparing and counting strings
 * becomes comparing and counting numbers. A string keeps its code forever.
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
      this.codes = copyInto(this.codes, new Uint32Array(capacityFor(row)));
    }
    this.codes[row] = this.codeFor(value);
  }

  code(row: number): number {
    return this.codes[row] ?? -1;
  }

  /** Strings by code. */
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

/** The pairs of two coded fields' strings, as codes in turn. */
export class CodedPairs {
  private codes = new Uint32Array();
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
    if (row >= this.codes.length) {
      this.codes = copyInto(this.codes, new Uint32Array(capacityFor(row)));
    }
    this.codes[row] = known[second] ??= this.pairOf.push({ first, second }) - 1;
  }

  code(row: number): number {
    return this.codes[row] ?? -1;
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

/** A column of numbers, eight bytes each; takes no memory while no job has a value. */
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
      this.values = copyInto(this.values, new Float64Array(capacityFor(row)).fill(NaN));
    }
    this.values[row] = value ?? NaN;
  }

  /** NaN if the job has no value. */
  raw(row: number): number {
    return this.values[row] ?? NaN;
  }
}

/**
 * Maps of facts as JSON: jobs of one definition mostly have the same text, and a text is a fraction of
 * an object. A field that no job has takes no memory.
 */
export class FactsField implements RowField<JobFacts | undefined> {
  private readonly texts = new SharedTextField<string | undefined>();
  private readonly parsed = new Map<string, JobFacts>();
  private end = 0;

  get(row: number): JobFacts | undefined {
    const text = row < this.end ? this.texts.get(row) : undefined;
    return text === undefined ? undefined : this.factsOf(text);
  }

  set(row: number, value: JobFacts | undefined): void {
    if (value !== undefined || row < this.end) {
      this.texts.set(row, value && JSON.stringify(value));
      this.end = Math.max(this.end, row + 1);
    }
  }

  holds(row: number, value: JobFacts | undefined): boolean {
    const text = row < this.end ? this.texts.get(row) : undefined;
    return text === (value && JSON.stringify(value));
  }

  /** Reading all jobs must not parse the same text again and again. */
  private factsOf(text: string): JobFacts {
    const known = this.parsed.get(text);
    if (known) {
      return known;
    }
    if (this.parsed.size >= maxShared) {
      this.parsed.clear();
    }
    const facts = JSON.parse(text) as JobFacts;
    this.parsed.set(text, facts);
    return facts;
  }
}
