import type { JobFacts } from './facts';

/**
 * One AWS Batch job in its latest known state.
 *
 * Times are milliseconds since the epoch. Every key is always present and `undefined` if unknown, so that a
 * million jobs share one shape in memory.
 */
export interface Job {
  /** Batch job id; an array child is `uuid:index`, a node of a multi-node job `uuid#index`. */
  readonly jobId: string;
  readonly jobName: string;
  /** One of `jobStatuses`, or a status that AWS adds later. */
  readonly status: string;
  /** The event's `time` as stored: ISO 8601, whole seconds. May be damaged in old items. */
  readonly timestamp: string;
  /** ARN of the job queue. */
  readonly jobQueue: string;
  /** ARN of the job definition, with its revision. */
  readonly jobDefinition: string;
  readonly region: string;
  readonly account: string;
  readonly statusReason: string;
  readonly mediaId: string | undefined;
  readonly taskId: string | undefined;
  readonly workspaceUid: string | undefined;
  readonly assemblyId: string | undefined;
  /** Ordering key of the state, see `sequence.ts`. Absent in items of older writers. */
  readonly sequence: number | undefined;
  /**
   * Keys of index `changes`, in items that our Lambda function wrote: partition, and time of the winning
   * write.
   */
  readonly shard: string | undefined;
  readonly updatedAt: number | undefined;
  readonly createdAt: number | undefined;
  readonly startedAt: number | undefined;
  readonly stoppedAt: number | undefined;
  /** Attempts finished so far. */
  readonly attempts: number | undefined;
  /** Outcome of the last attempt. */
  readonly exitCode: number | undefined;
  readonly reason: string | undefined;
  readonly logStreamName: string | undefined;
  readonly logGroupName: string | undefined;
  readonly arrayIndex: number | undefined;
  readonly arraySize: number | undefined;
  /** The array or multi-node parent of a child job. */
  readonly parentId: string | undefined;
  /** When DynamoDB may delete the item, in seconds since the epoch (DynamoDB's TTL unit). */
  readonly expiresAt: number | undefined;
  /** More about the job; see `facts.ts`. */
  readonly facts: JobFacts | undefined;
}

const empty: Job = {
  jobId: '',
  jobName: '',
  status: '',
  timestamp: '',
  jobQueue: '',
  jobDefinition: '',
  region: '',
  account: '',
  statusReason: '',
  mediaId: undefined,
  taskId: undefined,
  workspaceUid: undefined,
  assemblyId: undefined,
  sequence: undefined,
  shard: undefined,
  updatedAt: undefined,
  createdAt: undefined,
  startedAt: undefined,
  stoppedAt: undefined,
  attempts: undefined,
  exitCode: undefined,
  reason: undefined,
  logStreamName: undefined,
  logGroupName: undefined,
  arrayIndex: undefined,
  arraySize: undefined,
  parentId: undefined,
  expiresAt: undefined,
  facts: undefined,
};

/** A job with the given fields; all other keys are present and empty. */
export function makeJob(fields: Partial<Job> & Pick<Job, 'jobId'>): Job {
  return { ...empty, ...fields };
}
