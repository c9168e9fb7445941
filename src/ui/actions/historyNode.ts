import type { ActionEntry } from '../../core/actions/actionLog';
import type { ActionRunSummary } from '../../core/actions/actionRuns';

export interface RunNode {
  readonly kind: 'run';
  readonly summary: ActionRunSummary;
}

export interface EntryNode {
  readonly kind: 'entry';
  readonly entry: ActionEntry;
  /** Lets commands identify the node's job. */
  readonly jobId: string;
}

/** Stands for the items left out of a long list: entries of `run`, or runs if that is undefined. */
export interface MoreEntriesNode {
  readonly kind: 'moreEntries';
  readonly run: string | undefined;
  readonly count: number;
}

export type HistoryNode = RunNode | EntryNode | MoreEntriesNode;
