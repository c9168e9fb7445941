import { nameKeyAt } from '../../base/nameKeys';
import { textHash } from '../../base/textHash';
import { AsciiColumn } from './asciiTexts';
import { areEqualEnds, equalEnds } from './textEnds';

const unknown = 0;
const present = 1;
const absent = 2;

export const capital = /[A-Z]/;

/**
 * Texts as one, which is bytes until many of them are read if they were saved, else a string: a million strings of their
 * own would keep the garbage collector busy.
 */
export class JoinedTexts {
  /** By character of ASCII, whether any text contains it, as far as `contains` was called. */
  private characters: Uint8Array | undefined;
  /** Not one property with `saved`: a search and a sort took a quarter longer with one for both kinds. */
  private joined: string | undefined;
  private readonly saved: AsciiColumn | undefined;

  /** `ends`: where each text ends, doubled; one more if the text is undefined rather than empty. */
  constructor(
    texts: string | AsciiColumn,
    readonly ends: Uint32Array,
    private areLowerCase?: boolean,
  ) {
    if (texts instanceof AsciiColumn) {
      this.saved = texts;
    } else {
      this.joined = texts;
    }
  }

  /** `areLowerCase`: whether none of them contains A to Z, where that is known. */
  static of(values: readonly (string | undefined)[], areLowerCase?: boolean): JoinedTexts {
    let end = 0;
    const ends = new Uint32Array(values.length);
    for (let index = 0; index < ends.length; index++) {
      const value = values[index];
      end += value?.length ?? 0;
      ends[index] = 2 * end + (value === undefined ? 1 : 0);
    }
    const shared = areEqualEnds(ends) ? equalEnds(ends[0] ?? 0, ends.length) : ends;
    return new JoinedTexts(values.join(''), shared, areLowerCase);
  }

  /** Makes a string of them, if they are none. */
  get text(): string {
    return (this.joined ??= this.saved?.all() ?? '');
  }

  /** The text as bytes of ASCII, for a search, which is faster than making a string of them; undefined if it is one. */
  get bytes(): Uint8Array | undefined {
    return this.joined === undefined ? this.saved?.bytes : undefined;
  }

  /** Characters of all texts together. */
  get textLength(): number {
    return this.joined?.length ?? this.saved?.length ?? 0;
  }

  /** Whether none of them contains A to Z. */
  get isLowerCase(): boolean {
    return (this.areLowerCase ??= !capital.test(this.text));
  }

  get length(): number {
    return this.ends.length;
  }

  at(index: number): string | undefined {
    const end = this.ends[index] ?? 1;
    return end % 2 === 1 ? undefined : this.slice(this.startOf(index), end >>> 1);
  }

  /** Whether the text at an index is this one; creates no string if they are one already. */
  holds(index: number, text: string | undefined): boolean {
    const end = this.ends[index] ?? 1;
    if (text === undefined || end % 2 === 1) {
      return text === undefined && end % 2 === 1;
    }
    const start = this.startOf(index);
    return (
      (end >>> 1) - start === text.length &&
      (this.joined?.startsWith(text, start) ?? this.slice(start, end >>> 1) === text)
    );
  }

  /** `textHash` of the text at an index, or of an empty one; creates no string. */
  hash(index: number, seed: number): number {
    const end = this.ends[index] ?? 0;
    const start = this.startOf(index);
    return this.joined === undefined
      ? (this.saved?.hash(seed, start, end >>> 1) ?? 0)
      : textHash(this.joined, seed, start, end >>> 1);
  }

  /**
   * Sets the keys of the texts from `from` to before `to`, by index: Infinity for none or an empty one, else that of
   * `nameKeys` from `depth` on.
   */
  readNameKeys(from: number, to: number, depth: number, keys: Float64Array): void {
    const { text } = this;
    let start = this.startOf(from);
    for (let index = from; index < to; index++) {
      const end = (this.ends[index] ?? 2 * start) >>> 1;
      keys[index] = start === end ? Infinity : nameKeyAt(text, start + depth, end);
      start = end;
    }
  }

  /** Whether any text contains a character of ASCII, in lower case, or its capital; looks for each only once. */
  contains(character: string): boolean {
    const code = character.charCodeAt(0);
    this.characters ??= new Uint8Array(128);
    if (this.characters[code] === unknown) {
      this.characters[code] =
        this.includes(character) || this.includes(character.toUpperCase()) ? present : absent;
    }
    return this.characters[code] === present;
  }

  /** The first text from an index on that ends after a position; the number of texts if none does. */
  indexAt(position: number, from: number): number {
    const { length } = this;
    let step = 1;
    // All texts before `low` end before or at the position, which is mostly near.
    let low = from;
    while (low + step <= length && this.startOf(low + step) <= position) {
      low += step;
      step *= 2;
    }
    while (low < length && this.startOf(low + 1) <= position) {
      step = Math.max(1, step >>> 1);
      low += low + step <= length && this.startOf(low + step) <= position ? step : 0;
    }
    return low;
  }

  /** Where a text starts, or the end of the last one. */
  startOf(index: number): number {
    return (index === 0 ? 0 : (this.ends[index - 1] ?? 0)) >>> 1;
  }

  all(): (string | undefined)[] {
    return Array.from(this.ends, (_, index) => this.at(index));
  }

  /** Whether all texts are undefined. */
  get isUndefined(): boolean {
    return this.textLength === 0 && this.ends.every(end => end % 2 === 1);
  }

  /** Whether each text ends where or after the one before it ends, and the last one at the end of all. */
  get isSound(): boolean {
    let before = 0;
    // oxlint-disable-next-line typescript/prefer-for-of -- several times faster
    for (let index = 0; index < this.ends.length; index++) {
      const end = (this.ends[index] ?? 0) >>> 1;
      if (end < before) {
        return false;
      }
      before = end;
    }
    return before === this.textLength;
  }

  private slice(start: number, end: number): string {
    return this.joined?.slice(start, end) ?? this.saved?.slice(start, end) ?? '';
  }

  private includes(character: string): boolean {
    return this.bytes?.includes(character.charCodeAt(0)) ?? this.text.includes(character);
  }
}
