import { t } from '@vscode/l10n';
import type { Job } from '../job/job';
import { isTerminal } from '../job/status';

/** The actions on jobs. */
export const jobActions = ['retry', 'abort', 'markBroken', 'unmarkBroken'] as const;

/** The maximum number of jobs selected one by one, copied or acted on at once. */
export const maxJobsAtOnce = 10_000;

export type JobAction = (typeof jobActions)[number];

/** Actions that AWS performs; the others set marks, which only Batch Monitor knows. */
export type AwsAction = Extract<JobAction, 'retry' | 'abort'>;

export const isAwsAction = (action: JobAction): action is AwsAction =>
  action === 'retry' || action === 'abort';

/** The fields of a job that decide which actions apply. */
export type ActionSubject = Pick<Job, 'jobId' | 'status' | 'arrayIndex' | 'parentId'>;

/**
 * Why an action cannot be applied to a job, for the user; undefined if it can.
 *
 * Retry calls SubmitJob again, so it applies to a whole job that has finished: a single array child or node
 * cannot be submitted alone (AWS Batch User Guide, "Array jobs"). Abort is TerminateJob, which accepts any
 * job that has not finished (AWS Batch API Reference). Marks apply to any job.
 */
export function reasonAgainst(
  action: JobAction,
  job: ActionSubject,
  isBroken: boolean,
): string | undefined {
  switch (action) {
    case 'retry':
      return isTerminal(job.status)
        ? isPart(job)
          ? t('The job is part of an array or multi-node job. Retry the entire job instead.')
          : undefined
        : t('The job has not finished yet.');
    case 'abort':
      return isTerminal(job.status) ? t('The job has already finished.') : undefined;
    case 'markBroken':
      return isBroken ? t('The job is already marked as broken.') : undefined;
    case 'unmarkBroken':
      return isBroken ? undefined : t('The job is not marked as broken.');
  }
}

/** An array child is `uuid:index`, a node of a multi-node job `uuid#index`. */
const isPart = ({ jobId, arrayIndex, parentId }: ActionSubject): boolean =>
  arrayIndex !== undefined || parentId !== undefined || /[:#]\d+$/.test(jobId);
