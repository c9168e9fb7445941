import type { ActionEntry } from './actionLog';

/** The maximum number of history entries. */
export const maxActions = 20_000;

/** The entries of `own` among the newest of all; ties at the limit are kept. */
export function keepNewest(
  own: readonly ActionEntry[],
  others: readonly ActionEntry[],
  max = maxActions,
): readonly ActionEntry[] {
  const times = Float64Array.from([...own, ...onlyInOthers(own, others)], ({ at }) => at).sort();
  const oldest = times.at(-max) ?? -Infinity;
  return times.length <= max ? own : own.filter(({ at }) => at >= oldest);
}

/** The entries of `others` that are not also in `own`. */
function onlyInOthers(
  own: readonly ActionEntry[],
  others: readonly ActionEntry[],
): readonly ActionEntry[] {
  if (own === others) {
    return [];
  }
  const ids = new Set(own.map(({ id }) => id));
  return others.filter(({ id }) => !ids.has(id));
}
