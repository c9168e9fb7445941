/** Texts that repeat: the code of each, and the texts by code. */
export class RepeatedTexts {
  constructor(
    readonly codes: Uint8Array | Uint16Array,
    readonly values: readonly (string | undefined)[],
  ) {}

  static of(texts: readonly (string | undefined)[]): RepeatedTexts {
    const codeOf = new Map<string | undefined, number>();
    const codes = Uint16Array.from(texts, text => {
      const code = codeOf.get(text) ?? codeOf.size;
      codeOf.set(text, code);
      return code;
    });
    const values = [...codeOf.keys()];
    return new RepeatedTexts(values.length > 256 ? codes : Uint8Array.from(codes), values);
  }
}
