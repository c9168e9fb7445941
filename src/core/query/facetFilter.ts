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

/** One multi-select filter over a coded field, by its selected values; none means all. Counts are by code. */
export class FacetFilter {
  private readonly selected: ReadonlySet<string>;
  /** By code, whether it is selected. */
  private readonly known: boolean[] = [];

  /** `wholeOf`: what a value is a part of, which can be selected as well; the value itself if it is no part. */
  constructor(
    private readonly field: Coded,
    selected: readonly string[],
    private readonly wholeOf = (value: string): string => value,
  ) {
    this.selected = new Set(selected);
  }

  code(row: number): number {
    return this.field.code(row);
  }

  selects(code: number): boolean {
    return (this.known[code] ??=
      this.selected.size === 0 || this.includes(this.field.values[code] ?? ''));
  }

  /**
   * The values with their counts; a selected value stays listed with count 0. The parts of a whole follow it, the
   * one with the highest number first.
   */
  options(counts: readonly number[], order: (a: Count, b: Count) => number): readonly FacetCount[] {
    const options = this.wholes(counts)
      .sort(order)
      .flatMap(({ value, count, parts }): FacetCount[] => [
        { value, count },
        ...parts.sort(byNumber),
      ]);
    return this.mostFrequent(
      options.filter(({ value, count }) => count > 0 || this.selected.has(value)),
    );
  }

  /** The count of each value that occurs. */
  countsByValue(counts: readonly number[]): Map<string, number> {
    const all = this.values(counts).map(({ value, count }): [string, number] => [value, count]);
    return new Map(all.filter(([, count]) => count > 0));
  }

  private includes(value: string): boolean {
    return this.selected.has(value) || this.selected.has(this.wholeOf(value));
  }

  private values(counts: readonly number[]): Count[] {
    return this.field.values.map((value, code) => ({ value, count: counts[code] ?? 0 }));
  }

  /** All values, also selected ones that no row has, put together to wholes. */
  private wholes(counts: readonly number[]): Whole[] {
    const known = new Set(this.field.values);
    const absent = [...this.selected].filter(value => !known.has(value));
    const wholes = new Map<string, Whole>();
    for (const { value, count } of [
      ...this.values(counts),
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

/** `:07` and `:7` in a fixed order, too. A collator would do the same, but it takes milliseconds to make one. */
function byNumber(a: Count, b: Count): number {
  return numberOf(b) - numberOf(a) || (a.value < b.value ? -1 : 1);
}

const numberOf = ({ value }: Count): number => Number(/\d+$/.exec(value)?.[0]);
