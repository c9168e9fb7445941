import { isTerminal } from './status';
import { parseTime } from '../text/time';

/** The sequence of SUCCEEDED and FAILED, beyond that of any state before. */
export const terminalSequence = 1_000;

/** An event's `time` is a truncated emission clock: two events may be stamped in the wrong order by so much. */
export const skewToleranceMs = 2_000;

/** Batch allows ten attempts; more than this would reach beyond the end. */
const maxAttempts = 99;

const ranks: Readonly<Record<string, number>> = {
  SUBMITTED: 0,
  PENDING: 1,
  RUNNABLE: 2,
  STARTING: 3,
  RUNNING: 4,
};

/** Place of a status within one attempt; a status AWS may add later counts as RUNNABLE. */
export function rankOf(status: string): number {
  return (Object.hasOwn(ranks, status) ? ranks[status] : undefined) ?? 2;
}

/**
 * The ordering key of a state: it rises strictly through the life of a job, retries included,
 * without any clock. SUCCEEDED and FAILED absorb: FAILED means that all attempts are exhausted, a
 * retried job goes back to RUNNABLE instead, and a job id is never used again (AWS Batch User Guide,
 * "Job states" and "Automated job retries").
 */
export function sequenceOf(status: string, finishedAttempts: number): number {
  return isTerminal(status)
    ? terminalSequence
    : Math.min(finishedAttempts, maxAttempts) * 10 + rankOf(status);
}

export interface OrderedState {
  readonly status: string;
  /** ISO 8601, or empty where the event had no time. */
  readonly timestamp: string;
  /** Absent in items that an older writer stored. */
  readonly sequence: number | undefined;
}

/**
 * Whether `next` may take the place of `current`: the pure twin of the condition of the Lambda
 * function's write.
 *
 * - Batch delivers events at least once and in no order (EventBridge, "Event delivery level": Batch
 *   is durable), and `time` has whole seconds, so the sequence decides, not the clock.
 * - No state supersedes itself or a copy of itself, so a duplicate changes nothing.
 * - Nothing but a later terminal state supersedes a terminal one.
 * - Whatever the order of delivery, the states of one life end in its last one, as long as stamps
 *   are wrong by less than the skew tolerance.
 * - A lower sequence wins only when later beyond that tolerance: a retry whose `attempts` lags.
 * - States of older writers have no sequence. One that is current gives way to any that is not
 *   earlier; between two of them, or when one comes after ours, see `supersedesAsLegacy`.
 */
export function supersedes(next: OrderedState, current: OrderedState): boolean {
  const lead = leadOf(next, current);
  if (next.sequence === undefined) {
    return supersedesAsLegacy(next, current, lead);
  }
  if (current.sequence === undefined) {
    return parseTime(current.timestamp) === undefined || lead >= 0;
  }
  return (
    current.sequence < next.sequence ||
    (current.sequence === next.sequence && lead > 0) ||
    (current.sequence < terminalSequence &&
      next.sequence < terminalSequence &&
      lead >= skewToleranceMs)
  );
}

/** Without finished attempts only the statuses order two states, and only those of about the same time. */
function supersedesAsLegacy(next: OrderedState, current: OrderedState, lead: number): boolean {
  if (isTerminal(next.status) !== isTerminal(current.status)) {
    return isTerminal(next.status);
  }
  if (isTerminal(next.status) || Math.abs(lead) >= skewToleranceMs) {
    return lead > 0;
  }
  const climb = rankOf(next.status) - rankOf(current.status);
  return climb > 0 || (climb === 0 && lead > 0);
}

/** By how much `next` is later, in milliseconds; not a number, and so never more or less, without both times. */
function leadOf(next: OrderedState, current: OrderedState): number {
  return (parseTime(next.timestamp) ?? NaN) - (parseTime(current.timestamp) ?? NaN);
}
