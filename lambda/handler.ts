import { createClient } from './client';
import { logLine } from './log';
import { recordJobEvent, type Recorder, type RecordOutcome } from './recordJobEvent';

const { env } = process;

/** An empty variable says nothing: a template cannot leave one out. */
const setting = (name: string): string | undefined => (env[name] === '' ? undefined : env[name]);

/** Made once for each instance of the function, not for each event. */
const recorder: Recorder = {
  client: createClient({ endpoint: setting('DYNAMODB_ENDPOINT'), env }),
  tableName: setting('TABLE_NAME') ?? 'MonitoringToolTest',
  now: Date.now,
  log: logLine,
};

/** The target of the EventBridge rule for "Batch Job State Change". */
export function handler(event: unknown): Promise<RecordOutcome> {
  return recordJobEvent(event, recorder);
}
