import type { SQSBatchItemFailure, SQSBatchResponse } from 'aws-lambda';
import { isObject, textIn, type JsonObject } from '../src/core/base/json';
import { unwrap, type Unwrapped } from './envelopes';
import { recordJobEvent } from './recordJobEvent';
import type { Recorder } from './recorder';

/** The event that an SQS event source mapping sends to the function. */
export interface SqsBatch {
  readonly Records: readonly JsonObject[];
}

export function isSqsBatch(event: unknown): event is SqsBatch {
  return (
    isObject(event) &&
    Array.isArray(event['Records']) &&
    event['Records'].every(record => isObject(record) && record['eventSource'] === 'aws:sqs')
  );
}

/**
 * Stores the events in a dead-letter queue's messages, from EventBridge or a failed invocation. Only
 * messages that DynamoDB did not accept are reported as failed and stay in the queue. Messages without
 * a job event are logged and counted but not retried: a retry cannot succeed.
 */
export async function recordBatch(batch: SqsBatch, recorder: Recorder): Promise<SQSBatchResponse> {
  const failures = await Promise.all(batch.Records.map(message => failuresOf(message, recorder)));
  return { batchItemFailures: failures.flat() };
}

async function failuresOf(message: JsonObject, recorder: Recorder): Promise<SQSBatchItemFailure[]> {
  try {
    for (const found of unwrap(message)) {
      await recordFound(found, recorder);
    }
    return [];
  } catch (error) {
    const itemIdentifier = textIn(message['messageId']);
    if (itemIdentifier === undefined) {
      throw error;
    }
    recorder.onFailed?.(error);
    return [{ itemIdentifier }];
  }
}

async function recordFound(found: Unwrapped, recorder: Recorder): Promise<void> {
  if (found.ok) {
    await recordJobEvent(found.event, recorder);
  } else {
    recorder.onOutcome?.({ outcome: 'rejected', reason: `the message ${found.reason}` }, 0);
  }
}
