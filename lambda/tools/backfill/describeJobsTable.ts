import { DescribeTableCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';

export interface JobsTable {
  readonly name: string;
  /** Unique to this table, even among tables of the same name over time. */
  readonly identity: string;
  /** `jobId`, and the sort key of a table that holds several items per job. */
  readonly keyNames: readonly string[];
  /** DynamoDB updates this count about every six hours. */
  readonly itemCount: number;
  readonly hasIndex: boolean;
}

/** What a backfill needs to know about a table; throws when it is not a table of jobs. */
export async function describeJobsTable(client: DynamoDBClient, name: string): Promise<JobsTable> {
  const { Table } = await client.send(new DescribeTableCommand({ TableName: name }));
  const keys = Table?.KeySchema ?? [];
  const partition = keys.find(({ KeyType }) => KeyType === 'HASH')?.AttributeName;
  if (partition !== 'jobId') {
    throw new Error(`the partition key of table ${name} is ${partition ?? 'unknown'}, not jobId`);
  }
  return {
    name,
    identity: `${Table?.TableArn ?? name} of ${Table?.CreationDateTime?.toISOString() ?? 'unknown'}`,
    keyNames: keys.flatMap(({ AttributeName }) => AttributeName ?? []),
    itemCount: Table?.ItemCount ?? 0,
    hasIndex:
      Table?.GlobalSecondaryIndexes?.some(({ IndexName }) => IndexName === 'changes') === true,
  };
}
