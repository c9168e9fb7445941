import type { JobAction } from './jobActions';

/**
 * `cancelled`: the user stopped the action before it reached the job. `unknown`: the request may have reached AWS; it
 * was about to be sent, and no response has been recorded.
 */
export const actionOutcomes = ['done', 'skipped', 'failed', 'cancelled', 'unknown'] as const;

export type ActionOutcome = (typeof actionOutcomes)[number];

/** Zero counts, in display order. */
export const noOutcomes = (): Map<ActionOutcome, number> =>
  new Map(actionOutcomes.map(outcome => [outcome, 0]));

/** `simulated`: nothing is sent to AWS. */
export type ActionMode = 'simulated' | 'live';

/** What happened to one job in an action. Its values are those at that time. */
export interface ActionEntry {
  /** Unique across all windows. */
  readonly id: string;
  /** The same for all jobs of one command. */
  readonly run: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly action: JobAction;
  readonly mode: ActionMode;
  /** Who acted: an ARN or account if known, otherwise the profile. */
  readonly by: string;
  readonly table: string;
  readonly region: string;
  readonly jobId: string;
  readonly jobName: string;
  readonly taskType: string;
  readonly status: string;
  readonly taskId: string | undefined;
  readonly mediaId: string | undefined;
  readonly outcome: ActionOutcome;
  /** Details shown to users: why a job was skipped, what would have been sent. */
  readonly detail: string;
  /** Why the user ran the action, in their own words. */
  readonly note: string | undefined;
  /** For a live retry: the queue of the new job, to look for it. */
  readonly queue?: string | undefined;
  /** For a live retry that is done: the new job. */
  readonly newJobId?: string | undefined;
}

const settledSuffix = '/settled';

/** The id of the entry that settles an unknown one; the same whoever settles it, so it happens once. */
export const settledId = (id: string): string => `${id}${settledSuffix}`;

/** Without the entries that were unknown until a later one settled them. */
export function settledEntries(entries: readonly ActionEntry[]): readonly ActionEntry[] {
  const settled = new Set(
    entries.flatMap(({ id }) =>
      id.endsWith(settledSuffix) ? [id.slice(0, -settledSuffix.length)] : [],
    ),
  );
  return settled.size === 0 ? entries : entries.filter(({ id }) => !settled.has(id));
}

/**
 * Which entries of the history to show; an empty selection means all. Times in milliseconds since the epoch.
 */
export interface ActionFilter {
  readonly actions: readonly JobAction[];
  readonly outcomes: readonly ActionOutcome[];
  /** Part of a job's name, id, task or media, ignoring case. */
  readonly text: string;
  readonly since?: number | undefined;
}

export const noActionFilter: ActionFilter = {
  actions: [],
  outcomes: [],
  text: '',
  since: undefined,
};
