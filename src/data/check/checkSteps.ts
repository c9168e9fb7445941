import { t } from '@vscode/l10n';
import {
  DescribeTableCommand,
  type DynamoDBClient,
  type TableDescription,
} from '@aws-sdk/client-dynamodb';
import { readUnitsText } from '../../core/polling/cost';
import { isUserError, UserError } from '../../core/diagnostics/errors';
import { jobOf } from '../../core/job/jobItem';
import { formatCount } from '../../core/text/formatCount';
import { sentences } from '../../core/text/sentences';
import { posixQuoted } from '../../core/text/posixQuoting';
import { statisticsOf, type Statistics } from '../../core/store/statistics';
import { plural } from '../../core/text/localization';
import { formatAge, parseTime } from '../../core/text/time';
import { toUserError, unusableKey } from '../errors/awsErrors';
import { credentialsOf } from '../credentials/clients';
import { canIdentify, identityOf } from '../credentials/identity';
import type { ItemPage, RawItem } from '../table/jobTable';
import { shapeOf, type TableShape } from '../table/tableShape';
import { lookInOtherRegions } from '../table/tableRegions';
import { configuredEndpoint, type Target } from '../config/endpoint';
import { errorSummary } from '../errors/errorSummary';
import { readTimeToLive, undeletedJobsText } from './undeletedJobs';

/** The table reads that the check makes. */
export interface CheckedReads {
  shape(signal: AbortSignal): Promise<TableShape>;
  samplePage(signal: AbortSignal, count: number): Promise<ItemPage>;
  scanPages(signal: AbortSignal): AsyncIterable<ItemPage>;
  changedPages(signal: AbortSignal, since: number): AsyncIterable<ItemPage>;
  getItem(jobId: string, signal: AbortSignal): Promise<RawItem | undefined>;
}

/** Passed with findings, or skipped with the reason. */
export type Finding = readonly string[] | { readonly skipped: string };

/** The maximum number of items that the data step reads: a check must not cost as much as a whole scan. */
const maxItems = 2_000;

/** Enough items for meaningful statistics. */
const sampleSize = 100;

export async function checkCredentials(target: Target, signal: AbortSignal): Promise<Finding> {
  const credentials = credentialsOf(target);
  // Before calling STS: problems of the profile show up without it.
  await credentials();
  const source =
    target.profile === undefined ? t('default credential chain') : t('profile {0}', target.profile);
  if (!canIdentify(target)) {
    return [t('Source: {0}. Not verified because the endpoint is not AWS.', source)];
  }
  try {
    const { account, arn } = await identityOf(target, signal, credentials);
    return [t('Account {0}, {1} ({2}).', account, arn, source)];
  } catch (thrown) {
    const sts = await configuredEndpoint('sts', target.profile);
    const error = toUserError(thrown, { ...target, endpoint: undefined, ...sts });
    if (isUserError(error) && /^(network|aws\.|access\.denied|throttled)/.test(error.code)) {
      return {
        skipped: t('Source: {source}. Could not verify with STS: {reason}', {
          source,
          // The other messages speak of DynamoDB, except for the proxy's.
          reason: error.code === 'network.proxy' ? error.message : errorSummary(thrown),
        }),
      };
    }
    throw error;
  }
}

export function describeTarget(
  { region, endpoint, endpointFrom }: Target,
  proxy: string | undefined,
): Finding {
  const location = (): string => {
    const values = { region, endpoint: endpoint ?? '' };
    switch (endpointFrom?.kind) {
      case 'environment':
        return t('Region {region}, endpoint {endpoint} (environment variable {variable}).', {
          ...values,
          variable: endpointFrom.variable,
        });
      case 'profile':
        return t('Region {region}, endpoint {endpoint} (profile {profile}).', {
          ...values,
          profile: endpointFrom.profile,
        });
      case 'setting':
      case undefined:
        return endpoint === undefined
          ? t('Region {0}, default AWS endpoint.', region)
          : t('Region {region}, endpoint {endpoint} (setting batchMonitor.endpoint).', values);
    }
  };
  return [
    location(),
    ...(proxy === undefined ? [] : [t('Requests go through the proxy {0}.', withoutUser(proxy))]),
  ];
}

/** A proxy's URL may contain a password. */
const withoutUser = (address: string): string => address.replace(/^(\w+:\/\/)?.*@/, '$1***@');

/** Jobs can be read without this permission, so lacking it is not a failure. */
export async function checkTableIfAllowed(
  target: Target,
  client: DynamoDBClient,
  regions: readonly string[],
  signal: AbortSignal,
): Promise<Finding> {
  try {
    return await checkTable(target, client, signal);
  } catch (thrown) {
    const error = toUserError(thrown, target);
    if (isUserError(error) && error.code === 'access.denied') {
      return {
        skipped: sentences(
          error.message,
          t('Without this permission, Batch Monitor does not use the index "changes".'),
        ),
      };
    }
    throw isUserError(error) && error.code === 'table.missing'
      ? await missingHere(error, target, regions, signal)
      : error;
  }
}

