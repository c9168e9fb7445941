import { t } from '@vscode/l10n';
import type { Job } from '../job/job';
import { reasonAgainst, type JobAction } from './jobActions';
import type { JobStore } from '../store/jobStore';

/** A job that an action leaves out, with the reason for the user. */
export interface Refusal {
  readonly jobId: string;
  /** Empty if the job has no name or was removed. */
  readonly jobName: string;
  readonly reason: string;
}

/** What an action would do, before anything is done. */
export interface ActionPlan {
  readonly eligible: readonly Job[];
  readonly refused: readonly Refusal[];
}

type Jobs = Pick<JobStore, 'get' | 'isMarked'>;

/** Checks each job in its current state, not as it was when selected. Yields after each job. */
export function* planAction(
  action: JobAction,
  jobIds: readonly string[],
  jobs: Jobs,
): Generator<undefined, ActionPlan> {
  const eligible: Job[] = [];
  const refused: Refusal[] = [];
  for (const jobId of new Set(jobIds)) {
    const job = jobs.get(jobId);
    const reason = reasonNow(action, job, jobs);
    if (job && reason === undefined) {
      eligible.push(job);
    } else {
      refused.push({ jobId, jobName: job?.jobName ?? '', reason: reason ?? '' });
    }
    yield;
  }
  return { eligible, refused };
}

/** Why the action no longer applies to the job, if so; `planned` is the job as the user saw it. */
export function reasonAtTurn(
  action: JobAction,
  planned: Job,
  job: Job | undefined,
  jobs: Jobs,
): string | undefined {
  const reason = reasonNow(action, job, jobs);
  return reason === undefined && action === 'retry' && job && job.status !== planned.status
    ? t('The job changed from {before} to {now} after you confirmed.', {
        before: planned.status,
        now: job.status,
      })
    : reason;
}

const reasonNow = (action: JobAction, job: Job | undefined, jobs: Jobs): string | undefined =>
  job
    ? reasonAgainst(action, job, jobs.isMarked(job.jobId, 'broken'))
    : t('The job is no longer in the table.');

export interface RefusalGroup {
  readonly reason: string;
  readonly refusals: readonly Refusal[];
}

/** By reason, the most frequent one first. */
export function refusalGroups(refused: readonly Refusal[]): readonly RefusalGroup[] {
  const groups = new Map<string, Refusal[]>();
  for (const refusal of refused) {
    const group = groups.get(refusal.reason) ?? [];
    group.push(refusal);
    groups.set(refusal.reason, group);
  }
  return Array.from(groups, ([reason, refusals]) => ({ reason, refusals })).sort(
    (a, b) => b.refusals.length - a.refusals.length,
  );
}
