import { lowerBound } from '../base/binarySearch';

/** The initial distance between neighbors: room for 20 halvings, and for about 50 more in fractions. */
const spacing = 2 ** 20;

/** Inserting more strings than this one by one costs more than ranking all again. */
const maxInserted = 64;

/**
 * The alphabetical order of a few strings, ignoring case, for comparing them by number. A sort in progress
 * holds keys, so a key never changes; the rank that a key stands for may, since new strings move in between,
 * but two keys never change their order. The empty string comes last, in both directions.
 */
export class CollationRanks {
  /** By code. */
  private readonly keys: number[] = [];
  private readonly keyOfText = new Map([['', 0]]);
  /** All strings but the empty one, in order. */
  private sortedTexts: string[] = [];
  /** By key. */
  private readonly ranks: number[];

  constructor(
    private readonly texts: () => readonly (string | undefined)[],
    private readonly isAscending: boolean,
  ) {
    this.ranks = [isAscending ? Infinity : -Infinity];
  }

  /** The key of the string with this code. */
  of(code: number): number {
    return this.keys[code] ?? this.addTexts(code);
  }

  isBefore(a: number, b: number): boolean {
    return this.position(a) < this.position(b);
  }

  /** A number to compare keys by, until the next new string. */
  position(key: number): number {
    const rank = this.ranks[key] ?? NaN;
    return this.isAscending ? rank : -rank;
  }

  private addTexts(code: number): number {
    const texts = this.texts();
    const added: string[] = [];
    for (let next = this.keys.length; next < texts.length; next++) {
      const text = (texts[next] ?? '').toLowerCase();
      let key = this.keyOfText.get(text);
      if (key === undefined) {
        key = this.keyOfText.size;
        this.keyOfText.set(text, key);
        added.push(text);
      }
      this.keys.push(key);
    }
    if (added.length > maxInserted) {
      this.rankAll(added);
    } else {
      added.forEach(text => this.insert(text));
    }
    return this.keys[code] ?? 0;
  }

  /** Ranks the string between its neighbors; once they are too close for that, ranks all again. */
  private insert(text: string): void {
    const { sortedTexts } = this;
    const index = lowerBound(sortedTexts.length, i => (sortedTexts[i] ?? '') < text);
    const [low, high] = [this.rankAt(index - 1), this.rankAt(index)];
    sortedTexts.splice(index, 0, text);
    const rank =
      low === undefined
        ? (high ?? 0) - spacing
        : high === undefined
          ? low + spacing
          : (low + high) / 2;
    if (rank === low || rank === high) {
      this.rankAll([]);
    } else {
      this.setRank(text, rank);
    }
  }

  private rankAll(added: readonly string[]): void {
    this.sortedTexts = [...this.sortedTexts, ...added].sort();
    this.sortedTexts.forEach((text, index) => this.setRank(text, index * spacing));
  }

  private rankAt(index: number): number | undefined {
    const text = this.sortedTexts[index];
    return text === undefined ? undefined : this.ranks[this.keyOfText.get(text) ?? -1];
  }

  private setRank(text: string, rank: number): void {
    this.ranks[this.keyOfText.get(text) ?? -1] = rank;
  }
}
