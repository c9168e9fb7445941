import type { SQSBatchResponse } from 'aws-lambda';
import { createClient } from './client';
import { readFunctionSettings } from './functionSettings';
import { isSqsBatch, recordBatch } from './recordBatch';
import { recordJobEvent } from './recordJobEvent';
import type { Recorder, RecordOutcome } from './recorder';
import { Telemetry } from './telemetry';

const { env } = process;
const { endpoint, ...settings } = readFunctionSettings(env);
const telemetry = new Telemetry(env);

/** Created once per function instance, not per event. */
const recorder: Recorder = {
  ...settings,
  client: createClient({ endpoint, env }),
  now: Date.now,
  onOutcome: telemetry.onOutcome,
  onFailed: telemetry.onFailed,
};

/**
 * The target of the EventBridge rule, and of the event source mappings that redrive the dead-letter
 * queues.
 */
export async function handler(event: unknown): Promise<RecordOutcome | SQSBatchResponse> {
  try {
    return isSqsBatch(event)
      ? await recordBatch(event, recorder)
      : await recordJobEvent(event, recorder);
  } catch (error) {
    telemetry.onFailed(error);
    throw error;
  } finally {
    telemetry.flush();
  }
}
