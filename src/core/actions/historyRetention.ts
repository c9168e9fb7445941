import type { ActionEntry } from './actionLog';

/** The most entries of the history that are kept. */
export const maxActions = 20_000;

/** Those of `own` that are among the newest of all; of the same moment, all are as good. */
export function keepNewest(
  own: readonly ActionEntry[],
  others: readonly ActionEntry[],
  max = maxActions,
): readonly ActionEntry[] {
  const times = Float64Array.from([...own, ...besides(own, others)], ({ at }) => at).sort();
  const oldest = times.at(-max) ?? -Infinity;
  return times.length <= max ? own : own.filter(({ at }) => at >= oldest);
}

/** Those of the others that are not its own, too. */
function besides(
  own: readonly ActionEntry[],
  others: readonly ActionEntry[],
): readonly ActionEntry[] {
  if (own === others) {
    return [];
  }
  const ids = new Set(own.map(({ id }) => id));
  return others.filter(({ id }) => !ids.has(id));
}
