/** The text of one JSON value, or why there is none at that position. */
export type JsonPiece =
  | { readonly ok: true; readonly line: number; readonly text: string }
  | { readonly ok: false; readonly line: number; readonly reason: string };

/** A value that has started; `text` holds its part in earlier chunks. */
interface OpenValue {
  readonly line: number;
  /** Starts without a bracket or quote: a number, a word, or not JSON at all. */
  readonly isBare: boolean;
  text: string;
  depth: number;
  inString: boolean;
  escaped: boolean;
  isTooLong: boolean;
}

/** Room for ten messages of 1 MB, as SQS hands them out, with all their quotes escaped. */
const maxValueLength = 64 * 1_048_576;

/** CloudWatch Logs prefixes each event with its time and, on a terminal, the stream's name. */
const logPrefix = /^\d{4}-\d{2}-\d{2}T\S+(\s+\S+)?\s*$/;

/**
 * Splits a stream of JSON values, keeping only one value in memory: consecutive documents with or
 * without separators, JSON lines, lines of a CloudWatch log, and the elements of a list.
 *
 * The first line decides whether a line break ends a value: if it ends one there, it does so
 * everywhere, and a damaged line affects no other; otherwise documents span lines.
 */
export class JsonSplitter {
  /** Whether there was only white space. */
  isEmpty = true;
  private line = 1;
  private breaksEndValues: boolean | undefined;
  private inList = false;
  private open: OpenValue | undefined;

  /** @param areLines whether each line is known to hold one value */
  constructor(
    areLines = false,
    private readonly maxLength = maxValueLength,
  ) {
    this.breaksEndValues = areLines ? true : undefined;
  }

  *push(chunk: string): Generator<JsonPiece, void> {
    let from = 0;
    for (let at = 0; at < chunk.length; at++) {
      const char = chunk.charAt(at);
      if (this.open) {
        const end = this.follow(this.open, char);
        if (end === 'after') {
          yield* this.close(chunk.slice(from, at + 1));
          continue;
        }
        if (end === 'before') {
          yield* this.close(chunk.slice(from, at), char);
        }
      }
      if (char === '\n') {
        yield* this.breakLine();
      }
      if (!this.open && this.opens(char)) {
        this.open = this.begin(char);
        from = at;
      }
    }
    if (this.open) {
      this.keep(this.open, chunk.slice(from));
    }
  }

  /** Ends the text: reports whatever is still open. */
  *end(): Generator<JsonPiece, void> {
    if (this.open && !this.open.isBare) {
      yield { ok: false, line: this.open.line, reason: 'is incomplete' };
    } else if (this.open) {
      yield* this.close('');
    }
    if (this.inList) {
      yield { ok: false, line: this.line, reason: 'ends within a list' };
    }
    this.open = undefined;
    this.inList = false;
  }

  /** Whether a value starts here; the brackets of a list of values are not part of one. */
  private opens(char: string): boolean {
    if (isBlank(char)) {
      return false;
    }
    this.isEmpty = false;
    if (char === ',' || (char === ']' && this.inList) || (char === '[' && !this.inList)) {
      this.inList = char === '[' || (char === ',' && this.inList);
      return false;
    }
    return true;
  }

  private begin(char: string): OpenValue {
    const isBracket = char === '{' || char === '[';
    const inString = char === '"';
    return {
      line: this.line,
      isBare: !isBracket && !inString,
      text: '',
      depth: isBracket ? 1 : 0,
      inString,
      escaped: false,
      isTooLong: false,
    };
  }

  /** Whether the open value ends before or after this character, or continues. */
  private follow(open: OpenValue, char: string): 'before' | 'after' | undefined {
    if (char === '\n' && (open.isBare || this.breaksEndValues === true)) {
      return 'before';
    }
    if (open.isBare) {
      return char === '{' || (this.inList && (char === ',' || char === ']')) ? 'before' : undefined;
    }
    if (open.inString) {
      open.inString = open.escaped || char !== '"';
      open.escaped = !open.escaped && char === '\\';
    } else if (char === '"') {
      open.inString = true;
    } else if (char === '{' || char === '[') {
      open.depth++;
    } else if (char === '}' || char === ']') {
      open.depth--;
    }
    return open.depth === 0 && !open.inString ? 'after' : undefined;
  }

  private *close(rest: string, next?: string): Generator<JsonPiece, void> {
    const { open } = this;
    this.open = undefined;
    if (!open) {
      return;
    }
    this.keep(open, rest);
    const { line, text } = open;
    if (open.isTooLong) {
      yield { ok: false, line, reason: `is larger than ${this.maxLength} characters` };
    } else if (!(open.isBare && next === '{' && logPrefix.test(text))) {
      yield { ok: true, line, text };
    }
  }

  private *breakLine(): Generator<JsonPiece, void> {
    if (this.breaksEndValues === undefined && !this.isEmpty) {
      this.breaksEndValues = !this.open && !this.inList;
    }
    if (this.breaksEndValues === true && this.inList) {
      yield { ok: false, line: this.line, reason: 'ends within a list' };
      this.inList = false;
    }
    this.line++;
  }

  private keep(open: OpenValue, part: string): void {
    open.isTooLong ||= open.text.length + part.length > this.maxLength;
    open.text = open.isTooLong ? '' : open.text + part;
  }
}

function isBlank(char: string): boolean {
  return char === ' ' || char === '\n' || char === '\r' || char === '\t';
}
