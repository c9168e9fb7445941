import { UpdateItemCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { readBatchEvent } from '../src/core/job/batchEvent';
import { itemOf } from '../src/core/job/jobItem';
import { shardOf } from '../src/core/job/shard';
import { describeError } from './describeError';
import { keyProblemOf, roomForEvent, storableItem } from './itemLimits';
import { storedEvent } from './storedEvent';
import { updateJob } from './updateJob';

/**
 * What became of an event. `stale`: the table knows the same or a later state, which is normal, since
 * events come late and twice. `rejected`: no job state change, or one that cannot be stored; trying
 * again would not help.
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

export interface Recorder extends Reports {
  readonly client: DynamoDBClient;
  readonly tableName: string;
  /** The time of a write, in milliseconds since the epoch. */
  readonly now: () => number;
  /** Days after which DynamoDB may delete a job that no event changed; absent to keep jobs forever. */
  readonly retentionDays?: number | undefined;
  /** Whether to redact the values of environment variables before storing an event. */
  readonly redactsEnvironment?: boolean;
}

const secondsADay = 86_400;

/**
 * Stores the job state an EventBridge event tells of, with one conditional write. Throws only when
 * DynamoDB fails, so that Lambda tries again.
 */
export async function recordJobEvent(event: unknown, recorder: Recorder): Promise<RecordOutcome> {
  const start = performance.now();
  const outcome = await record(event, recorder);
  recorder.onOutcome?.(outcome, performance.now() - start);
  return outcome;
}

async function record(event: unknown, recorder: Recorder): Promise<RecordOutcome> {
  const { client, tableName, now, redactsEnvironment = false } = recorder;
  const read = readBatchEvent(event);
  if (!read.ok) {
    return { outcome: 'rejected', reason: read.reason };
  }
  const { jobId } = read.job;
  const keyProblem = keyProblemOf(jobId);
  if (keyProblem !== undefined) {
    return { outcome: 'rejected', reason: keyProblem };
  }
  const updatedAt = now();
  const facts = storableItem(
    itemOf({
      ...read.job,
      shard: shardOf(jobId),
      updatedAt,
      expiresAt: expiryOf(updatedAt, recorder.retentionDays),
    }),
  );
  const room = roomForEvent(facts);
  if (room === undefined) {
    return { outcome: 'rejected', reason: 'its texts leave no room for the event', jobId };
  }
  const item = { ...facts, fullEvent: storedEvent(event, { room, redactsEnvironment }) };
  try {
    await client.send(new UpdateItemCommand(updateJob(tableName, jobId, item)));
    return { outcome: 'written', jobId };
  } catch (error) {
    if (error instanceof Error && error.name === 'ConditionalCheckFailedException') {
      return { outcome: 'stale', jobId };
    }
    throw new Error(`Job ${jobId} was not written to table ${tableName}: ${describeError(error)}`, {
      cause: error,
    });
  }
}

/** DynamoDB's TTL counts in seconds since the epoch. */
function expiryOf(updatedAt: number, retentionDays: number | undefined): number | undefined {
  return retentionDays === undefined
    ? undefined
    : Math.floor(updatedAt / 1_000) + retentionDays * secondsADay;
}
