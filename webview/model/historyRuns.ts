import type { ActionOutcome } from '../../src/core/actions/actionLog';
import type { HistoryEntry } from '../../src/protocol/history';

/** The entries of one command, which may have acted on many jobs. */
export interface HistoryRun {
  /** Of its newest entry. */
  readonly key: string;
  readonly entries: readonly HistoryEntry[];
  /** Whether it may have entries that are not loaded. */
  readonly isPartial: boolean;
}

/** Consecutive entries of one run, newest first. */
export function runsOf(entries: readonly HistoryEntry[], total: number): HistoryRun[] {
  const runs: HistoryEntry[][] = [];
  for (const entry of entries) {
    const last = runs.at(-1);
    if (last && isSameRun(last[0], entry)) {
      last.push(entry);
    } else {
      runs.push([entry]);
    }
  }
  return runs.map((list, index) => ({
    key: list[0]?.id ?? '',
    entries: list,
    isPartial: index === runs.length - 1 && entries.length < total,
  }));
}

const isSameRun = (a: HistoryEntry | undefined, b: HistoryEntry): boolean =>
  a?.run === b.run && a.action === b.action;

/** How many jobs had each outcome, the most frequent first. */
export function outcomesOf(entries: readonly HistoryEntry[]): [ActionOutcome, number][] {
  const counts = new Map<ActionOutcome, number>();
  for (const { outcome } of entries) {
    counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
  }
  return [...counts].sort((a, b) => b[1] - a[1]);
}

/** The detail of all entries, if they have the same. */
export const commonDetail = (entries: readonly HistoryEntry[]): string =>
  new Set(entries.map(({ detail }) => detail)).size === 1 ? (entries[0]?.detail ?? '') : '';
