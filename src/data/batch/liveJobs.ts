import type { JsonObject } from '../../core/base/json';
import type { SubmitRequest } from '../../core/actions/retry/submitRequest';
import { isUserError } from '../../core/diagnostics/errors';

export interface SubmittedJob {
  readonly jobId: string;
  readonly jobArn: string;
}

/** A job as ListJobs finds it. */
export interface FoundJob extends SubmittedJob {
  /** By the clock of AWS, in milliseconds since the epoch. */
  readonly createdAt: number;
  readonly status: string;
}

/** Which submitted jobs to look for. */
export interface SubmittedQuery {
  readonly queue: string;
  /** The exact name of the job. */
  readonly name: string;
  /** By the clock of this computer, in milliseconds since the epoch. */
  readonly since: number;
}

/** `notSent`: stopped before this job's turn. */
export type TerminateOutcome =
  | { readonly kind: 'done' }
  | { readonly kind: 'failed'; readonly error: Error }
  | { readonly kind: 'notSent' };

/**
 * Calls to AWS Batch that change jobs, and those that prepare them. All methods throw {UserError} for errors of AWS or
 * the network, and AbortError when aborted. A call that changes jobs can be aborted only before it is sent, so that its
 * outcome is known.
 */
export interface LiveJobs {
  /** As DescribeJobs returns them, without those that AWS Batch does not know. */
  describe(jobIds: readonly string[], signal: AbortSignal): Promise<readonly JsonObject[]>;

  /** As DescribeJobDefinitions returns them, by ARN or `name:revision`, active or not, without unknown ones. */
  definitions(names: readonly string[], signal: AbortSignal): Promise<readonly JsonObject[]>;

  /** As DescribeJobQueues returns them, by ARN or name, without unknown ones. */
  queues(names: readonly string[], signal: AbortSignal): Promise<readonly JsonObject[]>;

  /**
   * Submits a job, at most five per second. Never sends a request again that AWS may have accepted.
   * @throws {UserError} for which `isAnswerLost` tells whether AWS may have accepted the job; otherwise it has not
   */
  submit(request: SubmitRequest, signal: AbortSignal): Promise<SubmittedJob>;

  /**
   * Terminates jobs, and cancels those that have not started. Each job has its outcome, also after an abort. Jobs that
   * have finished, or that AWS Batch does not know, count as done.
   * @throws {UserError} if the connection cannot be used, before anything is sent
   */
  terminate(
    jobIds: readonly string[],
    reason: string,
    signal: AbortSignal,
  ): Promise<ReadonlyMap<string, TerminateOutcome>>;

  /** The jobs of this name that were submitted since a time. */
  findSubmitted(query: SubmittedQuery, signal: AbortSignal): Promise<readonly FoundJob[]>;

  /** Closes the sockets. */
  close(): void;
}

/** Whether AWS may have accepted a request whose response did not arrive. */
export const isAnswerLost = (error: unknown): boolean =>
  isUserError(error) && error.code === 'batch.answerLost';
