/** What the user wants to see. An empty list means "all". */
export interface JobFilter {
  readonly statuses: readonly string[];
  readonly taskTypes: readonly string[];
  readonly regions: readonly string[];
}

export interface JobSearch extends JobFilter {
  /** Words that must all be found in a job's name, ids or reasons. */
  readonly text?: string;
}

export const noFilter: JobFilter = { statuses: [], taskTypes: [], regions: [] };

export function isFiltering(filter: JobFilter): boolean {
  return Object.values(filter).some((chosen: readonly string[]) => chosen.length > 0);
}
