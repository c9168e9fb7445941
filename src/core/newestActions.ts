import type { ActionEntry } from './actionLog';

/** The most entries of the history that are kept. */
export const mostActions = 20_000;

/** Those of `own` that are among the newest of all; of the same moment, all are as good. */
export function keepNewest(
  own: readonly ActionEntry[],
  others: readonly ActionEntry[],
  most = mostActions,
): readonly ActionEntry[] {
  const ownIds = new Set(own.map(({ id }) => id));
  const all = [...own, ...others.filter(({ id }) => !ownIds.has(id))];
  const times = Float64Array.from(all, ({ at }) => at).sort();
  const oldest = times.at(-most) ?? -Infinity;
  return times.length <= most ? own : own.filter(({ at }) => at >= oldest);
}
