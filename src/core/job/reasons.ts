import { t } from '@vscode/l10n';
import type { Job } from './job';

type ReasonFields = Pick<Job, 'status' | 'statusReason'> & {
  readonly reason?: string | undefined;
  readonly exitCode?: number | undefined;
};

/** AWS Batch's status reason of most jobs whose container failed, whatever the cause. */
const genericReason = 'Essential container in task exited';

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

/**
 * The same, as far as it tells jobs apart: the exit code where the reason is only that the container exited,
 * the container's reason alone where it has one, and nothing for a job that succeeded.
 */
export function shortReason(job: ReasonFields): string {
  if (job.status === 'SUCCEEDED') {
    return '';
  }
  const { reason = '', statusReason, exitCode } = job;
  if (job.status !== 'FAILED' || statusReason !== genericReason) {
    return reasonLine(job);
  }
  const isGeneric = reason === '' || reason === genericReason;
  return isGeneric && exitCode !== undefined
    ? t('{0} · exit {1}', statusReason, exitCode)
    : reason || statusReason;
}
