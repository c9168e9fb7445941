import { redacted } from './redacted';

/**
 * What is shown of the value of a key. `isListed`: the key belongs to an object of a list. Only called for values
 * whose end is certain.
 */
export type SafeValue = (key: string, value: string, isListed: boolean) => string;

/** A text in quotes. JSON within JSON has backslashes before its quotes, at both ends the same. */
interface QuotedText {
  readonly quote: string;
  readonly content: string;
  readonly isClosed: boolean;
}

const space = /\s*/y;
const openingQuote = /(\\*)(["'])/y;
const colon = /\s*:\s*/y;
/** A value without quotes ends here. */
const bareText = /[^,[\]{}\r\n]*/y;
const bareKey = /(name|value)\s*[:=]\s*/y;
const bareName = /[\w.-]+(?=\s*[,}\]])/y;
/** What may follow a value. */
const follower = /\s*(?:[,}\]]|$)/y;
/** What may follow all variables: the next key, or the end of the object around them. */
const nextKey = keyPattern('[:=]');
/** The same after variables in one text, where `NAME=` is the next variable. */
const nextKeyAfterText = keyPattern(':');

function keyPattern(separator: string): RegExp {
  const end = String.raw`[}\]](?=\s*(?:[,}\]]|\\*["']|$))`;
  const quotedKey = String.raw`\\*["'][^"'\\=]*(?:$|\\*["']\s*(?:$|:))`;
  const unquotedKey = String.raw`\w+\s*${separator}`;
  return new RegExp(String.raw`\s*(?:${end}|$|,\s*(?:$|${quotedKey}|${unquotedKey}))`, 'y');
}

/**
 * Covers the values of environment variables in damaged JSON, from where their list, object or single value
 * begins to its end. Variables come as `{name, value}`, as an object by name, or as `NAME=value`. Where the
 * text makes no sense, for instance because a quote is missing, the whole rest is covered.
 */
export class VariableScanner {
  private readonly pieces: string[] = [];
  /** The brackets that are open, and how many there are of each kind. */
  private readonly open: string[] = [];
  private readonly counts: Record<string, number> = { '[': 0, '{': 0 };

  constructor(
    private readonly text: string,
    private position: number,
    private readonly safeValue: SafeValue,
  ) {}

  /** The position after the variables, once they are covered. */
  get end(): number {
    return this.position;
  }

  cover(): string {
    this.coverValue('');
    const isText = this.open.length === 0;
    while (this.open.length > 0 && this.position < this.text.length) {
      this.keep(space);
      this.coverPart();
    }
    this.require(isText ? nextKeyAfterText : nextKey);
    return this.pieces.join('');
  }

  /** A bracket, a comma, a key with its value, or an item of a list. */
  private coverPart(): void {
    const character = this.text[this.position] ?? '';
    if ('[{'.includes(character)) {
      this.openBracket();
    } else if (']}'.includes(character)) {
      this.closeBracket(character);
    } else if (character === ',') {
      this.skip(1);
    } else {
      const quoted = this.readQuoted();
      if (quoted) {
        this.coverQuotedPart(quoted);
      } else {
        this.coverBarePart();
      }
    }
  }

  private coverQuotedPart({ quote, content, isClosed }: QuotedText): void {
    const separator = isClosed ? this.read(colon) : undefined;
    if (separator !== undefined) {
      this.pieces.push(quote, content, quote, separator);
      this.coverValue(content);
      return;
    }
    const name = this.open.at(-1) === '[' ? /^[^=]*(?==)/.exec(content)?.[0] : undefined;
    const isKept = name !== undefined && isClosed;
    this.pieces.push(quote, isKept ? `${name}=${redacted}` : redacted, quote);
    this.require(follower);
  }

  private coverBarePart(): void {
    const key = this.read(bareKey);
    if (key === undefined) {
      this.coverBareValue();
    } else {
      this.pieces.push(key);
      this.coverValue(key.startsWith('name') ? 'name' : 'value');
    }
  }

