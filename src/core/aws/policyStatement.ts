import { partitionOfRegion } from './jobLocation';

/** Every action that reading uses, so that one policy change is enough. */
export const readingActions = [
  'dynamodb:DescribeTable',
  'dynamodb:Scan',
  'dynamodb:Query',
] as const;

/** The actions that reading and searching logs uses. */
export const logReadingActions = ['logs:GetLogEvents', 'logs:FilterLogEvents'] as const;

/** The actions that reading AWS Batch uses, for jobs and for queues. */
export const batchReadingActions = [
  'batch:ListJobs',
  'batch:DescribeJobs',
  'batch:DescribeJobQueues',
  'batch:DescribeComputeEnvironments',
  'batch:GetJobQueueSnapshot',
] as const;

/** A statement that allows the actions on the resources, to be added to an identity's policy. */
export function policyStatement(actions: readonly string[], resources: readonly string[]): string {
  const statement = { Effect: 'Allow', Action: actions, Resource: resources };
  return JSON.stringify(statement, undefined, 2);
}

/** The ARNs of a table and its indexes, with `*` for an unknown account. */
export function tableResources(
  tableName: string,
  region: string,
  account: string | undefined,
): string[] {
  const table = tableName.startsWith('arn:')
    ? tableName
    : `arn:${partitionOfRegion(region)}:dynamodb:${region}:${account ?? '*'}:table/${tableName}`;
  return [table, `${table}/index/*`];
}

/** The ARNs of log groups with their streams, with `*` for an unknown account. */
export const logResources = (
  groups: readonly string[],
  region: string,
  account: string | undefined,
): string[] =>
  groups.map(
    group =>
      `arn:${partitionOfRegion(region)}:logs:${region}:${account ?? '*'}:log-group:${group}:*`,
  );
