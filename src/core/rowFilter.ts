import type { JobSearch } from './jobFilter';
import type { JobRows } from './jobRows';
import { rowSearch } from './rowSearch';
import type { RowTaskTypes } from './rowTaskTypes';
import type { Count } from './statistics';

/**
 * One multi-select filter over a field of few texts: what is chosen (nothing means all), and how many
 * rows that pass all other filters hold each text.
 */
export class FacetFilter {
  private readonly chosen: ReadonlySet<string>;
  private readonly counts: number[] = [];
  /** By code, whether it is chosen; a code that is new is looked at when it is met. */
  private readonly isChosen: boolean[] = [];

  constructor(
    private readonly field: { code(row: number): number; readonly values: readonly string[] },
    chosen: readonly string[],
  ) {
    this.chosen = new Set(chosen);
  }

  passes(row: number): boolean {
    const code = this.field.code(row);
    return (this.isChosen[code] ??=
      this.chosen.size === 0 || this.chosen.has(this.field.values[code] ?? ''));
  }

  count(row: number, by: 1 | -1): void {
    const code = this.field.code(row);
    this.counts[code] = (this.counts[code] ?? 0) + by;
  }

  /** Of the rows that pass all other filters; a chosen text stays on offer with count 0. */
  options(order: (a: Count, b: Count) => number): Count[] {
    const all = this.field.values.map((value, code) => ({ value, count: this.counts[code] ?? 0 }));
    const present = all.filter(({ value, count }) => count > 0 || this.chosen.has(value));
    const known = new Set(present.map(({ value }) => value));
    const absent = [...this.chosen].filter(value => !known.has(value));
    return [...present, ...absent.map(value => ({ value, count: 0 }))].sort(order);
  }

  /** How many rows that pass all filters hold each text. */
  passing(): Map<string, number> {
    return new Map(
      this.field.values
        .map((value, code): [string, number] => [value, this.counts[code] ?? 0])
        .filter(
          ([value, count]) => count > 0 && (this.chosen.size === 0 || this.chosen.has(value)),
        ),
    );
  }
}

export interface RowFilter {
  readonly statuses: FacetFilter;
  readonly taskTypes: FacetFilter;
  readonly regions: FacetFilter;
  /** Whatever else is asked of a row. */
  readonly passes: (row: number) => boolean;
}

export function rowFilter(rows: JobRows, taskTypes: RowTaskTypes, search: JobSearch): RowFilter {
  return {
    statuses: new FacetFilter(rows.fields.status, search.statuses),
    taskTypes: new FacetFilter(taskTypes, search.taskTypes),
    regions: new FacetFilter(rows.fields.region, search.regions),
    passes: rowSearch(rows, taskTypes, search.text, search.now ?? Date.now()),
  };
}
