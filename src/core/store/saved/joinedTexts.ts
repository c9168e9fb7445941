import { nameKeyAt } from '../../base/nameKeys';
import { textHash } from '../../base/textHash';

const unknown = 0;
const present = 1;
const absent = 2;

/** Texts as one string: a million strings of their own would keep the garbage collector busy. */
export class JoinedTexts {
  /** By character of ASCII, whether any text contains it, as far as `contains` was called. */
  private characters: Uint8Array | undefined;

  /** `ends`: where each text ends, doubled; one more if the text is undefined rather than empty. */
  constructor(
    readonly text: string,
    readonly ends: Uint32Array,
  ) {}

  static of(values: readonly (string | undefined)[]): JoinedTexts {
    let end = 0;
    const ends = new Uint32Array(values.length);
    for (let index = 0; index < ends.length; index++) {
      const value = values[index];
      end += value?.length ?? 0;
      ends[index] = 2 * end + (value === undefined ? 1 : 0);
    }
    return new JoinedTexts(values.join(''), ends);
  }

  get length(): number {
    return this.ends.length;
  }

  at(index: number): string | undefined {
    const end = this.ends[index] ?? 1;
    return end % 2 === 1 ? undefined : this.text.slice(this.startOf(index), end >>> 1);
  }

  /** Whether the text at an index is this one; creates no string. */
  holds(index: number, text: string | undefined): boolean {
    const end = this.ends[index] ?? 1;
    if (text === undefined || end % 2 === 1) {
      return text === undefined && end % 2 === 1;
    }
    const start = this.startOf(index);
    return (end >>> 1) - start === text.length && this.text.startsWith(text, start);
  }

  /** `textHash` of the text at an index, or of an empty one; creates no string. */
  hash(index: number, seed: number): number {
    const end = this.ends[index] ?? 0;
    return textHash(this.text, seed, this.startOf(index), end >>> 1);
  }

  /**
   * Sets the keys of the texts from `from` to before `to`, by index: Infinity for none or an empty one, else that of
   * `nameKeys` from `depth` on.
   */
  readNameKeys(from: number, to: number, depth: number, keys: Float64Array): void {
    let start = this.startOf(from);
    for (let index = from; index < to; index++) {
      const end = (this.ends[index] ?? 2 * start) >>> 1;
      keys[index] = start === end ? Infinity : nameKeyAt(this.text, start + depth, end);
      start = end;
    }
  }

  /** Whether any text contains a character of ASCII, in lower case, or its capital; looks for each only once. */
  contains(character: string): boolean {
    const code = character.charCodeAt(0);
    this.characters ??= new Uint8Array(128);
    if (this.characters[code] === unknown) {
      const isPresent =
        this.text.includes(character) || this.text.includes(character.toUpperCase());
      this.characters[code] = isPresent ? present : absent;
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
    return this.text === '' && this.ends.every(end => end % 2 === 1);
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
    return before === this.text.length;
  }
}
