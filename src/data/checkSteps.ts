import { DescribeTableCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { isUserError, UserError } from '../core/errors';
import { jobOf } from '../core/jobItem';
import { statisticsOf } from '../core/statistics';
import { formatDuration, parseTime } from '../core/time';
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
    connection.profile === undefined ? 'default chain' : `profile ${connection.profile}`;
  if (connection.endpoint !== undefined) {
    return [`Found by the ${source}. Not verified: an endpoint other than AWS is in force.`];
  }
  const sts = new STSClient({
    region: connection.region,
    credentials,
    maxAttempts: 2,
    requestHandler: requestHandler(),
  });
  try {
    const identity = await sts.send(new GetCallerIdentityCommand({}), { abortSignal: signal });
    return [`Account ${identity.Account ?? '?'}, ${identity.Arn ?? '?'} (${source}).`];
  } catch (thrown) {
    const error = toUserError(thrown, connection);
    if (isUserError(error) && error.code === 'network') {
      return { skipped: `Found by the ${source}. Not verified: STS cannot be reached.` };
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
    return [`Region ${region}, endpoint ${endpoint} (setting batchMonitor.endpoint).`];
  }
  return fromEnvironment === undefined
    ? [`Region ${region}, AWS's own endpoint.`]
    : [`Region ${region}, endpoint ${fromEnvironment} (environment).`];
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
      return { skipped: `${error.message} Without it, the index "changes" is not used.` };
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
  if (keys.find(({ type }) => type === 'HASH')?.name !== 'jobId') {
    throw new UserError(
      'table.key',
      `Table "${tableName}" has the key ${keys.map(({ name }) => name).join(' + ')}, not jobId.`,
      'Name the table that the Lambda function writes in the setting batchMonitor.tableName.',
      'openSettings',
    );
  }
  const index = Table?.GlobalSecondaryIndexes?.find(({ IndexName }) => IndexName === 'changes');
  return [
    `${Table?.TableStatus ?? 'status unknown'}, key ${keys.map(({ name }) => name).join(' + ')}.`,
    `About ${Table?.ItemCount ?? 0} items, ${Math.round((Table?.TableSizeBytes ?? 0) / 1024)} KiB (AWS updates this figure every six hours).`,
    index
      ? `Index "changes" is ${index.IndexStatus ?? 'of unknown status'}.`
      : 'No index "changes": every refresh reads the whole table.',
  ];
}

export async function checkData(
  sample: readonly RawItem[],
  pages: AsyncIterable<ItemPage>,
): Promise<Finding> {
  if (sample.length === 0) {
    throw new UserError(
      'table.empty',
      'The table is empty.',
      'Check that the EventBridge rule is active, that the Lambda function’s log shows no error, and that jobs run in AWS Batch.',
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
  const { total, succeeded, failed, running } = statisticsOf(jobs);
  const newest = Math.max(...jobs.map(job => parseTime(job.timestamp) ?? -Infinity));
  const malformed = read.length - jobs.length;
  return [
    `${complete ? '' : 'Of the first '}${total} jobs${complete ? '' : ' read'}: ${succeeded} succeeded, ${failed} failed, ${running} running.`,
    Number.isFinite(newest)
      ? `Newest event: ${formatDuration(Date.now() - newest)} ago.`
      : 'No job has a readable timestamp.',
    ...(malformed > 0 ? [`${malformed} items hold no readable job.`] : []),
  ];
}
