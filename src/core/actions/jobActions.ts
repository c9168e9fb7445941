import { t } from '@vscode/l10n';
import type { Job } from '../job/job';
import { isTerminal } from '../job/status';

/** What can be done about a job. */
export const jobActions = ['retry', 'abort', 'markBroken', 'unmarkBroken'] as const;

export type JobAction = (typeof jobActions)[number];

/** What AWS would have to do; the others are marks, which are ours alone. */
export type AwsAction = Extract<JobAction, 'retry' | 'abort'>;

export const isAwsAction = (action: JobAction): action is AwsAction =>
  action === 'retry' || action === 'abort';

/** The part of a job that decides. */
export type ActionSubject = Pick<Job, 'jobId' | 'status' | 'arrayIndex' | 'parentId'>;

/**
 * Why an action cannot be taken on a job, for people; `undefined` where it can.
 *
 * Retry is SubmitJob anew, so it takes a whole job that has ended: one child of an array or one node cannot
 * be submitted alone (AWS Batch User Guide, "Array jobs"). Abort is TerminateJob, which takes anything that
 * has not ended (AWS Batch API Reference). A mark is ours and takes any job.
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
          ? t('It is part of an array or multi-node job; retry the whole job.')
          : undefined
        : t('It has not ended yet.');
    case 'abort':
      return isTerminal(job.status) ? t('It has ended already.') : undefined;
    case 'markBroken':
      return isBroken ? t('It is marked as broken already.') : undefined;
    case 'unmarkBroken':
      return isBroken ? undefined : t('It is not marked as broken.');
  }
}

/** An array child is `uuid:index`, a node of a multi-node job `uuid#index`. */
const isPart = ({ jobId, arrayIndex, parentId }: ActionSubject): boolean =>
  arrayIndex !== undefined || parentId !== undefined || /[:#]\d+$/.test(jobId);
