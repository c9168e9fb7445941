type Text = string | undefined;

const maxBytes = 2 ** 8;

/** Texts that repeat: the code of each, and the texts by code. Code 0 is that of undefined. */
export class RepeatedTexts {
  private constructor(
    readonly codes: Uint8Array | Uint16Array,
    readonly values: readonly Text[],
  ) {}

  static of(texts: readonly Text[]): RepeatedTexts {
    const codeOf = new Map<Text, number>([[undefined, 0]]);
    const codes = Uint16Array.from(texts, text => {
      const code = codeOf.get(text) ?? codeOf.size;
      codeOf.set(text, code);
      return code;
    });
    return RepeatedTexts.narrow(codes, [...codeOf.keys()]);
  }

  /** Of texts that have codes, some of which may be unused. */
  static ofCodes(codes: Uint8Array | Uint32Array, texts: readonly Text[]): RepeatedTexts {
    const values: Text[] = [undefined];
    const codeOf: number[] = texts.map(text => (text === undefined ? 0 : -1));
    const own = new Uint16Array(codes.length);
    for (let index = 0; index < own.length; index++) {
      const code = codes[index] ?? 0;
      let known = codeOf[code] ?? 0;
      if (known < 0) {
        known = codeOf[code] = values.push(texts[code]) - 1;
      }
      own[index] = known;
    }
    return RepeatedTexts.narrow(own, values);
  }

  /** @throws if the codes cannot be those of the values */
  static checked(codes: Uint8Array | Uint16Array, values: readonly Text[]): RepeatedTexts {
    let max = 0;
    // oxlint-disable-next-line typescript/prefer-for-of -- several times faster
    for (let index = 0; index < codes.length; index++) {
      max = Math.max(max, codes[index] ?? 0);
    }
    if (values[0] !== undefined || max >= values.length) {
      throw new Error('a text is missing');
    }
    return new RepeatedTexts(codes, values);
  }

  /** Whether all texts are the one that the last code stands for. */
  get isConstant(): boolean {
    return this.values.length === 1 || (this.values.length === 2 && !this.codes.includes(0));
  }

  /** Whether all texts are undefined. */
  get isUndefined(): boolean {
    return this.values.length === 1;
  }

  all(): Text[] {
    return Array.from(this.codes, code => this.values[code]);
  }

  private static narrow(codes: Uint16Array, values: readonly Text[]): RepeatedTexts {
    return new RepeatedTexts(values.length > maxBytes ? codes : new Uint8Array(codes), values);
  }
}
