import { noOutcomes, type ActionEntry, type ActionOutcome } from './actionLog';

/** What one command did, as far as its entries are loaded. */
export interface ActionRunSummary {
  readonly run: string;
  /** The time of its newest entry. */
  readonly at: number;
  /** Newest first; at least one. */
  readonly entries: readonly ActionEntry[];
  readonly counts: ReadonlyMap<ActionOutcome, number>;
}

/** `entries` are newest first; so are the runs, by their newest entry. */
export function actionRuns(entries: readonly ActionEntry[]): readonly ActionRunSummary[] {
  const runs = new Map<string, ActionEntry[]>();
  for (const entry of entries) {
    const runEntries = runs.get(entry.run);
    if (runEntries) {
      runEntries.push(entry);
    } else {
      runs.set(entry.run, [entry]);
    }
  }
  return Array.from(runs, ([run, runEntries]) => ({
    run,
    at: runEntries[0]?.at ?? 0,
    entries: runEntries,
    counts: countOutcomes(runEntries),
  }));
}

function countOutcomes(entries: readonly ActionEntry[]): ReadonlyMap<ActionOutcome, number> {
  const counts = noOutcomes();
  for (const { outcome } of entries) {
    counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
  }
  return counts;
}
