import { t } from '@vscode/l10n';
import { formatCount } from '../../core/text/formatCount';
import { plural } from '../../core/text/localization';
import { formatAge } from '../../core/text/time';
import type { BatchApi } from '../batch/batchApi';
import { noQueues } from '../batch/batchErrors';
import { jobsCreatedAfter } from '../batch/batchRequests';
import { wantedQueues, type Connection } from '../config/connection';
import type { Finding } from './finding';

/** Queues whose jobs are listed: enough to see that it works. */
const maxListed = 5;

export interface FoundQueue {
  readonly arn: string;
  readonly name: string;
  readonly problem: string | undefined;
}

/** The queues that jobs are read from. */
export async function findQueues(
  api: BatchApi,
  connection: Connection,
  signal: AbortSignal,
): Promise<readonly FoundQueue[]> {
  const names = wantedQueues(connection);
  const found: FoundQueue[] = [];
  for await (const page of api.jobQueues(names, signal)) {
    for (const { jobQueueArn: arn = '', jobQueueName: name = arn, state, status } of page) {
      const problem = state === 'DISABLED' ? state : status === 'VALID' ? undefined : status;
      found.push({ arn, name, problem });
    }
  }
  if (found.length === 0) {
    throw noQueues(names, connection.region);
  }
  return found;
}

export function queuesFinding(queues: readonly FoundQueue[]): Finding {
  const figure = formatCount(queues.length);
  return [
    plural(queues.length, t('{0} job queue.', figure), t('{0} job queues.', figure)),
    ...queues
      .flatMap(({ name, problem }) => (problem === undefined ? [] : [{ name, problem }]))
      .slice(0, maxListed)
      .map(({ name, problem }) => t('Queue {name} is {problem}.', { name, problem })),
  ];
}

/** The newest jobs of some queues. */
export async function newestJobs(
  api: BatchApi,
  queues: readonly FoundQueue[],
  since: number,
  signal: AbortSignal,
): Promise<readonly { readonly jobId: string; readonly createdAt: number }[]> {
  const newest: { jobId: string; createdAt: number }[] = [];
  for (const { arn } of queues.slice(0, maxListed)) {
    const { jobs } = await api.listJobs(jobsCreatedAfter(arn, since), signal);
    newest.push(...jobs.map(({ jobId = '', createdAt = 0 }) => ({ jobId, createdAt })));
  }
  return newest.sort((a, b) => b.createdAt - a.createdAt);
}

export const jobsFinding = (jobs: readonly { readonly createdAt: number }[]): Finding => {
  const [first] = jobs;
  return [
    first === undefined
      ? t('Jobs can be listed. AWS Batch has none of this time.')
      : t(
          'Jobs can be listed. The newest was created {0}.',
          formatAge(first.createdAt, Date.now()),
        ),
  ];
};
