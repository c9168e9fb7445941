import { t } from '@vscode/l10n';
import type { Job } from '../job/job';
import { formatCount } from '../text/formatCount';
import { formatMoment } from '../text/time';
import { maxFrontJobs, type FrontOfQueue } from './frontOfQueue';
import { misfitOf } from './jobFit';
import { queueProblems } from './queueProblems';
import type { QueueView } from './queueView';

type WaitingJob = Pick<Job, 'jobId' | 'status' | 'facts'>;

/** What a queue tells about a waiting job, as sentences, those that explain most first. */
export function waitReasons(
  job: WaitingJob,
  view: QueueView,
  front: FrontOfQueue | undefined,
): readonly string[] {
  const misfit = misfitOf(view, job.facts?.vcpus);
  const problems = queueProblems(view);
  return [
    // More time does not help a job that never fits.
    ...(misfit === undefined
      ? problems.map(({ text }) => text)
      : [misfit, ...problems.flatMap(({ severity, text }) => (severity === 'info' ? [] : text))]),
    ...(front && hasPosition(job) ? [positionText(front, job.jobId)] : []),
  ];
}

/** A job that waits for dependencies has no position in its queue yet. */
export const hasPosition = ({ status }: Pick<Job, 'status'>): boolean => status === 'RUNNABLE';

function positionText(front: FrontOfQueue, jobId: string): string {
  const index = front.findIndex(job => job.jobId === jobId);
  if (index < 0) {
    return front.length < maxFrontJobs
      ? t('AWS Batch does not list the job at the front of its queue.')
      : t('The job is behind the first {0} of its queue.', formatCount(maxFrontJobs));
  }
  const since = front[index]?.since;
  const position = formatCount(index + 1);
  return since === undefined
    ? t('Position in the queue: {0}.', position)
    : t('Position in the queue: {0}, since {1}.', position, formatMoment(since));
}
