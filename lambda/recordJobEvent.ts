import { readBatchEvent } from '../src/core/job/batchEvent';
import { itemOf } from '../src/core/job/jobItem';
import { shardOf } from '../src/core/job/shard';
import { describeError } from './describeError';
import { keyProblemOf, storableItem } from './itemLimits';
import { expiryOf, isPastRetention } from './retention';
import { isTooLarge, writeJob, type Writer } from './writeJob';

/**
 * The outcome of an event. `stale`: the table has the same or a later state, which is normal, since
 * events arrive late and more than once, or the job's retention is over. `rejected`: not a job state
 * change, or one that cannot be stored; a retry cannot succeed.
 */
export type RecordOutcome =
  | { readonly outcome: 'written' | 'stale'; readonly jobId: string }
  | { readonly outcome: 'rejected'; readonly reason: string; readonly jobId?: string };

/** Receives the outcome of each event, never its content. */
export interface Reports {
  /** Also receives the duration in milliseconds. */
  readonly onOutcome?: (outcome: RecordOutcome, ms: number) => void;
  /** Called when one of several events fails; the others continue. */
  readonly onFailed?: (error: unknown) => void;
}

export interface Recorder extends Reports, Writer {
  /** The time of a write, in milliseconds since the epoch. */
  readonly now: () => number;
  /** Days after its last event until DynamoDB may delete a finished job; absent to keep jobs forever. */
  readonly retentionDays?: number | undefined;
}

/**
 * Stores the job state of an EventBridge event with one conditional write. Throws only when DynamoDB
 * fails, so that Lambda retries.
 */
export async function recordJobEvent(event: unknown, recorder: Recorder): Promise<RecordOutcome> {
  const start = performance.now();
  const outcome = await record(event, recorder);
  recorder.onOutcome?.(outcome, performance.now() - start);
  return outcome;
}

async function record(event: unknown, recorder: Recorder): Promise<RecordOutcome> {
  const { tableName, now, retentionDays } = recorder;
  const read = readBatchEvent(event);
  if (!read.ok) {
    return { outcome: 'rejected', reason: read.reason };
  }
  const { jobId, status, timestamp } = read.job;
  const keyProblem = keyProblemOf(jobId);
  if (keyProblem !== undefined) {
    return { outcome: 'rejected', reason: keyProblem };
  }
  const updatedAt = now();
  const expiresAt = expiryOf(status, updatedAt, retentionDays);
  const item = storableItem(itemOf({ ...read.job, shard: shardOf(jobId), updatedAt, expiresAt }));
  const createsItem = !isPastRetention(timestamp, updatedAt, retentionDays);
  try {
    await writeJob(jobId, { item, event, createsItem }, recorder);
    return { outcome: 'written', jobId };
  } catch (error) {
    if (error instanceof Error && error.name === 'ConditionalCheckFailedException') {
      return { outcome: 'stale', jobId };
    }
    if (isTooLarge(error)) {
      return { outcome: 'rejected', reason: 'other attributes fill the item of the job', jobId };
    }
    throw new Error(`Job ${jobId} was not written to table ${tableName}: ${describeError(error)}`, {
      cause: error,
    });
  }
}
