import type { JobAction } from './jobActions';

/** `cancelled`: its turn had not come when the user stopped the action. */
export const actionOutcomes = ['done', 'skipped', 'failed', 'cancelled'] as const;

export type ActionOutcome = (typeof actionOutcomes)[number];

/** Counts to begin with, in the order to tell them. */
export const noOutcomes = (): Map<ActionOutcome, number> =>
  new Map(actionOutcomes.map(outcome => [outcome, 0]));

/** What happened to one job when an action was taken on it. Texts are as they were then. */
export interface ActionEntry {
  /** Unique, over all windows. */
  readonly id: string;
  /** The same for all jobs that one command took together. */
  readonly run: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly action: JobAction;
  /** `simulated`: nothing was sent to AWS. */
  readonly mode: 'simulated' | 'live';
  /** Who acted: an ARN or account where it is known, else the profile. */
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
  /** More of the outcome, for people: why a job was skipped, what would have been sent. */
  readonly detail: string;
}

/** What of the history to show; nothing chosen means all. Times in milliseconds since the epoch. */
export interface ActionFilter {
  readonly actions: readonly JobAction[];
  readonly outcomes: readonly ActionOutcome[];
  /** Part of a job's name, id, task or media, whatever its case. */
  readonly text: string;
  readonly since?: number | undefined;
}

export const noActionFilter: ActionFilter = {
  actions: [],
  outcomes: [],
  text: '',
  since: undefined,
};
