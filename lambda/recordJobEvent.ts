import { UpdateItemCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { readBatchEvent } from '../src/core/batchEvent';
import { itemOf } from '../src/core/jobItem';
import { shardOf } from '../src/core/shard';
import { describeError } from './describeError';
import { limitProblemOf } from './itemLimits';
import type { Log } from './log';
import { updateJob } from './updateJob';

/**
 * What became of an event. `stale`: the table knows the same or a later state, which is normal, since
 * events come late and twice. `rejected`: no job state change, or one that cannot be stored; trying
 * again would not help.
 */
export type RecordOutcome =
  | { readonly outcome: 'written' | 'stale'; readonly jobId: string }
  | { readonly outcome: 'rejected'; readonly reason: string; readonly jobId?: string };

export interface Recorder {
  readonly client: DynamoDBClient;
  readonly tableName: string;
  /** The time of a write, in milliseconds since the epoch. */
  readonly now: () => number;
  readonly log: Log;
}

/**
 * Stores the job state an EventBridge event tells of, with one conditional write. Throws only when
 * DynamoDB fails, so that Lambda tries again.
 */
export async function recordJobEvent(event: unknown, recorder: Recorder): Promise<RecordOutcome> {
  const outcome = await record(event, recorder);
  if (outcome.outcome !== 'written') {
    recorder.log({ level: outcome.outcome === 'rejected' ? 'WARN' : 'INFO', ...outcome });
  }
  return outcome;
}

async function record(
  event: unknown,
  { client, tableName, now }: Recorder,
): Promise<RecordOutcome> {
  const read = readBatchEvent(event);
  if (!read.ok) {
    return { outcome: 'rejected', reason: read.reason };
  }
  const { jobId } = read.job;
  const item = {
    ...itemOf({ ...read.job, shard: shardOf(jobId), updatedAt: now() }),
    fullEvent: JSON.stringify(event),
  };
  const problem = limitProblemOf(jobId, item);
  if (problem !== undefined) {
    return { outcome: 'rejected', reason: problem, jobId };
  }
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
