const token = /"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s"{}[\],:]+/g;

/** The tokens of valid JSON, exactly as written. */
export function jsonTokens(json: string): string[] {
  return json.match(token) ?? [];
}

/** The index after the last token of the value that begins at `start`. */
export function endOfValue(tokens: readonly string[], start: number): number {
  let depth = 0;
  for (let index = start; index < tokens.length; index++) {
    const text = tokens[index];
    if (text === '{' || text === '[') {
      depth++;
    } else if (text === '}' || text === ']') {
      depth--;
    }
    if (depth === 0) {
      return index + 1;
    }
  }
  return tokens.length;
}

/** Deeper nesting would produce more indentation than text. */
const maxDepth = 500;

/**
 * Formats valid JSON, two spaces per level. Tokens stay verbatim: long numbers keep all their digits, names
 * their order, and duplicate names are kept. Throws a `RangeError` if the nesting is too deep.
 */
export function layOut(tokens: readonly string[]): string {
  const out: string[] = [];
  let depth = 0;
  const breakLine = (): number => out.push('\n', '  '.repeat(depth));
  tokens.forEach((text, index) => {
    const isClosed = tokens[index + 1] === (text === '{' ? '}' : ']');
    switch (text) {
      case '{':
      case '[':
        out.push(text);
        depth++;
        if (depth > maxDepth) {
          throw new RangeError('nested too deeply');
        }
        if (!isClosed) {
          breakLine();
        }
        break;
      case '}':
      case ']':
        depth--;
        if (tokens[index - 1] !== (text === '}' ? '{' : '[')) {
          breakLine();
        }
        out.push(text);
        break;
      case ',':
        out.push(text);
        breakLine();
        break;
      case ':':
        out.push(': ');
        break;
      default:
        out.push(text);
    }
  });
  return out.join('');
}
