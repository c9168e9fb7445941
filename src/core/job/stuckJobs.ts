import { hourMs, minuteMs } from '../base/timeUnits';
import { isArrayParent, type ArrayFields } from './arrayParent';
import type { JobStatus } from './status';

const waiting = ['SUBMITTED', 'PENDING', 'RUNNABLE'] as const satisfies JobStatus[];

/** The statuses in which a job can be stuck. */
export const stuckStatuses = [...waiting, 'STARTING'] as const satisfies JobStatus[];

/** How long a job may stay in a status before it is stuck, in milliseconds; Infinity: forever. */
export type StuckLimits = Readonly<Record<(typeof stuckStatuses)[number], number>>;

export const defaultStuckLimits: StuckLimits = {
  SUBMITTED: hourMs,
  PENDING: hourMs,
  RUNNABLE: hourMs,
  STARTING: 10 * minuteMs,
};

/** Infinity for a status in which no job is stuck. */
export function stuckLimitOf(limits: StuckLimits, status: string): number {
  const known = stuckStatuses.find(candidate => candidate === status);
  return known === undefined ? Infinity : limits[known];
}

interface WaitFields extends ArrayFields {
  readonly status: string;
}

const isWaitingStatus = (status: string): boolean =>
  waiting.some(candidate => candidate === status);

/**
 * Whether a job waits for its turn. The parent of an array job is PENDING for as long as its children run,
 * which is no wait (AWS Batch User Guide, "Array jobs").
 */
export function isWaiting(job: WaitFields): boolean {
  const mayHaveChildren = job.hasChildren === true || job.status !== 'SUBMITTED';
  return isWaitingStatus(job.status) && !(mayHaveChildren && isArrayParent(job));
}

/** Waiting or starting for too long. */
export function isStuck(
  job: WaitFields,
  limits: StuckLimits,
  /** Milliseconds since the epoch, like `now`. */
  since: number,
  now: number,
): boolean {
  const isStarting = job.status === 'STARTING' && !isArrayParent(job);
  return (isWaiting(job) || isStarting) && now - since > stuckLimitOf(limits, job.status);
}
