/** Patterns that begin with the same part, which is then looked for once. */
interface Patterns {
  readonly first: string;
  readonly isAtStart: boolean;
  /** The parts that follow, in their order; one of these lists is enough. */
  readonly rests: (readonly string[])[];
}

/**
 * Finds texts that have the parts of a pattern in their order; `…` stands between parts, and `^` for the beginning
 * of the text. Takes time in proportion to the text.
 */
export class TextPatterns {
  private readonly byFirst = new Map<string, Patterns>();

  constructor(patterns: readonly string[]) {
    for (const pattern of patterns) {
      const isAtStart = pattern.startsWith('^');
      const [first = '', ...rest] = pattern.slice(isAtStart ? 1 : 0).split(/ ?… ?/);
      const key = `${isAtStart ? '^' : ''}${first}`;
      const known = this.byFirst.get(key);
      if (known) {
        known.rests.push(rest);
      } else {
        this.byFirst.set(key, { first, isAtStart, rests: [rest] });
      }
    }
  }

  areIn(text: string): boolean {
    for (const { first, isAtStart, rests } of this.byFirst.values()) {
      const at = isAtStart ? (text.startsWith(first) ? 0 : -1) : text.indexOf(first);
      if (at >= 0 && rests.some(rest => hasParts(text, at + first.length, rest))) {
        return true;
      }
    }
    return false;
  }
}

function hasParts(text: string, start: number, parts: readonly string[]): boolean {
  let from = start;
  return parts.every(part => {
    const at = text.indexOf(part, from);
    from = at + part.length;
    return at >= 0;
  });
}
