import { definitionWithRevision, queueName, withoutRevision } from '../job/arn';
import { DerivedDictionary } from '../store/derivedDictionary';
import type { StuckLimits } from '../job/stuckJobs';
import { perFacet, type PerFacet } from '../filter/facets';
import type { JobFilter } from '../filter/jobFilter';
import { FacetFilter } from './facetFilter';
import type { JobColumns } from '../store/jobColumns';
import type { RowCombinations } from './rowCombinations';
import { RowSearch, type SearchContext } from './rowSearch';
import type { SearchCache } from './searchCache';
import type { Coded } from '../store/columns/coded';
import type { RowTaskTypes } from '../store/rowTaskTypes';
import type { RunTimes } from './runTimes';
import { needsRunTimes, nextMoment, splitByTime, type NextMoment } from './timedSearch';
import { isWithinRange } from '../filter/timeRange';

/** The fields of the multi-select filters, shared by all queries over a table. */
export type RowFacets = PerFacet<Coded>;

export function rowFacets({ fields, failures }: JobColumns, taskTypes: RowTaskTypes): RowFacets {
  return {
    statuses: fields.status,
    causes: failures.causes,
    taskTypes,
    queues: new DerivedDictionary(fields.jobQueue, queueName),
    definitions: new DerivedDictionary(fields.jobDefinition, definitionWithRevision),
    regions: fields.region,
    workspaces: new DerivedDictionary(fields.workspaceUid, value => value ?? ''),
  };
}

/** What the values of a facet are parts of. */
const wholes: Partial<PerFacet<(value: string) => string>> = { definitions: withoutRevision };

export interface RowFilter {
  readonly facets: PerFacet<FacetFilter>;
  /** Of the values in `combinedFacets`. */
  readonly combinations: RowCombinations;
  /** Whether a row matches the rest of the filter. */
  readonly matches: (row: number) => boolean;
  /** The same, faster for a few rows in any order, and slower for many. */
  readonly matchesAlone: (row: number) => boolean;
  /** The same of the rows of a chunk: by its index, 1 for each that matches. Undefined if that depends on the time. */
  readonly hits: ((chunk: number) => Uint8Array) | undefined;
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
  readonly combinations: RowCombinations;
  readonly searches: SearchCache;
  /** They are followed from the first use on. */
  readonly runTimes: () => RunTimes;
}

export function rowFilter(
  context: FilterContext,
  { time, text, ...selected }: JobFilter,
  now: number,
): RowFilter {
  const { rows, facets, combinations, searches, stuckLimits } = context;
  const { timestamp } = rows.fields;
  const { timed, rest } = splitByTime(text);
  const search = searches.open(rest, now);
  const runTimes = timed.some(needsRunTimes) ? context.runTimes() : undefined;
  const searchContext = { ...context, runTimes };
  const timedSearch = new RowSearch(rows, searchContext, timed, () => filter.now);
  const fitsTime = (row: number): boolean =>
    (!time || isWithinRange(timestamp.time(row), time, filter.now)) && timedSearch.matches(row);
  const filter: RowFilter = {
    facets: perFacet(key => new FacetFilter(facets[key], selected[key], wholes[key])),
    matches: row => fitsTime(row) && search?.matches(row) !== false,
    matchesAlone: row => fitsTime(row) && search?.matchesAlone(row) !== false,
    hits: time || timed.length > 0 ? undefined : chunk => search?.hits(chunk) ?? rows.jobsIn(chunk),
    combinations,
    stuckLimits,
    now,
    runTimes,
    nextMoment: nextMoment(rows, timed, time, searchContext),
  };
  return filter;
}
