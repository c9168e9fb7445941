import { t } from '@vscode/l10n';
import type { Job } from '../job/job';
import { formatCount } from '../text/formatCount';
import { singleLine } from '../text/singleLine';
import { formatMoment } from '../text/time';
import type { ComputeEnvironment } from './computeEnvironment';
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
  const isFine = misfit === undefined && problems.length === 0;
  return [
    // More time does not help a job that never fits.
    ...(misfit === undefined
      ? problems.map(({ text }) => text)
      : [misfit, ...problems.flatMap(({ severity, text }) => (severity === 'info' ? [] : text))]),
    ...(isFine ? view.environments.slice(0, maxEnvironments).flatMap(capacityText) : []),
    ...(front && hasPosition(job) ? [positionText(front, job.jobId)] : []),
  ];
}

/** A job that waits for dependencies has no position in its queue yet. */
export const hasPosition = ({ status }: Pick<Job, 'status'>): boolean => status === 'RUNNABLE';

/** Queues have at most three; a reader wants no more sentences in any case. */
const maxEnvironments = 3;

/** Whether there is room for the job. */
function capacityText({ name, desiredVcpus, maxVcpus }: ComputeEnvironment): readonly string[] {
  return desiredVcpus === undefined || maxVcpus === undefined
    ? []
    : [
        t(
          'Compute environment {0} has {1} of at most {2} vCPUs.',
          singleLine(name),
          formatCount(desiredVcpus),
          formatCount(maxVcpus),
        ),
      ];
}

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
