export type Census = Readonly<Record<string, number>>;

/** The active resources of this process by kind: timers, sockets, files, processes. */
export const activeResources = (): Census => countsOf(process.getActiveResourcesInfo());

/**
 * The number of listeners in each set that these objects hold. Inspects private fields, since only leak
 * checks need these numbers.
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

/** Describes the kinds whose count has grown. */
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
