import { nameKeys } from '../../base/nameKeys';
import { textHash } from '../../base/textHash';
import { capital, JoinedTexts } from '../saved/joinedTexts';
import { rowsPerChunk } from './chunks';

/** With more, joining them anew costs less than looking each of them up. */
const maxChanged = rowsPerChunk / 8;

/** Characters. Longer strings would be hard to find memory for; and V8 has a limit. */
const maxJoined = 2 ** 24;

/**
 * The texts of a chunk of rows. They are joined once the chunk is full: the garbage collector then finds one string
 * in place of thousands, and a search looks at one. Those that change later are kept beside it, until they are many.
 */
export class TextChunk {
  private loose: (string | undefined)[] = [];
  private joined: JoinedTexts | undefined;
  private readonly changedTexts = new Map<number, string | undefined>();
  private areLowerCase = true;

  static of(texts: JoinedTexts): TextChunk {
    const chunk = new TextChunk();
    chunk.joined = texts;
    chunk.areLowerCase = texts.isLowerCase;
    return chunk;
  }

  /**
   * The texts in order, except those that are `changed`; undefined as long as they are single strings. Those
   * beyond its length are undefined.
   */
  get texts(): JoinedTexts | undefined {
    return this.joined;
  }

  /** By their index in the chunk, the texts that replace those in `texts`. */
  get changed(): ReadonlyMap<number, string | undefined> {
    return this.changedTexts;
  }

  /** Whether none of its texts contains A to Z. It may be false after the last one that did was replaced. */
  get isLowerCase(): boolean {
    return this.areLowerCase;
  }

  get(index: number): string | undefined {
    if (!this.joined) {
      return this.loose[index];
    }
    return this.changedTexts.size > 0 && this.changedTexts.has(index)
      ? this.changedTexts.get(index)
      : this.joined.at(index);
  }

  /** The same as comparing with `get`, without creating a string. */
  holds(index: number, text: string | undefined): boolean {
    return !this.joined || this.changedTexts.has(index)
      ? this.get(index) === text
      : this.joined.holds(index, text);
  }

  /** `textHash` of a text, or of an empty one. */
  hash(index: number, seed: number): number {
    return this.joined && !this.changedTexts.has(index)
      ? this.joined.hash(index, seed)
      : textHash(this.get(index) ?? '', seed);
  }

  /** See `JoinedTexts.readNameKeys`. */
  readNameKeys(from: number, to: number, depth: number, keys: Float64Array): void {
    const { joined } = this;
    joined?.readNameKeys(from, to, depth, keys);
    for (let index = from; index < to; index++) {
      if (!joined || (this.changedTexts.size > 0 && this.changedTexts.has(index))) {
        const text = this.get(index) ?? '';
        keys[index] = text === '' ? Infinity : nameKeys.keyOf(text, depth);
      }
    }
  }

  set(index: number, text: string | undefined): void {
    if (!this.holds(index, text)) {
      this.areLowerCase &&= text === undefined || !capital.test(text);
      if (this.joined) {
        this.changedTexts.set(index, text);
      } else {
        this.loose[index] = text;
      }
    }
    if (this.joined ? this.changedTexts.size > maxChanged : index === rowsPerChunk - 1) {
      this.join();
    }
  }

  /** Joins the texts of all rows; returns undefined if they are too long for that. */
  join(): JoinedTexts | undefined {
    if (this.joined?.length !== rowsPerChunk || this.changedTexts.size > 0) {
      const all = Array.from({ length: rowsPerChunk }, (_, index) => this.get(index));
      const length = all.reduce((sum, text) => sum + (text?.length ?? 0), 0);
      this.changedTexts.clear();
      const isLowerCase = this.areLowerCase || undefined;
      this.joined = length > maxJoined ? undefined : JoinedTexts.of(all, isLowerCase);
      this.loose = this.joined ? [] : all;
      this.areLowerCase ||= this.joined?.isLowerCase === true;
    }
    return this.joined;
  }
}
