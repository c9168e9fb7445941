import { isQueueBlockedEvent, readBatchEvent } from '../src/core/job/batchEvent';
import { itemOf } from '../src/core/job/jobItem';
import { shardOf } from '../src/core/job/shard';
import { storableItem } from './itemLimits';
import { recordQueueBlocked } from './recordQueueBlocked';
import type { Recorder, RecordOutcome } from './recorder';
import { expiryOf, isPastRetention } from './retention';
import { writeJob } from './writeJob';
import { writeOutcome } from './writeOutcome';

export type { Recorder, RecordOutcome } from './recorder';

/** Stores what an EventBridge event says about a job. Throws only when DynamoDB fails, so that Lambda retries. */
export async function recordJobEvent(event: unknown, recorder: Recorder): Promise<RecordOutcome> {
  const start = performance.now();
  const record = isQueueBlockedEvent(event) ? recordQueueBlocked : recordState;
  const outcome = await record(event, recorder);
  recorder.onOutcome?.(outcome, performance.now() - start);
  return outcome;
}

/** Stores the state of a job with one conditional write. */
async function recordState(event: unknown, recorder: Recorder): Promise<RecordOutcome> {
  const read = readBatchEvent(event);
  if (!read.ok) {
    return { outcome: 'rejected', reason: read.reason };
  }
  const { jobId, status, timestamp } = read.job;
  const { retentionDays } = recorder;
  const updatedAt = recorder.now();
  const expiresAt = expiryOf(status, updatedAt, retentionDays);
  const item = storableItem(itemOf({ ...read.job, shard: shardOf(jobId), updatedAt, expiresAt }));
  const createsItem = !isPastRetention(timestamp, updatedAt, retentionDays);
  return writeOutcome(jobId, recorder, () =>
    writeJob(jobId, { item, event, createsItem }, recorder),
  );
}
