import type { OptionalSourceSettings } from '../../core/settings/sourceSettings';

/** Where the jobs are read from. */
export interface Connection {
  /** The user's name for it, if any. */
  readonly name?: string | undefined;
  /** What the jobs are read from; absent: a table. */
  readonly source?: 'table' | 'batch' | undefined;
  readonly tableName: string;
  readonly region: string;
  /** A profile of the AWS config files; absent: the default credential chain. */
  readonly profile: string | undefined;
  /** A DynamoDB-compatible endpoint instead of AWS's own. */
  readonly endpoint: string | undefined;
  /** For AWS Batch: how far back its first list of jobs goes. */
  readonly historyHours?: number | undefined;
  /** For AWS Batch: the queues to read, by name or ARN; absent or empty: all of the region. */
  readonly queues?: readonly string[] | undefined;
  /** For AWS Batch: what the settings have for a table, to go back to it. */
  readonly table?: Pick<Connection, 'tableName' | 'endpoint'> | undefined;
  /** Generated jobs in memory, without any AWS requests. The other properties are only displayed. */
  readonly isSample?: true;
}

/** The settings of a connection. */
interface ConnectionSettings extends OptionalSourceSettings {
  readonly name?: string | undefined;
  readonly tableName: string;
  readonly region: string;
  readonly profile: string | undefined;
  readonly endpoint: string | undefined;
}

/** What is shown, and under which marks are stored, in the place of a table's name. */
const batchName = 'AWS Batch';

/** The connection that settings describe, without what its source does not use. */
export function connectionOf(settings: ConnectionSettings): Connection {
  const { name, source, tableName, region, profile, endpoint, historyHours, queues } = settings;
  return source === 'batch'
    ? {
        ...(name === undefined ? {} : { name }),
        ...{ source, region, profile, historyHours, queues },
        ...{ tableName: batchName, endpoint: undefined, table: { tableName, endpoint } },
      }
    : { ...(name === undefined ? {} : { name }), tableName, region, profile, endpoint };
}

/** The queues to read, by name or ARN; undefined: all of the region. */
export const wantedQueues = ({
  queues = [],
}: Pick<Connection, 'queues'>): readonly string[] | undefined =>
  queues.length > 0 ? queues : undefined;

/** Whether the jobs are those of AWS Batch itself, without a table. */
export const readsBatch = ({ source }: Pick<Connection, 'source'>): boolean => source === 'batch';

export function isSameConnection(a: Connection, b: Connection): boolean {
  return (
    a.name === b.name &&
    a.tableName === b.tableName &&
    a.region === b.region &&
    a.profile === b.profile &&
    a.endpoint === b.endpoint &&
    a.isSample === b.isSample &&
    (a.source ?? 'table') === (b.source ?? 'table') &&
    a.historyHours === b.historyHours &&
    a.queues?.join('\n') === b.queues?.join('\n')
  );
}
