import { DescribeTableCommand } from '@aws-sdk/client-dynamodb';
import type { Connection } from '../config/connection';
import { targetOf } from '../config/endpoint';
import { createClient } from '../credentials/clients';
import { shapeOf } from './tableShape';

/** What tells a table of jobs from others. */
export interface TableKind {
  /** Its only key is `jobId`. */
  readonly hasJobKey: boolean;
  /** It has the index `changes`. */
  readonly hasIndex: boolean;
}

/** A request per table, so only for the likeliest ones. */
const maxDescribed = 20;

/** What the first tables are; without those that cannot be described, for example without permission. */
export async function describeTables(
  connection: Connection,
  names: readonly string[],
  signal: AbortSignal,
): Promise<ReadonlyMap<string, TableKind>> {
  const client = createClient(await targetOf(connection));
  const kinds = new Map<string, TableKind>();
  const describe = async (name: string): Promise<void> => {
    try {
      const command = new DescribeTableCommand({ TableName: name });
      const { Table } = await client.send(command, { abortSignal: signal });
      const keys = Table?.KeySchema?.map(({ AttributeName }) => AttributeName).join();
      kinds.set(name, { hasJobKey: keys === 'jobId', hasIndex: shapeOf(Table).index !== 'none' });
    } catch {
      // The list shows the table without a mark.
    }
  };
  try {
    await Promise.all(names.slice(0, maxDescribed).map(describe));
    return kinds;
  } finally {
    client.destroy();
  }
}
