import type { Job } from '../job/job';
import { skewToleranceMs, supersedes } from '../job/sequence';

/**
 * Whether a state that was just read is older than the known one. Only where the order is beyond doubt; else the
 * table's later answer counts.
 */
export function isOutdated(job: Job, than: Job): boolean {
  return supersedes(than, job) && !supersedes(job, than) && !isRewritten(job, than);
}

/**
 * Whether an earlier state was written later. The function never writes one over a later state, so the item
 * was deleted and written again. Writers' clocks differ by less than the tolerance.
 */
function isRewritten(job: Job, { updatedAt }: Job): boolean {
  return (job.updatedAt ?? NaN) - (updatedAt ?? NaN) > skewToleranceMs;
}
