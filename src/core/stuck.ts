import type { JobStatus } from './status';

/** Longer than this nobody expects a job to wait. */
const stuckAfterMs = 3_600_000;

const waiting: readonly string[] = ['SUBMITTED', 'PENDING', 'RUNNABLE'] satisfies JobStatus[];

/** Whether a job waits for its turn. */
export const isWaiting = (status: string): boolean => waiting.includes(status);

/** Waiting or starting for too long; `since` and `now` in milliseconds since the epoch. */
export function isStuck(status: string, since: number, now: number): boolean {
  return (isWaiting(status) || status === 'STARTING') && now - since > stuckAfterMs;
}
