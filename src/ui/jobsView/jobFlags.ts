import type { Job } from '../../core/job/job';
import type { JobStore } from '../../core/store/jobStore';
import { isStuck, type StuckLimits } from '../../core/job/stuckJobs';
import { parseTime } from '../../core/text/time';

/** Properties of a job that its row shows besides the status. */
export interface JobFlags {
  readonly isBroken: boolean;
  readonly isAcknowledged: boolean;
  /** Waiting or starting for too long. */
  readonly isStuck: boolean;
  /** The new job of its live retry. */
  readonly retriedAs?: string | undefined;
}

export function jobFlags(
  job: Job,
  store: Pick<JobStore, 'isMarked' | 'hasChildren'>,
  stuckLimits: StuckLimits,
  now: number,
): JobFlags {
  const hasChildren = store.hasChildren(job.jobId);
  return {
    isBroken: store.isMarked(job.jobId, 'broken'),
    isAcknowledged: job.status === 'FAILED' && store.isMarked(job.jobId, 'acknowledged'),
    isStuck: isStuck({ ...job, hasChildren }, stuckLimits, parseTime(job.timestamp) ?? NaN, now),
  };
}
