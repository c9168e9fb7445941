import * as v from 'valibot';
import { actionOutcomes } from '../core/actions/actionLog';
import { jobActions, type JobAction } from '../core/actions/jobActions';
import { count, optionalText, maxSearchLength, moment } from './schemas';

/** The action history in messages. */

const actions = v.picklist(jobActions);

const outcomes = v.picklist(actionOutcomes);

/** `ActionFilter` of core. */
export const actionFilter = v.strictObject({
  actions: v.pipe(v.array(actions), v.maxLength(jobActions.length), v.readonly()),
  outcomes: v.pipe(v.array(outcomes), v.maxLength(actionOutcomes.length), v.readonly()),
  text: v.pipe(v.string(), v.maxLength(maxSearchLength)),
  since: v.optional(moment),
});

/** The maximum number of action history entries per `history` message. */
export const maxEntriesPerMessage = 100;

/** The fields of core's `ActionEntry` that the page shows. */
export const historyEntry = v.strictObject({
  id: v.string(),
  /** The same for all jobs of one command. */
  run: v.string(),
  /** Milliseconds since the epoch. */
  at: v.number(),
  action: actions,
  mode: v.picklist(['simulated', 'live']),
  outcome: outcomes,
  detail: v.string(),
  note: optionalText,
  by: v.string(),
  jobId: v.string(),
  jobName: v.string(),
  taskId: optionalText,
  mediaId: optionalText,
  /** Whether the job is in the table now. */
  isInTable: v.boolean(),
});

export type HistoryEntry = v.InferOutput<typeof historyEntry>;

/** A job's marks, available actions and past actions. */
export const actionState = v.strictObject({
  broken: v.boolean(),
  /** When and by whom it was marked as broken, if the history has the entry. */
  brokenSince: v.optional(v.strictObject({ at: v.number(), by: v.string() })),
  acknowledged: v.boolean(),
  /** Why an action is not allowed, as a sentence; absent if it is allowed. */
  disabledReasons: v.strictObject({
    retry: optionalText,
    abort: optionalText,
    markBroken: optionalText,
    unmarkBroken: optionalText,
  } satisfies Record<JobAction, typeof optionalText>),
  /** The latest actions on the job, newest first. */
  recentActions: v.array(historyEntry),
  /** The number of older actions. */
  earlierActions: count,
});

export type JobActionState = v.InferOutput<typeof actionState>;
