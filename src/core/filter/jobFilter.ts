import { facetKeys, type PerFacet } from './facets';
import type { TimeRange } from './timeRange';
import { dependsOnTime, parseSearch } from './searchSyntax';

/** What the user wants to see. An empty list or text means "all", as does no time. */
export interface JobFilter extends PerFacet<readonly string[]> {
  /** When the job changed last. */
  readonly time?: TimeRange | undefined;
  /** In the syntax of `searchSyntax`. */
  readonly text: string;
}

export interface JobSearch extends JobFilter {
  /** What ages are measured against, in milliseconds since the epoch; absent: when the query is opened. */
  readonly now?: number;
}

export const noFilter: JobFilter = {
  statuses: [],
  taskTypes: [],
  queues: [],
  regions: [],
  workspaces: [],
  text: '',
};

/** Whether jobs come to pass it, or cease to, without a change of theirs. */
export const dependsOnNow = ({ time, text }: JobFilter): boolean =>
  time?.kind === 'last' || dependsOnTime(parseSearch(text));

export function isFiltering(filter: JobFilter): boolean {
  return (
    filter.text !== '' || filter.time !== undefined || facetKeys.some(key => filter[key].length > 0)
  );
}
