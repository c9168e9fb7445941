import type { QueryCommandInput, ScanCommandInput } from '@aws-sdk/lib-dynamodb';
import { listAttributes } from '../core/jobItem';

/** Every attribute is aliased: `timestamp`, `status` and others are reserved words in DynamoDB. */
const listNames = Object.fromEntries(listAttributes.map(name => [`#${name}`, name]));
const listProjection = Object.keys(listNames).join(', ');

/**
 * All items without their `fullEvent`. A projection makes pages lighter to carry, not cheaper:
 * DynamoDB counts read units by the size of the whole item.
 */
export const scanJobs = (tableName: string): ScanCommandInput => ({
  TableName: tableName,
  ProjectionExpression: listProjection,
  ExpressionAttributeNames: listNames,
  ReturnConsumedCapacity: 'TOTAL',
});

/** The items in one status; DynamoDB reads all and sends only these. */
export const scanJobsInStatus = (tableName: string, status: string): ScanCommandInput => ({
  ...scanJobs(tableName),
  FilterExpression: '#status = :status',
  ExpressionAttributeValues: { ':status': status },
});

/** The first few items, to prove the read permission and to look at the data. */
export const sampleJobs = (tableName: string): ScanCommandInput => ({
  ...scanJobs(tableName),
  Limit: 100,
});

/**
 * All items of one job, newest first. A query, not GetItem: it also serves tables that hold several
 * items a job under a sort key.
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
