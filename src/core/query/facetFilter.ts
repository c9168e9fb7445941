import type { Count } from '../store/statistics';
import type { Coded } from '../store/columns/coded';

/** The maximum number of options of a filter; the rarest are left out. */
const maxOptions = 500;

export interface FacetCount extends Count {
  /** The option that this one is a part of, such as the job definition of a revision. */
  readonly partOf?: string | undefined;
}

interface Whole {
  readonly value: string;
  count: number;
  readonly parts: FacetCount[];
}

/**
 * One multi-select filter over a coded field: the selected values (none means all), and how many rows that
 * match all other filters have each value.
 */
export class FacetFilter {
  private readonly selected: ReadonlySet<string>;
  private readonly counts: number[] = [];
  /** By code, whether it is selected; new codes are checked on first use. */
  private readonly isSelected: boolean[] = [];

  /** `wholeOf`: what a value is a part of, which can be selected as well; the value itself if it is no part. */
  constructor(
    private readonly field: Coded,
    selected: readonly string[],
    private readonly wholeOf = (value: string): string => value,
  ) {
    this.selected = new Set(selected);
  }

  /** Nothing is selected, so every row matches. */
  get isOpen(): boolean {
    return this.selected.size === 0;
  }

  matches(row: number): boolean {
    const code = this.field.code(row);
    return (this.isSelected[code] ??= this.isOpen || this.includes(this.field.values[code] ?? ''));
  }

  count(row: number, by: 1 | -1): void {
    const code = this.field.code(row);
    this.counts[code] = (this.counts[code] ?? 0) + by;
  }

  countAll(rows: readonly number[]): void {
    const { field, counts } = this;
    for (const row of rows) {
      const code = field.code(row);
      counts[code] = (counts[code] ?? 0) + 1;
    }
  }

  /**
   * Counts the rows that match all other filters; a selected value stays listed with count 0. The parts of a whole
   * follow it, the one with the highest number first.
   */
  options(order: (a: Count, b: Count) => number): readonly FacetCount[] {
    const options = this.wholes()
      .sort(order)
      .flatMap(({ value, count, parts }): FacetCount[] => [
        { value, count },
        ...parts.sort(byNumber),
      ]);
    return this.mostFrequent(
      options.filter(({ value, count }) => count > 0 || this.selected.has(value)),
    );
  }

  /** How many rows that match all filters have each value. */
  matchingCounts(): Map<string, number> {
    return new Map([...this.allCounts()].filter(([value]) => this.isOpen || this.includes(value)));
  }

  /** The number of rows of each value that match all other filters. */
  allCounts(): Map<string, number> {
    const counts = this.values().map(({ value, count }): [string, number] => [value, count]);
    return new Map(counts.filter(([, count]) => count > 0));
  }

  private includes(value: string): boolean {
    return this.selected.has(value) || this.selected.has(this.wholeOf(value));
  }

  private values(): Count[] {
    return this.field.values.map((value, code) => ({ value, count: this.counts[code] ?? 0 }));
  }

  /** All values, also selected ones that no row has, put together to wholes. */
  private wholes(): Whole[] {
    const known = new Set(this.field.values);
    const absent = [...this.selected].filter(value => !known.has(value));
    const wholes = new Map<string, Whole>();
    for (const { value, count } of [
      ...this.values(),
      ...absent.map(name => ({ value: name, count: 0 })),
    ]) {
      const name = this.wholeOf(value);
      const whole = wholes.get(name) ?? { value: name, count: 0, parts: [] };
      wholes.set(name, whole);
      whole.count += count;
      if (value !== name) {
        whole.parts.push({ value, count, partOf: name });
      }
    }
    return [...wholes.values()];
  }

  private mostFrequent(options: readonly FacetCount[]): readonly FacetCount[] {
    if (options.length <= maxOptions) {
      return options;
    }
    const wanted = new Set([...this.selected].flatMap(value => [value, this.wholeOf(value)]));
    const rank = ({ value, count }: Count): number => (wanted.has(value) ? Infinity : count);
    const kept = options.toSorted((a, b) => rank(b) - rank(a) || 0).slice(0, maxOptions);
    const values = new Set(kept.map(({ value }) => value));
    return options.filter(({ value }) => values.has(value));
  }
}

const { compare } = new Intl.Collator('en', { numeric: true });

/** `:07` and `:7` in a fixed order, too. */
const byNumber = (a: Count, b: Count): number =>
  compare(b.value, a.value) || (a.value < b.value ? -1 : 1);
