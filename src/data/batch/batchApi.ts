import type {
  ComputeEnvironmentDetail,
  FrontOfQueueDetail,
  JobDetail,
  JobQueueDetail,
  JobSummary,
  ListJobsRequest,
  QueueSnapshotUtilizationDetail,
} from '@aws-sdk/client-batch';

/** A page of a list of jobs. */
export interface JobSummaries {
  readonly jobs: readonly JobSummary[];
  /** For the next page; undefined at the end of the list. */
  readonly nextToken: string | undefined;
  /** The service's time when it responded, in milliseconds since the epoch; undefined if unknown. */
  readonly servedAt?: number | undefined;
}

/** The jobs that a queue starts next, and the capacity that its jobs use. */
export interface QueueSnapshot {
  readonly frontOfQueue: FrontOfQueueDetail | undefined;
  readonly queueUtilization: QueueSnapshotUtilizationDetail | undefined;
}

/** What calls cost: AWS limits their rate, not their price. */
export interface CallUsage {
  /** All requests sent so far, with retries. */
  readonly calls: number;
  /** The number of requests that AWS throttled. */
  readonly throttled: number;
  /** The current maximum rate. */
  readonly callsPerSecond: number;
}

/**
 * AWS Batch as the rest of the extension sees it, so that only a lazily loaded chunk depends on its client. All
 * methods throw {UserError} for errors of AWS or the network, and AbortError when aborted.
 */
export interface BatchApi {
  readonly usage: CallUsage;

  listJobs(request: ListJobsRequest, signal: AbortSignal): Promise<JobSummaries>;

  /** These jobs, 100 per call; without those that AWS Batch does not know. */
  describeJobs(jobIds: readonly string[], signal: AbortSignal): Promise<readonly JobDetail[]>;

  /** These queues by name or ARN, or all of the region, page by page. */
  jobQueues(
    names: readonly string[] | undefined,
    signal: AbortSignal,
  ): AsyncIterable<readonly JobQueueDetail[]>;

  /** These compute environments by name or ARN, or all of the region, page by page. */
  computeEnvironments(
    names: readonly string[] | undefined,
    signal: AbortSignal,
  ): AsyncIterable<readonly ComputeEnvironmentDetail[]>;

  queueSnapshot(queue: string, signal: AbortSignal): Promise<QueueSnapshot>;

  /** Closes the sockets. */
  close(): void;
}
