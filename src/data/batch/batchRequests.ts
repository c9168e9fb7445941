import type {
  DescribeComputeEnvironmentsRequest,
  DescribeJobQueuesRequest,
  JobStatus,
  ListJobsRequest,
} from '@aws-sdk/client-batch';

/** AWS Batch describes at most this many jobs in one call. */
export const maxDescribed = 100;

/** AWS Batch returns at most this many jobs in a page of a list without filters. */
const maxListed = 1_000;

/** AWS Batch returns at most this many jobs in a page of a list with filters. */
const maxFiltered = 100;

/** AWS Batch describes at most this many queues or compute environments in one call. */
const maxNamed = 100;

/** The jobs of a queue in one status, without children and nodes. */
export const jobsInStatus = (
  jobQueue: string,
  jobStatus: JobStatus,
  nextToken?: string,
): ListJobsRequest => ({ jobQueue, jobStatus, maxResults: maxListed, nextToken });

/** The jobs of a queue in any status that were created later, newest first, without children and nodes. */
export const jobsCreatedAfter = (
  jobQueue: string,
  time: number,
  nextToken?: string,
): ListJobsRequest => ({
  jobQueue,
  filters: [{ name: 'AFTER_CREATED_AT', values: [String(Math.max(0, Math.floor(time)))] }],
  maxResults: maxFiltered,
  nextToken,
});

/** The jobs of a queue in any status by name, whatever its case. A name that ends with `*` finds more. */
export const jobsOfName = (
  jobQueue: string,
  name: string,
  nextToken?: string,
): ListJobsRequest => ({
  jobQueue,
  filters: [{ name: 'JOB_NAME', values: [name] }],
  maxResults: maxFiltered,
  nextToken,
});

/** The children of an array job in one status. */
export const childrenInStatus = (
  arrayJobId: string,
  jobStatus: JobStatus,
  nextToken?: string,
): ListJobsRequest => ({ arrayJobId, jobStatus, maxResults: maxListed, nextToken });

/** The nodes of a multi-node parallel job in one status. */
export const nodesInStatus = (
  multiNodeJobId: string,
  jobStatus: JobStatus,
  nextToken?: string,
): ListJobsRequest => ({ multiNodeJobId, jobStatus, maxResults: maxListed, nextToken });

/** Requests for queues; `undefined` requests all of the region. */
export const queueRequests = (names: readonly string[] | undefined): DescribeJobQueuesRequest[] =>
  names === undefined ? [{}] : groupsOf(maxNamed, names).map(jobQueues => ({ jobQueues }));

/** Requests for compute environments; `undefined` requests all of the region. */
export const environmentRequests = (
  names: readonly string[] | undefined,
): DescribeComputeEnvironmentsRequest[] =>
  names === undefined
    ? [{}]
    : groupsOf(maxNamed, names).map(computeEnvironments => ({ computeEnvironments }));

/** Consecutive groups of at most `size`. */
export function groupsOf<T>(size: number, all: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, index) =>
    all.slice(index * size, (index + 1) * size),
  );
}
