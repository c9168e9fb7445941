import { isArrayParent, type ArrayFields } from './arrayParent';
import { isTerminal } from './status';

/** Times are milliseconds since the epoch. */
export interface RunFields extends ArrayFields {
  readonly status: string;
  readonly createdAt?: number | undefined;
  readonly startedAt?: number | undefined;
  readonly stoppedAt?: number | undefined;
}

/** When a job started; the parent of an array job never runs itself, so its time begins at its creation. */
export function startOf(job: RunFields): number | undefined {
  return isArrayParent(job) ? job.createdAt : job.startedAt;
}

/** How long a finished job took, in milliseconds; absent where it is unknown. */
export function durationOf(job: RunFields): number | undefined {
  return finishedDuration(job.status, startOf(job), job.stoppedAt);
}

/** From start to stop of a job that is over, in milliseconds; absent where the times contradict. */
export function finishedDuration(
  status: string,
  startedAt: number | undefined,
  stoppedAt: number | undefined,
): number | undefined {
  const ms = (stoppedAt ?? NaN) - (startedAt ?? NaN);
  return isTerminal(status) && ms >= 0 ? ms : undefined;
}

/** How long a job has been running by `now`; absent for one that is not RUNNING, whatever it did before. */
export function runningFor(
  status: string,
  startedAt: number | undefined,
  now: number,
): number | undefined {
  const ms = now - (startedAt ?? NaN);
  return status === 'RUNNING' && ms >= 0 ? ms : undefined;
}
