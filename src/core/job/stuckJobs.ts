import { hourMs } from '../base/timeUnits';
import { isArrayParent, type ArrayFields } from './arrayParent';
import type { JobStatus } from './status';

/** Longer than this nobody expects a job to wait. */
export const stuckAfterMs = hourMs;

const waiting: readonly string[] = ['SUBMITTED', 'PENDING', 'RUNNABLE'] satisfies JobStatus[];

/** Whether a job of this status may be stuck, whatever else is known of it. */
export const mayWait = (status: string): boolean =>
  waiting.includes(status) || status === 'STARTING';

interface WaitFields extends ArrayFields {
  readonly status: string;
}

/**
 * Whether a job waits for its turn. The parent of an array job is PENDING for as long as its children run,
 * which is no wait (AWS Batch User Guide, "Array jobs").
 */
export function isWaiting(job: WaitFields): boolean {
  const mayHaveChildren = job.hasChildren === true || job.status !== 'SUBMITTED';
  return waiting.includes(job.status) && !(mayHaveChildren && isArrayParent(job));
}

/** Waiting or starting for too long. */
export function isStuck(
  job: WaitFields,
  /** Milliseconds since the epoch, like `now`. */
  since: number,
  now: number,
): boolean {
  const isStarting = job.status === 'STARTING' && !isArrayParent(job);
  return (isWaiting(job) || isStarting) && now - since > stuckAfterMs;
}
