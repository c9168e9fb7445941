import { perFacet, type PerFacet } from '../filter/facets';
import type { Job } from '../job/job';
import { compareStatuses } from '../job/status';
import type { JobColumns } from '../store/jobColumns';
import { statisticsOfCounts, type Count, type Statistics } from '../store/statistics';
import type { AttentionCounts } from './attentionCounts';
import type { FacetCounts } from './facetCounts';
import type { FacetCount, FacetFilter } from './facetFilter';

export interface ViewResult {
  /** The number of jobs that match the filter. */
  readonly matching: number;
  /** Of the jobs that match all filters but the status: the figures are the choice of a status. */
  readonly statistics: Statistics;
  /** How many of the failed ones no later job made good. */
  readonly unresolved: number;
  /** How many of these have been waiting or starting for too long. */
  readonly stuck: number;
  /** Whether the passing of time alone may change `stuck`. */
  readonly mayGetStuck: boolean;
  /** For each facet, the options with the number of jobs that match all other filters. */
  readonly facets: PerFacet<readonly FacetCount[]>;
  /** How many of them `jobs` and `rows` contain: all, except in a first result, see `JobQuery.first`. */
  readonly known: number;
  /** The matching jobs [start, end), sorted; valid until the next update. */
  readonly jobs: (start: number, end: number) => Job[];
  /** The rows of all matching jobs, sorted; valid until the next update. */
  readonly rows: Uint32Array;
}

/** The result of a view, as its counts are now. */
export function viewResult(
  rows: JobColumns,
  list: Uint32Array,
  facets: PerFacet<FacetFilter>,
  counts: FacetCounts,
  { unresolved, stuck, mayGetStuck }: AttentionCounts,
): ViewResult {
  const { matching, byFacet } = counts.read();
  return {
    matching,
    known: list.length,
    statistics: statisticsOfCounts(facets.statuses.countsByValue(byFacet.statuses)),
    ...{ unresolved, stuck, mayGetStuck },
    facets: perFacet(key =>
      facets[key].options(byFacet[key], key === 'statuses' ? byStatus : byText),
    ),
    jobs: (start, end) => Array.from(list.subarray(start, end), row => rows.read(row)),
    rows: list,
  };
}

function byStatus(a: Count, b: Count): number {
  return compareStatuses(a.value, b.value);
}

function byText(a: Count, b: Count): number {
  return a.value < b.value ? -1 : a.value > b.value ? 1 : 0;
}
