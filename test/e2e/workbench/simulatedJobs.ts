import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { recordJobEvent, type RecordOutcome } from '../../../lambda/recordJobEvent';
import { localTable } from '../../local/dynamodb/emulatorEnvironment';
import { simulate } from '../../local/simulator/simulate';

/** Writes an event as the Lambda function does in AWS. */
export const record = (client: DynamoDBClient, event: unknown): Promise<RecordOutcome> =>
  recordJobEvent(event, { client, tableName: localTable, now: Date.now });

/** A day of simulated jobs, the same each time but for the hour. */
export async function recordSimulatedDay(client: DynamoDBClient, jobs: number): Promise<void> {
  for (const event of simulate({ seed: 3, jobs, until: new Date(), hours: 24 })) {
    await record(client, event);
  }
}
