import { t } from '@vscode/l10n';
import { type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { UserError } from '../../core/diagnostics/errors';
import { formatCount } from '../../core/text/formatCount';
import { posixQuoted } from '../../core/text/posixQuoting';
import { statisticsOf, type Statistics } from '../../core/store/statistics';
import { plural } from '../../core/text/localization';
import { formatAge, parseTime } from '../../core/text/time';
import { collect, jobPages } from '../table/jobPages';
import type { ItemPage, RawItem } from '../table/jobTable';
import { type Target } from '../config/endpoint';
import { readTimeToLive, undeletedJobsText } from './undeletedJobs';
import type { Finding } from './finding';

/** The maximum number of items that the data step reads: a check must not cost as much as a whole scan. */
const maxItems = 2_000;

export async function checkData(
  target: Target,
  client: DynamoDBClient,
  sample: readonly RawItem[],
  pages: AsyncIterable<ItemPage>,
  signal: AbortSignal,
): Promise<Finding> {
  if (sample.length === 0) {
    throw emptyTable(target);
  }
  const { jobs, malformed, isComplete } = await collect(jobPages(pages), maxItems);
  // Any item with the key is read as a job, but every event has a status.
  if (jobs.every(({ status }) => status === '')) {
    throw new UserError(
      'table.unreadable',
      t('The table has items, but none of them are jobs.'),
      t('Select the table that the Lambda function writes to.'),
      'selectTable',
    );
  }
  const newest = Math.max(...jobs.map(job => parseTime(job.timestamp) ?? -Infinity));
  return [
    countsText(statisticsOf(jobs), isComplete),
    Number.isFinite(newest)
      ? t('Newest event: {0}.', formatAge(newest, Date.now()))
      : t('No job has a readable timestamp.'),
    ...(malformed > 0 ? [malformedText(malformed)] : []),
    ...(await undeletedJobsText(jobs, () => readTimeToLive(client, target.tableName, signal))),
  ];
}

/** What to check if no events have arrived yet, in the order an event travels. */
function emptyTable({ region, profile }: Target): UserError {
  const aws = (...words: readonly string[]): string =>
    posixQuoted([
      'aws',
      ...words,
      '--region',
      region,
      ...(profile === undefined ? [] : ['--profile', profile]),
    ]);
  return new UserError(
    'table.empty',
    t('The table is empty.'),
    t(
      'Check that the EventBridge rule is enabled, that the Lambda function’s log shows no errors, and that jobs are running in AWS Batch.',
    ),
    'openAwsSetup',
    {
      snippet: [
        aws('events', 'list-rules', '--query', 'Rules[].[Name,State,EventPattern]'),
        aws('logs', 'describe-log-groups', '--log-group-name-prefix', '/aws/lambda/'),
        aws('batch', 'describe-job-queues', '--query', 'jobQueues[].[jobQueueName,state]'),
      ].join('\n'),
    },
  );
}

function countsText(statistics: Statistics, isAll: boolean): string {
  const { total, succeeded, failed, running } = statistics;
  const counts = {
    total: formatCount(total),
    succeeded: formatCount(succeeded),
    failed: formatCount(failed),
    running: formatCount(running),
  };
  if (!isAll) {
    return t(
      'Of the first {total} jobs read: {succeeded} succeeded, {failed} failed, {running} running.',
      counts,
    );
  }
  return plural(
    total,
    t('{total} job: {succeeded} succeeded, {failed} failed, {running} running.', counts),
    t('{total} jobs: {succeeded} succeeded, {failed} failed, {running} running.', counts),
  );
}

function malformedText(count: number): string {
  const figure = formatCount(count);
  return plural(
    count,
    t('{0} item is not a readable job.', figure),
    t('{0} items are not readable jobs.', figure),
  );
}
