import { DescribeTableCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import type { CheckStep } from '../core/checkReport';
import { isAbort, isUserError, messageOf, UserError } from '../core/errors';
import { jobOf } from '../core/jobItem';
import { statisticsOf } from '../core/statistics';
import { formatDuration, parseTime } from '../core/time';
import { toUserError } from './awsErrors';
import { credentialsOf, timeouts } from './clients';
import type { Connection } from './connection';
import type { ItemPage, RawItem } from './jobTable';

/** Passed with what was found; or skipped with the reason. */
type Finding = readonly string[] | { readonly skipped: string };

interface Probe {
  readonly title: string;
  readonly run: (signal: AbortSignal) => Promise<Finding>;
}

/** The data step reads at most so many items: a check must not cost what a whole scan costs. */
const mostItems = 2_000;

/** The reads the check makes of the table. */
export interface CheckedReads {
  samplePage(signal: AbortSignal): Promise<ItemPage>;
  scanPages(signal: AbortSignal): AsyncIterable<ItemPage>;
}

/**
 * Tries the connection step by step: credentials, region and endpoint, table, read permission, data.
 * After a failed step the rest is skipped, since it could only fail for the same cause.
 * @throws AbortError when `signal` aborts.
 */
export async function runCheck(
  connection: Connection,
  client: DynamoDBClient,
  reads: CheckedReads,
  signal: AbortSignal,
  onStep: (title: string) => void,
): Promise<CheckStep[]> {
  const steps: CheckStep[] = [];
  for (const { title, run } of probes(connection, client, reads)) {
    if (steps.some(({ outcome }) => outcome === 'failed')) {
      steps.push({ title, outcome: 'skipped', details: ['An earlier step failed.'], ms: 0 });
      continue;
    }
    signal.throwIfAborted();
    onStep(title);
    const startedAt = Date.now();
    const result = await outcomeOf(run, connection, signal);
    steps.push({ title, ...result, ms: Date.now() - startedAt });
  }
  return steps;
}

async function outcomeOf(
  run: Probe['run'],
  connection: Connection,
  signal: AbortSignal,
): Promise<Omit<CheckStep, 'title' | 'ms'>> {
  try {
    const finding = await run(signal);
    return 'skipped' in finding
      ? { outcome: 'skipped', details: [finding.skipped] }
      : { outcome: 'passed', details: finding };
  } catch (thrown) {
    const error = toUserError(thrown, connection);
    if (isAbort(error)) {
      throw error;
    }
    return isUserError(error)
      ? { outcome: 'failed', details: [error.message], remedy: error.remedy }
      : { outcome: 'failed', details: [messageOf(error)] };
  }
}

function probes(connection: Connection, client: DynamoDBClient, reads: CheckedReads): Probe[] {
  let sample: readonly RawItem[] = [];
  return [
    { title: 'Credentials', run: signal => checkCredentials(connection, signal) },
    { title: 'Region and endpoint', run: () => Promise.resolve(describeTarget(connection)) },
    { title: 'Table', run: signal => checkTable(connection, client, signal) },
    {
      title: 'Read permission',
      run: async signal => {
        const page = await reads.samplePage(signal);
        sample = page.items;
        return [`Read ${sample.length} items for ${page.readUnits} read units.`];
      },
    },
    { title: 'Data', run: signal => checkData(sample, reads, signal) },
  ];
}

async function checkCredentials(connection: Connection, signal: AbortSignal): Promise<Finding> {
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
    requestHandler: timeouts,
  });
  try {
    const identity = await sts.send(new GetCallerIdentityCommand({}), { abortSignal: signal });
    return [`Account ${identity.Account ?? '?'}, ${identity.Arn ?? '?'} (${source}).`];
  } finally {
    sts.destroy();
  }
}

function describeTarget({ region, endpoint }: Connection): Finding {
  const fromEnvironment =
    process.env['AWS_ENDPOINT_URL_DYNAMODB'] ?? process.env['AWS_ENDPOINT_URL'];
  if (endpoint !== undefined) {
    return [`Region ${region}, endpoint ${endpoint} (setting batchMonitor.endpoint).`];
  }
  return fromEnvironment === undefined
    ? [`Region ${region}, AWS's own endpoint.`]
    : [`Region ${region}, endpoint ${fromEnvironment} (environment).`];
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

async function checkData(
  sample: readonly RawItem[],
  reads: CheckedReads,
  signal: AbortSignal,
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
  for await (const page of reads.scanPages(signal)) {
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
