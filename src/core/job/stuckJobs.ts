import type { JobStatus } from './status';

/** Longer than this nobody expects a job to wait. */
const stuckAfterMs = 3_600_000;

const waiting: readonly string[] = ['SUBMITTED', 'PENDING', 'RUNNABLE'] satisfies JobStatus[];

/** Whether a job waits for its turn. */
export const isWaiting = (status: string): boolean => waiting.includes(status);

/**
 * Waiting or starting for too long. The parent of an array job (one with an `arraySize`) is PENDING for as
 * long as its children run, which is no wait (AWS Batch User Guide, "Array jobs").
 */
export function isStuck(
  { status, arraySize }: { readonly status: string; readonly arraySize?: number | undefined },
  /** Milliseconds since the epoch, like `now`. */
  since: number,
  now: number,
): boolean {
  const isParent = status === 'PENDING' && arraySize !== undefined;
  const waits = (isWaiting(status) || status === 'STARTING') && !isParent;
  return waits && now - since > stuckAfterMs;
}
