import type { ActionEntry } from './actionLog';

/** The most entries of the history that are kept. */
export const mostActions = 20_000;

/** Those of `own` that are among the newest of all. */
export function keepNewest(
  own: readonly ActionEntry[],
  others: readonly ActionEntry[],
  most = mostActions,
): readonly ActionEntry[] {
  const all = new Map([...others, ...own].map(entry => [entry.id, entry]));
  if (all.size <= most) {
    return own;
  }
  const newest = new Set(
    [...all.values()]
      .sort((a, b) => b.at - a.at)
      .slice(0, most)
      .map(({ id }) => id),
  );
  return own.filter(({ id }) => newest.has(id));
}
