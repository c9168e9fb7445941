import type { ActionEntry } from '../../core/actions/actionLog';
import type { ActionRunSummary } from '../../core/actions/actionRuns';

export interface RunNode {
  readonly kind: 'run';
  readonly summary: ActionRunSummary;
}

export interface EntryNode {
  readonly kind: 'entry';
  readonly entry: ActionEntry;
  /** By this, commands know which job a node is about. */
  readonly jobId: string;
}

/** Stands for what is left out of a long list; of the runs where it has none of its own. */
export interface MoreEntriesNode {
  readonly kind: 'moreEntries';
  readonly run: string | undefined;
  readonly count: number;
}

export type HistoryNode = RunNode | EntryNode | MoreEntriesNode;
