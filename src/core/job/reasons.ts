import type { Job } from './job';

type ReasonFields = Pick<Job, 'status' | 'statusReason'> & { readonly reason?: string | undefined };

/**
 * Why a job failed, or is in its status, the most telling first: what the container itself tells, then the
 * job's status reason, which is often no more than that a container exited.
 */
export function reasonsOf({ reason, statusReason }: ReasonFields): string[] {
  return [...new Set([reason ?? '', statusReason])].filter(text => text !== '');
}

/** The same on one line, as lists show it. A container's reason only tells why a job failed. */
export function reasonLine(job: ReasonFields): string {
  return job.status === 'FAILED' ? reasonsOf(job).join(' · ') : job.statusReason;
}
