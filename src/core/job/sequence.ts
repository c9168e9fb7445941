import { isTerminal } from './status';
import { parseTime } from '../text/time';

/** The sequence of SUCCEEDED and FAILED, greater than that of any other state. */
export const terminalSequence = 1_000;

/**
 * An event's `time` is when it was emitted, truncated to seconds: two events may be out of order by this
 * much.
 */
export const skewToleranceMs = 2_000;

/** Batch allows ten attempts; more than 99 would exceed the terminal sequence. */
const maxAttempts = 99;

const ranks: Readonly<Record<string, number>> = {
  SUBMITTED: 0,
  PENDING: 1,
  RUNNABLE: 2,
  STARTING: 3,
  RUNNING: 4,
};

/** The position of a status within one attempt; a status that AWS adds later counts as RUNNABLE. */
export function rankOf(status: string): number {
  return (Object.hasOwn(ranks, status) ? ranks[status] : undefined) ?? 2;
}

/**
 * The ordering key of a state: it increases strictly over the life of a job, retries included, without
 * relying on clocks. SUCCEEDED and FAILED are final: FAILED means that all attempts are exhausted, a retried
 * job goes back to RUNNABLE instead, and a job id is never reused (AWS Batch User Guide, "Job states" and
 * "Automated job retries").
 */
export function sequenceOf(status: string, finishedAttempts: number): number {
  return isTerminal(status)
    ? terminalSequence
    : Math.min(finishedAttempts, maxAttempts) * 10 + rankOf(status);
}

export interface OrderedState {
  readonly status: string;
  /** ISO 8601, or empty if the event had no time. */
  readonly timestamp: string;
  /** Absent in items that an older writer stored. */
  readonly sequence: number | undefined;
}

/**
 * Whether `next` may replace `current`: the same rule as the condition of the Lambda function's write.
 *
 * - Batch events are delivered at least once and in any order (EventBridge, "Event delivery level": Batch is
 *   durable), and `time` has whole seconds, so the sequence decides, not the clock.
 * - No state supersedes itself or a copy of itself, so duplicates change nothing.
 * - Only a later terminal state supersedes a terminal one.
 * - In any order of delivery, a job ends up in its last state, as long as timestamps are off by less than the
 *   skew tolerance.
 * - A lower sequence wins only if it is later by at least that tolerance: a retry whose `attempts` lags.
 * - States of older writers have no sequence. Such a `current` state is replaced by any that is not earlier;
 *   for such a `next` state, see `supersedesAsLegacy`.
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

/** Without finished attempts, only the statuses order two states, and only if their times are close. */
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

/** How much later `next` is, in milliseconds; NaN, which compares false, if either time is missing. */
function leadOf(next: OrderedState, current: OrderedState): number {
  return (parseTime(next.timestamp) ?? NaN) - (parseTime(current.timestamp) ?? NaN);
}
