export type Census = Readonly<Record<string, number>>;

/** What keeps this process alive or busy: timers, sockets, files, processes, by kind. */
export const activeResources = (): Census => countsOf(process.getActiveResourcesInfo());

/**
 * Who listens to what these objects tell: the size of each set of listeners that they hold. It looks
 * behind their types, since nobody else has a use for it.
 */
export function listenersOf(owners: Readonly<Record<string, object>>): Census {
  const found: Record<string, number> = {};
  for (const [owner, object] of Object.entries(owners)) {
    for (const [name, value] of Object.entries(object) as [string, unknown][]) {
      const listeners = value instanceof Set && name === 'observers' ? value : setOf(value);
      if (listeners) {
        found[`${owner}.${name}`] = listeners.size;
      }
    }
  }
  return found;
}

/** What there is more of than before, in words. */
export function leftOver(what: string, before: Census, after: Census): string[] {
  return Object.entries(after)
    .filter(([kind, count]) => count > (before[kind] ?? 0))
    .map(([kind, count]) => `${what} ${kind}: ${count}, before ${before[kind] ?? 0}`);
}

function setOf(value: unknown): Set<unknown> | undefined {
  const listeners = (value as Partial<Record<'listeners', unknown>> | undefined | null)?.listeners;
  return listeners instanceof Set ? listeners : undefined;
}

function countsOf(kinds: readonly string[]): Census {
  const counts: Record<string, number> = {};
  for (const kind of kinds) {
    counts[kind] = (counts[kind] ?? 0) + 1;
  }
  return counts;
}
