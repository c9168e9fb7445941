import {
  CreateTableCommand,
  DeleteTableCommand,
  waitUntilTableExists,
  waitUntilTableNotExists,
  type CreateTableCommandInput,
  type DynamoDBClient,
} from '@aws-sdk/client-dynamodb';
import { listAttributes } from '../../../src/core/job/jobItem';

export interface TableOptions {
  /** With the index `changes`, or only with the primary key. */
  readonly index: boolean;
}

const indexKeys = ['shard', 'updatedAt'];

/** Creates the jobs table in an emulator; resolves once it is active. */
export async function createJobsTable(
  client: DynamoDBClient,
  tableName: string,
  options: TableOptions,
): Promise<void> {
  await client.send(new CreateTableCommand(jobsTable(tableName, options)));
  await waitUntilTableExists(
    { client, maxWaitTime: 30, minDelay: 0.05, maxDelay: 1 },
    { TableName: tableName },
  );
}

/** Deletes a table; resolves once its name can be reused. */
export async function deleteTable(client: DynamoDBClient, TableName: string): Promise<void> {
  await client.send(new DeleteTableCommand({ TableName }));
  await waitUntilTableNotExists(
    { client, maxWaitTime: 30, minDelay: 0.05, maxDelay: 1 },
    { TableName },
  );
}

/**
 * The table's keys and, optionally, the index `changes`: items by shard and time of write, without the full
 * event.
 */
export function jobsTable(tableName: string, { index }: TableOptions): CreateTableCommandInput {
  const table: CreateTableCommandInput = {
    TableName: tableName,
    BillingMode: 'PAY_PER_REQUEST',
    KeySchema: [{ AttributeName: 'jobId', KeyType: 'HASH' }],
    AttributeDefinitions: [{ AttributeName: 'jobId', AttributeType: 'S' }],
  };
  if (!index) {
    return table;
  }
  return {
    ...table,
    AttributeDefinitions: [
      { AttributeName: 'jobId', AttributeType: 'S' },
      { AttributeName: 'shard', AttributeType: 'S' },
      { AttributeName: 'updatedAt', AttributeType: 'N' },
    ],
    GlobalSecondaryIndexes: [
      {
        IndexName: 'changes',
        KeySchema: [
          { AttributeName: 'shard', KeyType: 'HASH' },
          { AttributeName: 'updatedAt', KeyType: 'RANGE' },
        ],
        Projection: {
          ProjectionType: 'INCLUDE',
          NonKeyAttributes: listAttributes.filter(
            name => name !== 'jobId' && !indexKeys.includes(name),
          ),
        },
      },
    ],
  };
}
