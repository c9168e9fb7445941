import { definitionName, queueName } from '../job/arn';
import { DerivedDictionary } from '../store/derivedDictionary';
import type { StuckLimits } from '../job/stuckJobs';
import { perFacet, type PerFacet } from '../filter/facets';
import type { JobFilter } from '../filter/jobFilter';
import type { JobColumns } from '../store/jobColumns';
import { termsTest, type SearchContext } from './rowSearch';
import type { SearchCache } from './searchCache';
import type { Coded } from '../store/columns/coded';
import type { RowTaskTypes } from '../store/rowTaskTypes';
import type { RunTimes } from './runTimes';
import { needsRunTimes, nextMoment, splitByTime, type NextMoment } from './timedSearch';
import type { Count } from '../store/statistics';
import { isWithinRange } from '../filter/timeRange';

/** The maximum number of options of a filter; the rarest are left out. */
const maxOptions = 500;

/**
 * One multi-select filter over a coded field: the selected values (none means all), and how many rows that
 * match all other filters have each value.
 */
export class FacetFilter {
  private readonly selected: ReadonlySet<string>;
  private readonly counts: number[] = [];
  /** By code, whether it is selected; new codes are checked on first use. */
  private readonly isSelected: boolean[] = [];

  constructor(
    private readonly field: Coded,
    selected: readonly string[],
  ) {
    this.selected = new Set(selected);
  }

  /** Nothing is selected, so every row matches. */
  get isOpen(): boolean {
    return this.selected.size === 0;
  }

  matches(row: number): boolean {
    const code = this.field.code(row);
    return (this.isSelected[code] ??=
      this.selected.size === 0 || this.selected.has(this.field.values[code] ?? ''));
  }

  count(row: number, by: 1 | -1): void {
    const code = this.field.code(row);
    this.counts[code] = (this.counts[code] ?? 0) + by;
  }

  /** Counts the rows that match all other filters; a selected value stays listed with count 0. */
  options(order: (a: Count, b: Count) => number): Count[] {
    const all = this.field.values.map((value, code) => ({ value, count: this.counts[code] ?? 0 }));
    const present = all.filter(({ value, count }) => count > 0 || this.selected.has(value));
    const known = new Set(present.map(({ value }) => value));
    const absent = [...this.selected].filter(value => !known.has(value));
    const options = [...present, ...absent.map(value => ({ value, count: 0 }))];
    return this.mostFrequent(options).sort(order);
  }

  private mostFrequent(options: Count[]): Count[] {
    const rank = ({ value, count }: Count): number => (this.selected.has(value) ? Infinity : count);
    return options.length > maxOptions
      ? options.sort((a, b) => rank(b) - rank(a) || 0).slice(0, maxOptions)
      : options;
  }

  /** How many rows that match all filters have each value. */
  matchingCounts(): Map<string, number> {
    return new Map(
      [...this.allCounts()].filter(([value]) => this.isOpen || this.selected.has(value)),
    );
  }

  /** The number of rows of each value that match all other filters. */
  allCounts(): Map<string, number> {
    const counts = this.field.values.map((value, code): [string, number] => [
      value,
      this.counts[code] ?? 0,
    ]);
    return new Map(counts.filter(([, count]) => count > 0));
  }
}

/** The fields of the multi-select filters, shared by all queries over a table. */
export type RowFacets = PerFacet<Coded>;

export function rowFacets({ fields, failures }: JobColumns, taskTypes: RowTaskTypes): RowFacets {
  return {
    statuses: fields.status,
    causes: failures.causes,
    taskTypes,
    queues: new DerivedDictionary(fields.jobQueue, queueName),
    definitions: new DerivedDictionary(fields.jobDefinition, definitionName),
    regions: fields.region,
    workspaces: new DerivedDictionary(fields.workspaceUid, value => value ?? ''),
  };
}

export interface RowFilter {
  readonly facets: PerFacet<FacetFilter>;
  /** Whether a row matches the rest of the filter. */
  readonly matches: (row: number) => boolean;
  readonly stuckLimits: StuckLimits;
  /** The time that ages are measured from, in milliseconds since the epoch. */
  now: number;
  /** Undefined if how long jobs usually run does not matter. */
  readonly runTimes: RunTimes | undefined;
  /** Undefined if the time does not matter. */
  readonly nextMoment: NextMoment | undefined;
}

/** What the filters of all queries over a table share. */
export interface FilterContext extends Omit<SearchContext, 'runTimes'> {
  readonly rows: JobColumns;
  readonly facets: RowFacets;
  readonly searches: SearchCache;
  /** They are followed from the first use on. */
  readonly runTimes: () => RunTimes;
}

export function rowFilter(
  context: FilterContext,
  { time, text, ...selected }: JobFilter,
  now: number,
): RowFilter {
  const { rows, facets, searches, stuckLimits } = context;
  const { timestamp } = rows.fields;
  const { timed, rest } = splitByTime(text);
  const matchesRest = searches.test(rest, now);
  const runTimes = timed.some(needsRunTimes) ? context.runTimes() : undefined;
  const search = { ...context, runTimes };
  const matchesTimed = termsTest(rows, search, timed, () => filter.now);
  const matchesSearch =
    timed.length === 0 ? matchesRest : (row: number) => matchesTimed(row) && matchesRest(row);
  const filter: RowFilter = {
    facets: perFacet(key => new FacetFilter(facets[key], selected[key])),
    matches: time
      ? row => isWithinRange(timestamp.time(row), time, filter.now) && matchesSearch(row)
      : matchesSearch,
    stuckLimits,
    now,
    runTimes,
    nextMoment: nextMoment(rows, timed, time, search),
  };
  return filter;
}
