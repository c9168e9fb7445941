import { connectionParts } from '../settings/namedConnections';

const { defaultValue: defaultName } = connectionParts.tableName;

/** Words in the names of tables that hold jobs. */
const fitting = /batch|job|monitor/i;

/**
 * Names of tables, those that are likely to hold jobs first: `wanted`, the usual name, names with a fitting
 * word, then the others, each by the alphabet. The names are all there is to go by: to look into each table
 * would be a request for each.
 */
export function rankTables(names: readonly string[], wanted: string): readonly string[] {
  const rank = (name: string): number =>
    name === wanted ? 0 : name === defaultName ? 1 : fitting.test(name) ? 2 : 3;
  return names.toSorted((a, b) => rank(a) - rank(b) || (a < b ? -1 : a > b ? 1 : 0));
}

/** Whether the name suggests that the table holds jobs. */
export const looksLikeJobs = (name: string): boolean => name === defaultName || fitting.test(name);
