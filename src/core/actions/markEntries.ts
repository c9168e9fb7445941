import type { JobMark } from '../job/jobMarks';

/** Sets or clears a mark on jobs; the latest entry for each job wins. */
export interface MarkEntry {
  /** Unique across all windows. */
  readonly id: string;
  /** Milliseconds since the epoch; orders the entries. */
  readonly at: number;
  /** The table of the jobs, see `scopeOf`. */
  readonly scope: string;
  readonly mark: JobMark;
  readonly isOn: boolean;
  readonly jobIds: readonly string[];
}

const tableArn = /^arn:[^:]*:dynamodb:([^:]+):[^:]*:table\/([\w.-]+)$/;

/** Job ids are unique only within a table. A table has the same scope by its name and by its ARN. */
export function scopeOf(table: string, region: string, endpoint: string | undefined): string {
  const [, regionOfArn = region, name = table] = tableArn.exec(table) ?? [];
  return JSON.stringify([name, regionOfArn, endpoint ?? '']);
}

/** The scope of a stored entry: earlier versions stored the ARN. */
function currentScope(stored: string): string {
  if (!stored.startsWith('["arn:')) {
    return stored;
  }
  try {
    const [table, region, endpoint] = JSON.parse(stored) as readonly unknown[];
    return scopeOf(String(table), String(region), String(endpoint));
  } catch {
    return stored;
  }
}

interface LatestEntry {
  readonly at: number;
  readonly id: string;
  readonly isOn: boolean;
}

/** The latest state of a scope's marks. */
export class MarkFold {
  private readonly latest: Readonly<Record<JobMark, Map<string, LatestEntry>>> = {
    broken: new Map(),
    acknowledged: new Map(),
  };

  readonly scope: string;

  constructor(scope: string) {
    this.scope = currentScope(scope);
  }

  /** Returns the jobs whose mark changed. */
  apply({ scope, mark, isOn, at, id, jobIds }: MarkEntry): readonly string[] {
    if (currentScope(scope) !== this.scope) {
      return [];
    }
    const latest = this.latest[mark];
    const changed: string[] = [];
    for (const jobId of jobIds) {
      const known = latest.get(jobId);
      if (!known || isLater({ at, id }, known)) {
        latest.set(jobId, { at, id, isOn });
        if ((known?.isOn ?? false) !== isOn) {
          changed.push(jobId);
        }
      }
    }
    return changed;
  }

  marked(mark: JobMark): ReadonlySet<string> {
    const marked = new Set<string>();
    for (const [jobId, { isOn }] of this.latest[mark]) {
      if (isOn) {
        marked.add(jobId);
      }
    }
    return marked;
  }
}

/** The maximum number of marks kept per scope; the oldest are dropped first. */
const maxMarked = 200_000;

/**
 * The entries of `own` that still count, given those of `others`: the latest for each job. A cleared mark
 * need not be kept if no other file has the entry that set it.
 */
export function condenseMarks(
  own: readonly MarkEntry[],
  others: readonly MarkEntry[],
  max = maxMarked,
): readonly MarkEntry[] {
  const last = new Map<string, Pick<MarkEntry, 'at' | 'id'>>();
  const inOthers = new Set<string>();
  for (const [entries, isOthers] of [
    [own, false],
    [others, true],
  ] as const) {
    for (const entry of entries) {
      const keyOf = keysOf(entry);
      for (const jobId of entry.jobIds) {
        const key = keyOf(jobId);
        const known = last.get(key);
        if (!known || isLater(entry, known)) {
          last.set(key, entry);
        }
        if (isOthers) {
          inOthers.add(key);
        }
      }
    }
  }
  const counts = new Map<string, number>();
  return own
    .toSorted((a, b) => (isLater(a, b) ? -1 : 1))
    .flatMap(entry => {
      const keyOf = keysOf(entry);
      const jobIds = entry.jobIds.filter(jobId => {
        const key = keyOf(jobId);
        return last.get(key)?.id === entry.id && (entry.isOn || inOthers.has(key));
      });
      const scope = currentScope(entry.scope);
      const count = counts.get(scope) ?? 0;
      counts.set(scope, count + jobIds.length);
      const keptIds = jobIds.slice(0, Math.max(0, max - count));
      return keptIds.length > 0 ? [{ ...entry, jobIds: keptIds }] : [];
    })
    .reverse();
}

function keysOf({ scope: stored, mark }: MarkEntry): (jobId: string) => string {
  const scope = currentScope(stored);
  return jobId => `${mark} ${jobId} ${scope}`;
}

/** Entries of the same time need some order that all windows agree on. */
const isLater = (a: Pick<MarkEntry, 'at' | 'id'>, b: Pick<MarkEntry, 'at' | 'id'>): boolean =>
  a.at > b.at || (a.at === b.at && a.id > b.id);
