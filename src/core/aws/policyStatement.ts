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

/** The actions that prepare live actions; AWS Batch cannot restrict them to resources. */
export const livePreparingActions = [
  'batch:DescribeJobs',
  'batch:DescribeJobDefinitions',
  'batch:DescribeJobQueues',
  'batch:ListJobs',
] as const;

/** The actions that a retry uses; AWS Batch requires the second one for jobs with tags. */
export const retryingActions = ['batch:SubmitJob', 'batch:TagResource'] as const;

/** The action that ends jobs, one by one or in bulk (TerminateJobs in the AWS Batch API reference). */
export const abortingActions = ['batch:TerminateJob'] as const;

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

/** The ARNs of all resources of AWS Batch of these kinds, with `*` for an unknown account. */
export const batchResources = (
  kinds: readonly ('job' | 'job-queue' | 'job-definition')[],
  region: string,
  account: string | undefined,
): string[] =>
  kinds.map(kind => `arn:${partitionOfRegion(region)}:batch:${region}:${account ?? '*'}:${kind}/*`);
