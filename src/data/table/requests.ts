import type { QueryCommandInput, ScanCommandInput } from '@aws-sdk/lib-dynamodb';
import { listAttributes } from '../../core/job/jobItem';
import { changesIndex } from './tableShape';

/** Every attribute is aliased: `timestamp`, `status` and others are reserved words in DynamoDB. */
const aliases = (names: readonly string[]): Record<string, string> =>
  Object.fromEntries(names.map(name => [`#${name}`, name]));
const listNames = aliases(listAttributes);
const listProjection = Object.keys(listNames).join(', ');

/**
 * All items without their `fullEvent`. A projection makes pages smaller, not cheaper: DynamoDB counts read
 * units by the size of the whole item.
 */
const scanJobs = (tableName: string): ScanCommandInput => ({
  TableName: tableName,
  ProjectionExpression: listProjection,
  ExpressionAttributeNames: listNames,
  ReturnConsumedCapacity: 'TOTAL',
});

/** One of `total` segments of the same scan, which can be read in parallel. */
export const scanSegment = (
  tableName: string,
  segment: number,
  total: number,
): ScanCommandInput => ({
  ...scanJobs(tableName),
  ...(total > 1 ? { Segment: segment, TotalSegments: total } : {}),
});

/**
 * The items of one shard of index `changes`, newest write first, so that the screen is useful after
 * the first page. `since` is in milliseconds and inclusive: writes of the same moment are not lost.
 * DynamoDB refuses a query for attributes that the index does not include.
 */
export function changesOfShard(
  tableName: string,
  shard: string,
  since: number | undefined,
  unprojected: readonly string[] = [],
): QueryCommandInput {
  const names = aliases(listAttributes.filter(name => !unprojected.includes(name)));
  return {
    TableName: tableName,
    IndexName: changesIndex,
    KeyConditionExpression:
      since === undefined ? '#shard = :shard' : '#shard = :shard AND #updatedAt >= :since',
    ProjectionExpression: Object.keys(names).join(', '),
    ExpressionAttributeNames: names,
    ExpressionAttributeValues: {
      ':shard': shard,
      ...(since === undefined ? {} : { ':since': since }),
    },
    ScanIndexForward: false,
    ReturnConsumedCapacity: 'TOTAL',
  };
}

/** The items in one status; DynamoDB reads all items and returns only these. */
export const scanJobsInStatus = (tableName: string, status: string): ScanCommandInput => ({
  ...scanJobs(tableName),
  FilterExpression: '#status = :status',
  ExpressionAttributeValues: { ':status': status },
});

/** The first few items, to verify the read permission and inspect the data. */
export const sampleJobs = (tableName: string, count: number): ScanCommandInput => ({
  ...scanJobs(tableName),
  Limit: count,
});

/**
 * All items of one job, newest first. A query rather than GetItem, so that it also works for tables with
 * several items per job under a sort key.
 */
export const itemsOfJob = (tableName: string, jobId: string): QueryCommandInput => ({
  TableName: tableName,
  KeyConditionExpression: '#jobId = :jobId',
  ExpressionAttributeNames: { '#jobId': 'jobId' },
  ExpressionAttributeValues: { ':jobId': jobId },
  ScanIndexForward: false,
  ReturnConsumedCapacity: 'TOTAL',
});

/** The newest item of one job. */
export const newestItem = (tableName: string, jobId: string): QueryCommandInput => ({
  ...itemsOfJob(tableName, jobId),
  Limit: 1,
});
