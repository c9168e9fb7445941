import { t } from '@vscode/l10n';
import { DescribeTableCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { isUserError, UserError } from '../core/errors';
import { jobOf } from '../core/jobItem';
import { formatCount } from '../core/formatCount';
import { statisticsOf, type Statistics } from '../core/statistics';
import { plural } from '../core/texts';
import { formatAge, parseTime } from '../core/time';
import { toUserError } from './awsErrors';
import { credentialsOf, requestHandler } from './clients';
import type { Connection } from './connection';
import type { ItemPage, RawItem } from './jobTable';

/** Passed with what was found; or skipped with the reason. */
export type Finding = readonly string[] | { readonly skipped: string };

/** The data step reads at most so many items: a check must not cost what a whole scan costs. */
const mostItems = 2_000;

export async function checkCredentials(
  connection: Connection,
  signal: AbortSignal,
): Promise<Finding> {
  const credentials = await credentialsOf(connection)();
  const source =
    connection.profile === undefined ? t('default chain') : t('profile {0}', connection.profile);
  if (connection.endpoint !== undefined) {
    return [t('Found by the {0}. Not verified: an endpoint other than AWS is in force.', source)];
  }
  const sts = new STSClient({
    region: connection.region,
    credentials,
    maxAttempts: 2,
    requestHandler: requestHandler(),
  });
  try {
    const identity = await sts.send(new GetCallerIdentityCommand({}), { abortSignal: signal });
    return [t('Account {0}, {1} ({2}).', identity.Account ?? '?', identity.Arn ?? '?', source)];
  } catch (thrown) {
    const error = toUserError(thrown, connection);
    if (isUserError(error) && error.code === 'network') {
      return { skipped: t('Found by the {0}. Not verified: STS cannot be reached.', source) };
    }
    throw error;
  } finally {
    sts.destroy();
  }
}

export function describeTarget({ region, endpoint }: Connection): Finding {
  const fromEnvironment =
    process.env['AWS_ENDPOINT_URL_DYNAMODB'] ?? process.env['AWS_ENDPOINT_URL'];
  if (endpoint !== undefined) {
    return [t('Region {0}, endpoint {1} (setting batchMonitor.endpoint).', region, endpoint)];
  }
  return fromEnvironment === undefined
    ? [t("Region {0}, AWS's own endpoint.", region)]
    : [t('Region {0}, endpoint {1} (environment).', region, fromEnvironment)];
}

export async function readFirst(pages: AsyncIterable<ItemPage>): Promise<void> {
  const iterator = pages[Symbol.asyncIterator]();
  await iterator.next();
  await iterator.return?.();
}

/** The jobs can be read without this permission, so lacking it is no failure. */
export async function checkTableIfAllowed(
  connection: Connection,
  client: DynamoDBClient,
  signal: AbortSignal,
): Promise<Finding> {
  try {
    return await checkTable(connection, client, signal);
  } catch (thrown) {
    const error = toUserError(thrown, connection);
    if (isUserError(error) && error.code === 'access.denied') {
      return { skipped: t('{0} Without it, the index "changes" is not used.', error.message) };
    }
    throw error;
  }
}

async function checkTable(
  { tableName }: Connection,
  client: DynamoDBClient,
  signal: AbortSignal,
): Promise<Finding> {
  const { Table } = await client.send(new DescribeTableCommand({ TableName: tableName }), {
    abortSignal: signal,
  });
  const keys = (Table?.KeySchema ?? []).map(({ AttributeName, KeyType }) => ({
    name: AttributeName,
    type: KeyType,
  }));
  const keyNames = keys.map(({ name }) => name ?? '').join(' + ');
  if (keys.find(({ type }) => type === 'HASH')?.name !== 'jobId') {
    throw new UserError(
      'table.key',
      t('Table "{0}" has the key {1}, not jobId.', tableName, keyNames),
      t('Name the table that the Lambda function writes in the setting batchMonitor.tableName.'),
      'selectTable',
    );
  }
  const index = Table?.GlobalSecondaryIndexes?.find(({ IndexName }) => IndexName === 'changes');
  return [
    t('{0}, key {1}.', Table?.TableStatus ?? t('status unknown'), keyNames),
    sizeText(Table?.ItemCount ?? 0, Table?.TableSizeBytes ?? 0),
    index
      ? t('Index "changes" is {0}.', index.IndexStatus ?? t('of unknown status'))
      : t('No index "changes": every refresh reads the whole table.'),
  ];
}

export async function checkData(
  sample: readonly RawItem[],
  pages: AsyncIterable<ItemPage>,
): Promise<Finding> {
  if (sample.length === 0) {
    throw new UserError(
      'table.empty',
      t('The table is empty.'),
      t(
        'Check that the EventBridge rule is active, that the Lambda function’s log shows no error, and that jobs run in AWS Batch.',
      ),
    );
  }
  const items: RawItem[] = [];
  let complete = true;
  for await (const page of pages) {
    items.push(...page.items);
    if (items.length >= mostItems) {
      complete = false;
      break;
    }
  }
  const read = items.map(jobOf);
  const jobs = read.flatMap(result => (result.ok ? [result.job] : []));
  const newest = Math.max(...jobs.map(job => parseTime(job.timestamp) ?? -Infinity));
  const malformed = read.length - jobs.length;
  return [
    countsText(statisticsOf(jobs), complete),
    Number.isFinite(newest)
      ? t('Newest event: {0}.', formatAge(newest, Date.now()))
      : t('No job has a readable timestamp.'),
    ...(malformed > 0 ? [malformedText(malformed)] : []),
  ];
}

function sizeText(items: number, bytes: number): string {
  const figures = [formatCount(items), formatCount(Math.round(bytes / 1024))] as const;
  return plural(
    items,
    t('About {0} item, {1} KiB (AWS updates this figure every six hours).', ...figures),
    t('About {0} items, {1} KiB (AWS updates this figure every six hours).', ...figures),
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
    t('{0} item holds no readable job.', figure),
    t('{0} items hold no readable job.', figure),
  );
}
