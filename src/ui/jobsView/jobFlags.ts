import type { Job } from '../../core/job/job';
import type { JobStore } from '../../core/store/jobStore';
import { isStuck } from '../../core/job/stuckJobs';
import { parseTime } from '../../core/text/time';

/** What a job looks like besides its status. */
export interface JobFlags {
  readonly isBroken: boolean;
  readonly isAcknowledged: boolean;
  /** Waits or starts for too long. */
  readonly isStuck: boolean;
}

export function jobFlags(job: Job, store: Pick<JobStore, 'isMarked'>, now: number): JobFlags {
  return {
    isBroken: store.isMarked(job.jobId, 'broken'),
    isAcknowledged: job.status === 'FAILED' && store.isMarked(job.jobId, 'acknowledged'),
    isStuck: isStuck(job, parseTime(job.timestamp) ?? NaN, now),
  };
}