  /** The value after a key; a bracket is only opened. */
  private coverValue(key: string): void {
    const isListed = this.open.at(-1) === '{' && this.open.at(-2) === '[';
    const character = this.text[this.position] ?? '';
    if (character !== '' && '[{'.includes(character)) {
      this.openBracket();
      return;
    }
    const quoted = this.readQuoted();
    if (quoted) {
      const { quote, content, isClosed } = quoted;
      this.pieces.push(quote, isClosed ? this.safeValue(key, content, isListed) : redacted, quote);
      this.require(follower);
      return;
    }
    const start = this.position;
    const name = this.read(bareName);
    if (name !== undefined && this.safeValue(key, name, isListed) === name) {
      this.pieces.push(name);
    } else {
      this.position = start;
      this.coverBareValue();
    }
  }

  private coverBareValue(): void {
    const text = this.read(bareText) ?? '';
    if (text.trim() !== '') {
      this.pieces.push(`"${redacted}"`);
    }
    const isWord = /^[\w.-]*\s*$/.test(text);
    if (/["']/.test(text) || (this.open.length === 0 && !isWord)) {
      this.coverRest();
    } else {
      this.require(follower);
    }
  }

  private openBracket(): void {
    const bracket = this.text[this.position] ?? '';
    this.open.push(bracket);
    this.counts[bracket] = (this.counts[bracket] ?? 0) + 1;
    this.skip(1);
  }

  /** Closes its bracket and those that were never closed within; ignores one that was never opened. */
  private closeBracket(character: string): void {
    const opening = character === ']' ? '[' : '{';
    if ((this.counts[opening] ?? 0) > 0) {
      let closed: string | undefined;
      do {
        closed = this.open.pop() ?? opening;
        this.counts[closed] = (this.counts[closed] ?? 0) - 1;
      } while (closed !== opening);
    }
    this.skip(1);
  }

  private readQuoted(): QuotedText | undefined {
    openingQuote.lastIndex = this.position;
    const [quote, backslashes = '', mark = ''] = openingQuote.exec(this.text) ?? [];
    if (quote === undefined) {
      return undefined;
    }
    const start = this.position + quote.length;
    let end = this.text.indexOf(mark, start);
    while (end >= 0 && !closes(this.text, start, end, backslashes.length)) {
      end = this.text.indexOf(mark, end + 1);
    }
    const isClosed = end >= 0;
    this.position = isClosed ? end + 1 : this.text.length;
    const content = isClosed ? this.text.slice(start, end - backslashes.length) : '';
    return { quote, content, isClosed };
  }

  /** Covers the rest unless this comes next. */
  private require(sticky: RegExp): void {
    sticky.lastIndex = this.position;
    if (!sticky.test(this.text)) {
      this.coverRest();
    }
  }

  private coverRest(): void {
    this.pieces.push(redacted);
    this.position = this.text.length;
  }

  private keep(pattern: RegExp): void {
    this.pieces.push(this.read(pattern) ?? '');
  }

  private skip(count: number): void {
    this.pieces.push(this.text.slice(this.position, this.position + count));
    this.position += count;
  }

  private read(sticky: RegExp): string | undefined {
    sticky.lastIndex = this.position;
    const text = sticky.exec(this.text)?.[0];
    this.position += text?.length ?? 0;
    return text;
  }
}

/**
 * Whether the quote at `end` closes a text that was opened with a quote after so many backslashes. Each level
 * of JSON within JSON doubles the backslashes and adds one for the quote.
 */
function closes(text: string, start: number, end: number, backslashes: number): boolean {
  let run = 0;
  while (end - run > start && text[end - run - 1] === '\\') {
    run++;
  }
  return run >= backslashes && (run - backslashes) % (2 * (backslashes + 1)) === 0;
}
