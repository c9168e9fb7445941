/** The initial distance between neighbors: room for 20 halvings, and for about 50 more in fractions. */
const spacing = 2 ** 20;

/**
 * Ranks of a few strings in alphabetical order, ignoring case. A rank never changes, since a running sort may
 * hold it: a string that is added later gets a rank between its neighbors. The empty string comes last, in
 * both directions.
 */
export class CollationRanks {
  /** By code. */
  private readonly ranks: number[] = [];
  /** Sorted by key. */
  private rankedKeys: { readonly key: string; readonly rank: number }[] = [];

  constructor(
    private readonly texts: () => readonly (string | undefined)[],
    private readonly isAscending: boolean,
  ) {}

  of(code: number): number {
    return this.ranks[code] ?? this.assignRanks(code);
  }

  private assignRanks(code: number): number {
    const keys = this.texts()
      .slice(this.ranks.length)
      .map(text => (text ?? '').toLowerCase());
    if (this.rankedKeys.length === 0) {
      const sorted = [...new Set(keys)].filter(key => key !== '').sort();
      this.rankedKeys = sorted.map((key, index) => ({ key, rank: index * spacing }));
    }
    for (const key of keys) {
      const rank = this.rankOf(key);
      this.ranks.push(this.isAscending || rank === Infinity ? rank : -rank);
    }
    return this.ranks[code] ?? Infinity;
  }

  private rankOf(key: string): number {
    if (key === '') {
      return Infinity;
    }
    const index = this.rankedKeys.findIndex(other => other.key >= key);
    const [before, after] = [
      this.rankedKeys.at(index < 0 ? -1 : index - 1),
      this.rankedKeys[index],
    ];
    if (after?.key === key) {
      return after.rank;
    }
    const low = index === 0 ? undefined : before?.rank;
    const rank =
      low === undefined
        ? (after?.rank ?? 0) - spacing
        : after === undefined
          ? low + spacing
          : (low + after.rank) / 2;
    this.rankedKeys.splice(index < 0 ? this.rankedKeys.length : index, 0, { key, rank });
    return rank;
  }
}
