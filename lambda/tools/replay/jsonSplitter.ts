/** The text of one JSON value, or why there is none at that place. */
export type JsonPiece =
  | { readonly ok: true; readonly line: number; readonly text: string }
  | { readonly ok: false; readonly line: number; readonly reason: string };

/** A value that has begun; `text` holds what of it earlier chunks brought. */
interface OpenValue {
  readonly line: number;
  /** No bracket or quote opened it: a number, a word, or what is no JSON at all. */
  readonly isBare: boolean;
  text: string;
  depth: number;
  inString: boolean;
  escaped: boolean;
  isTooLong: boolean;
}

/** Room for ten messages of 1 MB, as SQS hands them out, with all their quotes escaped. */
const largestValue = 64 * 1_048_576;

/** What CloudWatch Logs puts before each event: its time, and on a terminal the stream's name. */
const logPrefix = /^\d{4}-\d{2}-\d{2}T\S+(\s+\S+)?\s*$/;

/**
 * Cuts a text of JSON values apart as it streams by, so that only one value is in memory: documents
 * one after the other with or without anything between, JSON lines, lines of a CloudWatch log, and
 * the elements of a list.
 *
 * The first line tells whether a line break ends a value: where it ends one, it does so everywhere,
 * and a damaged line costs no other; where it is within one, documents span lines.
 */
export class JsonSplitter {
  /** Whether there was nothing but blanks. */
  isEmpty = true;
  private line = 1;
  private breaksEndValues: boolean | undefined;
  private inList = false;
  private open: OpenValue | undefined;

  /** @param areLines whether it is known beforehand that each line stands for itself */
  constructor(
    areLines = false,
    private readonly largest = largestValue,
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

  /** What the end of the text leaves open. */
  *end(): Generator<JsonPiece, void> {
    if (this.open && !this.open.isBare) {
      yield { ok: false, line: this.open.line, reason: 'is cut off' };
    } else if (this.open) {
      yield* this.close('');
    }
    if (this.inList) {
      yield { ok: false, line: this.line, reason: 'ends within a list' };
    }
    this.open = undefined;
    this.inList = false;
  }

  /** Whether a value begins; a list of values opens and ends without being one. */
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

  /** Whether the open value ends before this character, or after it, or goes on. */
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
      yield { ok: false, line, reason: `is larger than ${this.largest} characters` };
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
    open.isTooLong ||= open.text.length + part.length > this.largest;
    open.text = open.isTooLong ? '' : open.text + part;
  }
}

function isBlank(char: string): boolean {
  return char === ' ' || char === '\n' || char === '\r' || char === '\t';
}
