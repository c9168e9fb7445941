import { AsciiScan } from '../base/asciiScan';
import type { TextChunk } from '../store/columns/textChunk';
import type { JoinedTexts } from '../store/saved/joinedTexts';
import { escaped } from './textTests';

// oxlint-disable-next-line no-control-regex -- all of ASCII is meant.
const isAscii = /^[\x00-\x7f]*$/;

/** A text that a search looks for in many others, ignoring case. */
export class Needle {
  private readonly pattern: RegExp;
  /** If the text is ASCII, which has no letters that only some strings tell apart. */
  private readonly lower: string | undefined;
  private readonly scan: AsciiScan | undefined;
  /** Of `lower`, each once. */
  private readonly characters: readonly string[];

  constructor(
    private readonly text: string,
    /** Whether other texts must equal it. */
    private readonly isWhole: boolean,
  ) {
    this.pattern = new RegExp(escaped(text), 'gi');
    this.lower = isAscii.test(text) ? text.toLowerCase() : undefined;
    this.scan = AsciiScan.for(this.lower ?? '');
    this.characters = Array.from(new Set(this.lower ?? ''));
  }

  /** `isLowerCase`: the text contains no capitals of ASCII. */
  matches(text: string | undefined, isLowerCase: boolean): boolean {
    return (
      text !== undefined &&
      (!this.isWhole || text.length === this.text.length) &&
      this.indexIn(text, 0, isLowerCase) >= 0
    );
  }

  /** Sets the byte of each text of a chunk that matches; does not look at those whose byte is set. */
  mark(chunk: MarkedChunk, hits: Uint8Array): void {
    const { texts, changed, isLowerCase } = chunk;
    if (texts && this.mayBeIn(texts)) {
      this.markJoined(texts, chunk, hits);
    }
    for (const index of texts ? changed.keys() : hits.keys()) {
      if (hits[index] === 0 && this.matches(chunk.get(index), isLowerCase)) {
        hits[index] = 1;
      }
    }
  }

  /** IDs are hexadecimal, so words are in none of them. */
  private mayBeIn(texts: JoinedTexts): boolean {
    return this.characters.every(character => texts.contains(character));
  }

  /** One search after the other, from the start of a text to the first match, wherever that is. */
  private markJoined(
    texts: JoinedTexts,
    { changed, isLowerCase }: MarkedChunk,
    hits: Uint8Array,
  ): void {
    const { length } = this.text;
    const scan = this.scanOf(texts, isLowerCase);
    for (let index = 0; index < texts.length; index++) {
      if (hits[index] === 0) {
        const from = texts.startOf(index);
        const at = scan?.next(from) ?? this.indexIn(texts.text, from, isLowerCase);
        if (at < 0) {
          return;
        }
        index = texts.indexAt(at, index);
        // A match that goes on into the next text is none, and so is any after it in the same text.
        const [start, end] = [texts.startOf(index), texts.startOf(index + 1)];
        const fits = this.isWhole ? at === start && at + length === end : at + length <= end;
        if (fits && hits[index] === 0 && !changed.has(index)) {
          hits[index] = 1;
        }
      }
    }
  }

  /** Undefined where it is not possible, or not faster: a single character is found at once, in nearly every text. */
  private scanOf(texts: JoinedTexts, isLowerCase: boolean): AsciiScan | undefined {
    const { bytes } = texts;
    const isSlower = isLowerCase && this.text.length === 1 && !bytes;
    return !isSlower && this.scan?.start(bytes ?? texts.text) === true ? this.scan : undefined;
  }

  /** Comparing exactly takes a fraction of the time. */
  private indexIn(text: string, from: number, isLowerCase: boolean): number {
    if (isLowerCase && this.lower !== undefined) {
      return text.indexOf(this.lower, from);
    }
    this.pattern.lastIndex = from;
    return this.pattern.test(text) ? this.pattern.lastIndex - this.text.length : -1;
  }
}

type MarkedChunk = Pick<TextChunk, 'texts' | 'changed' | 'isLowerCase' | 'get'>;
