import type { Sort } from './columns';
import { facetKeys, type PerFacet } from './facets';
import type { TimeRange } from './timeRange';
import { dependsOnTime, parseSearch } from './searchSyntax';

/** What the user wants to see. An empty list or text, or no time, means "all". */
export interface JobFilter extends PerFacet<readonly string[]> {
  /** When the job last changed. */
  readonly time?: TimeRange | undefined;
  /** In the syntax of `searchSyntax`. */
  readonly text: string;
}

/** Which jobs, in which order. */
export interface JobQuerySpec {
  readonly filter: JobFilter;
  readonly sort: Sort;
}

export const noFilter: JobFilter = {
  statuses: [],
  causes: [],
  taskTypes: [],
  queues: [],
  definitions: [],
  regions: [],
  workspaces: [],
  text: '',
};

/** Whether jobs can start or stop matching without changing. */
export const dependsOnNow = ({ time, text }: JobFilter): boolean =>
  time?.kind === 'last' || dependsOnTime(parseSearch(text));

export function isFiltering(filter: JobFilter): boolean {
  return (
    filter.text !== '' || filter.time !== undefined || facetKeys.some(key => filter[key].length > 0)
  );
}
