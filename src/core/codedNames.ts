interface Coded<T> {
  code(row: number): number;
  readonly values: readonly T[];
}

/** A name worked out once for each text of a coded field, such as the queue's name from its ARN. */
export class CodedNames<T> implements Coded<string> {
  private readonly codeOf: number[] = [];
  private readonly codeOfName = new Map<string, number>();
  private readonly names: string[] = [];

  constructor(
    private readonly field: Coded<T>,
    private readonly nameOf: (value: T) => string,
  ) {}

  code(row: number): number {
    const code = this.field.code(row);
    return (this.codeOf[code] ??= this.find(code));
  }

  /** Names by code, as far as they were met. */
  get values(): readonly string[] {
    return this.names;
  }

  private find(fieldCode: number): number {
    const name = this.nameOf(this.field.values[fieldCode] as T);
    const code = this.codeOfName.get(name) ?? this.names.push(name) - 1;
    this.codeOfName.set(name, code);
    return code;
  }
}
