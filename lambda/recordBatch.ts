import type { SQSBatchItemFailure, SQSBatchResponse } from 'aws-lambda';
import { isObject, textIn, type JsonObject } from '../src/core/base/json';
import { unwrap, type Unwrapped } from './envelopes';
import { recordJobEvent, type Recorder } from './recordJobEvent';

/** What an event source mapping of an SQS queue hands to the function. */
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
 * Stores the events of a dead-letter queue's messages, as EventBridge or a failed invocation left them
 * there. Only messages DynamoDB failed for are reported as failed, and so stay in the queue; what is
 * no job state change is logged, counted and done with, since trying again would not help.
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
