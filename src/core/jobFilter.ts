/** What the user wants to see. An empty list or text means "all". */
export interface JobFilter {
  readonly statuses: readonly string[];
  readonly taskTypes: readonly string[];
  readonly regions: readonly string[];
  /** In the syntax of `searchSyntax`. */
  readonly text: string;
}

export interface JobSearch extends JobFilter {
  /** What ages are measured against, in milliseconds since the epoch; absent: when the query is opened. */
  readonly now?: number;
}

export const noFilter: JobFilter = { statuses: [], taskTypes: [], regions: [], text: '' };

export function isFiltering(filter: JobFilter): boolean {
  return Object.values(filter).some((wanted: string | readonly string[]) => wanted.length > 0);
}
