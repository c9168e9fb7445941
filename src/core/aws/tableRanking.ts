import { connectionParts } from '../settings/namedConnections';

const { defaultValue: defaultName } = connectionParts.tableName;

/** Words that suggest that a table holds jobs. */
const jobWords = /batch|job|monitor/i;

/**
 * Table names, the likeliest to hold jobs first: `preferred`, the default name, names with a matching word, then
 * the others, each sorted alphabetically. Only names count: inspecting the tables would cost a request each.
 */
export function rankTables(names: readonly string[], preferred: string): readonly string[] {
  const rank = (name: string): number =>
    name === preferred ? 0 : name === defaultName ? 1 : jobWords.test(name) ? 2 : 3;
  return names.toSorted((a, b) => rank(a) - rank(b) || (a < b ? -1 : a > b ? 1 : 0));
}

/** Whether the name suggests that the table holds jobs. */
export const looksLikeJobs = (name: string): boolean => name === defaultName || jobWords.test(name);
