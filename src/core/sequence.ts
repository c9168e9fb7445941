import { isTerminal } from './status';
import { parseTime } from './time';

/** The sequence of SUCCEEDED and FAILED, beyond that of any state before. */
export const terminalSequence = 1_000;

/** Clocks that stamp events may differ by so much, in milliseconds. */
export const skewToleranceMs = 2_000;

const ranks: Readonly<Record<string, number>> = {
  SUBMITTED: 0,
  PENDING: 1,
  RUNNABLE: 2,
  STARTING: 3,
  RUNNING: 4,
};

/** Place of a status within one attempt; a status AWS may add later counts as RUNNABLE. */
export function rankOf(status: string): number {
  return ranks[status] ?? 2;
}

/**
 * The ordering key of a state: it rises strictly through the life of a job, retries included,
 * without any clock. SUCCEEDED and FAILED absorb: FAILED means that all attempts are exhausted, and a
 * job id is never used again (AWS Batch User Guide, "Job states" and "Automated job retries").
 */
export function sequenceOf(status: string, finishedAttempts: number): number {
  return isTerminal(status) ? terminalSequence : finishedAttempts * 10 + rankOf(status);
}

export interface OrderedState {
  readonly status: string;
  /** ISO 8601. */
  readonly timestamp: string;
  /** Absent in items that an older writer stored. */
  readonly sequence: number | undefined;
}

/** Whether `next` may take the place of `current`: the pure twin of the writer's condition. */
export function supersedes(next: OrderedState, current: OrderedState): boolean {
  const nextTime = parseTime(next.timestamp) ?? 0;
  const currentTime = parseTime(current.timestamp) ?? 0;
  if (next.sequence === undefined || current.sequence === undefined) {
    return currentTime <= nextTime;
  }
  if (current.sequence !== next.sequence) {
    return (
      current.sequence < next.sequence ||
      // A retry whose attempts lag behind: later beyond doubt, and neither state is final.
      (current.sequence < terminalSequence && currentTime <= nextTime - skewToleranceMs)
    );
  }
  return currentTime < nextTime;
}
