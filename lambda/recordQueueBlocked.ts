import { UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { readQueueBlockedEvent } from '../src/core/job/batchEvent';
import { markBlocked } from './markBlocked';
import type { Recorder, RecordOutcome } from './recorder';
import { isConditionFailed, writeOutcome } from './writeOutcome';

/**
 * Adds to a job why it blocks its queue. It is no change of state: an item in another state stays as it
 * is, none is created, and the next state change removes the reason.
 */
export async function recordQueueBlocked(
  event: unknown,
  recorder: Recorder,
): Promise<RecordOutcome> {
  const read = readQueueBlockedEvent(event);
  if (!read.ok) {
    return { outcome: 'rejected', reason: read.reason };
  }
  const { client, tableName } = recorder;
  const { job } = read;
  const mark = (hasFacts: boolean) =>
    client.send(
      new UpdateItemCommand(markBlocked(tableName, job, { updatedAt: recorder.now(), hasFacts })),
    );
  return writeOutcome(job.jobId, recorder, async () => {
    try {
      await mark(true);
    } catch (error) {
      if (!isConditionFailed(error)) {
        throw error;
      }
      // An older function wrote the item, or its event had no facts.
      await mark(false);
    }
  });
}
