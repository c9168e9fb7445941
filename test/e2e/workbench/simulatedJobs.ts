import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { recordJobEvent, type RecordOutcome } from '../../../lambda/recordJobEvent';
import { localTable } from '../../local/dynamodb/emulatorEnvironment';
import { simulate } from '../../local/simulator/simulate';

/** Writes an event as the Lambda function does in AWS. */
export const record = (client: DynamoDBClient, event: unknown): Promise<RecordOutcome> =>
  recordJobEvent(event, { client, tableName: localTable, now: Date.now });

/**
 * The state at the end of a day of simulated jobs, the same each time but for the hour. Writes the latest event of each
 * job only: the item is the same as after all of them.
 */
export async function recordSimulatedDay(client: DynamoDBClient, jobs: number): Promise<void> {
  const day = simulate({ seed: 3, jobs, until: new Date(), hours: 24 });
  const latest = new Map([...day].map(event => [event.detail.jobId, event]));
  for (const event of latest.values()) {
    await record(client, event);
  }
}