/** If the table is in another region of the user's, offers that region. */
async function missingHere(
  error: UserError,
  target: Target,
  regions: readonly string[],
  signal: AbortSignal,
): Promise<UserError> {
  const { lookedIn, found } = await lookInOtherRegions(target, regions, signal);
  signal.throwIfAborted();
  const [region] = found;
  if (region !== undefined) {
    return new UserError(
      'table.region',
      t('{missing} It exists in {regions}.', {
        missing: error.message,
        regions: found.join(', '),
      }),
      t('Select the region {0}.', region),
      'selectRegion',
      { cause: error, argument: region },
    );
  }
  return lookedIn.length === 0
    ? error
    : new UserError(
        error.code,
        t('{missing} It does not exist in {regions} either.', {
          missing: error.message,
          regions: lookedIn.join(', '),
        }),
        error.remedy,
        error.command,
        { cause: error },
      );
}

async function checkTable(
  target: Target,
  client: DynamoDBClient,
  signal: AbortSignal,
): Promise<Finding> {
  const { tableName } = target;
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
      t(
        'Table "{0}" has the key {1}, but Batch Monitor needs the partition key jobId.',
        tableName,
        keyNames,
      ),
      t('Select the table that the Lambda function writes to.'),
      'selectTable',
    );
  }
  throwIfUnusable(Table, tableName);
  const index = Table?.GlobalSecondaryIndexes?.find(({ IndexName }) => IndexName === 'changes');
  const { unprojected } = shapeOf(Table);
  return [
    t('{0}, key {1}.', Table?.TableStatus ?? t('status unknown'), keyNames),
    sizeText(Table?.ItemCount ?? 0, Table?.TableSizeBytes ?? 0),
    index
      ? t('Index "changes" is {0}.', index.IndexStatus ?? t('in an unknown state'))
      : t('No index "changes": every refresh reads the entire table.'),
    ...(unprojected
      ? [
          t(
            'Index "changes" does not include {0}. Replace the index to see and search resources, tags, timeouts and blocked-queue reasons.',
            unprojected.join(', '),
          ),
        ]
      : []),
  ];
}

/** Source: TableStatus of TableDescription in the DynamoDB API reference. */
function throwIfUnusable(table: TableDescription | undefined, tableName: string): void {
  switch (table?.TableStatus) {
    case 'CREATING':
      throw new UserError(
        'table.creating',
        t('Table "{0}" is still being created.', tableName),
        t('Wait a minute, then refresh.'),
        'refresh',
      );
    case 'DELETING':
    case 'ARCHIVING':
    case 'ARCHIVED':
      throw new UserError(
        'table.gone',
        t('Table "{table}" is being deleted or archived ({status}).', {
          table: tableName,
          status: table.TableStatus,
        }),
        t('Select another table, or restore this one from a backup.'),
        'selectTable',
      );
    case 'INACCESSIBLE_ENCRYPTION_CREDENTIALS':
      throw unusableKey(tableName, table.TableStatus);
    case 'ACTIVE':
    case 'UPDATING':
    case 'REPLICATION_NOT_AUTHORIZED':
    case undefined:
  }
}

/** The extension's reads: of the table, of its index, and of one job's full event. */
export async function checkReads(
  reads: CheckedReads,
  signal: AbortSignal,
): Promise<{ readonly items: readonly RawItem[]; readonly finding: Finding }> {
  const { items, readUnits } = await reads.samplePage(signal, sampleSize);
  const finding = [readText(items.length, readUnits)];
  const jobId = items.map(item => item['jobId']).find(id => typeof id === 'string');
  if (typeof jobId === 'string') {
    await reads.getItem(jobId, signal);
    finding.push(t('Full events can be read.'));
  }
  if ((await reads.shape(signal)).index !== 'none') {
    // IAM treats the index as a resource of its own: permission for the table is not enough.
    await readFirst(reads.changedPages(signal, Date.now()));
    finding.push(t('Index "changes" can be read.'));
  }
  return { items, finding };
}

async function readFirst(pages: AsyncIterable<ItemPage>): Promise<void> {
  const iterator = pages[Symbol.asyncIterator]();
  await iterator.next();
  await iterator.return?.();
}

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
  const items: RawItem[] = [];
  let complete = true;
  for await (const page of pages) {
    items.push(...page.items);
    if (items.length >= maxItems) {
      complete = false;
      break;
    }
  }
  const read = items.map(jobOf);
  const jobs = read.flatMap(result => (result.ok ? [result.job] : []));
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
  const malformed = read.length - jobs.length;
  return [
    countsText(statisticsOf(jobs), complete),
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

function readText(count: number, readUnits: number): string {
  const [items, units] = [formatCount(count), readUnitsText(readUnits)] as const;
  return plural(
    count,
    t('Read {0} item using {1}.', items, units),
    t('Read {0} items using {1}.', items, units),
  );
}

function sizeText(items: number, bytes: number): string {
  const figures = [formatCount(items), formatCount(Math.round(bytes / 1024))] as const;
  return plural(
    items,
    t('About {0} item, {1} KiB (AWS updates these figures every six hours).', ...figures),
    t('About {0} items, {1} KiB (AWS updates these figures every six hours).', ...figures),
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
