import type { Coded } from './columns/coded';

/** Names derived once from each string of a coded field, such as a queue's name from its ARN. */
export class DerivedDictionary<T extends string | undefined> implements Coded {
  private readonly codeOf: number[] = [];
  private readonly codeOfName = new Map<string, number>();
  private readonly names: string[] = [];

  constructor(
    private readonly field: Coded<T>,
    private readonly nameOf: (value: T) => string,
  ) {}

  code(row: number): number {
    const code = this.field.code(row);
    return this.codeOf[code] ?? this.deriveNames(code);
  }

  /** Names by code. */
  get values(): readonly string[] {
    this.deriveNames();
    return this.names;
  }

  /** Derives the names of all new strings at once: sorting by name needs to see them together. */
  private deriveNames(code = -1): number {
    for (let next = this.codeOf.length; next < this.field.values.length; next++) {
      this.codeOf.push(this.find(next));
    }
    return this.codeOf[code] ?? -1;
  }

  private find(fieldCode: number): number {
    const name = this.nameOf(this.field.values[fieldCode] as T);
    const code = this.codeOfName.get(name) ?? this.names.push(name) - 1;
    this.codeOfName.set(name, code);
    return code;
  }
}
