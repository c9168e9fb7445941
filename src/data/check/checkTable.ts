import { t } from '@vscode/l10n';
import {
  DescribeTableCommand,
  type DynamoDBClient,
  type TableDescription,
} from '@aws-sdk/client-dynamodb';
import { isUserError, UserError } from '../../core/diagnostics/errors';
import { formatCount } from '../../core/text/formatCount';
import { sentences } from '../../core/text/sentences';
import { plural } from '../../core/text/localization';
import { toUserError, unusableKey } from '../errors/awsErrors';
import { shapeOf } from '../table/tableShape';
import { lookInOtherRegions } from '../table/tableRegions';
import { type Target } from '../config/endpoint';
import type { Finding } from './finding';

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
            'Index "changes" does not include {0}, so Batch Monitor cannot read resources, tags, timeouts, and blocked-queue reasons from it. Replace the index to include them.',
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

function sizeText(items: number, bytes: number): string {
  const figures = [formatCount(items), formatCount(Math.round(bytes / 1024))] as const;
  return plural(
    items,
    t('About {0} item, {1} KiB (AWS updates these figures every six hours).', ...figures),
    t('About {0} items, {1} KiB (AWS updates these figures every six hours).', ...figures),
  );
}
