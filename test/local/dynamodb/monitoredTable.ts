import { readdirSync } from 'node:fs';
import path from 'node:path';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { createClient } from '../../../lambda/client';
import { recordJobEvent, type Recorder } from '../../../lambda/recordJobEvent';
import { replayFiles } from '../../../lambda/tools/replay/replayEvents';
import { Dynalite } from './dynalite';
import { localRegion, localTable } from './emulatorEnvironment';
import { live } from '../simulator/live';
import { simulate, type SimulationOptions } from '../simulator/simulate';
import { createJobsTable } from './table';

/** A jobs table in an emulator, written by the code of the Lambda function as on AWS. */
export class MonitoredTable {
  private readonly dynalite = new Dynalite();
  private client: DynamoDBClient | undefined;

  constructor(private readonly simulation: SimulationOptions) {}

  get endpoint(): string {
    return this.dynalite.endpoint;
  }

  async start(): Promise<void> {
    const endpoint = await this.dynalite.start();
    this.client = createClient({ endpoint, region: localRegion, env: {} });
    await createJobsTable(this.client, localTable, { index: true });
  }

  /** Writes recorded events and a simulated past; resolves with the number of events written. */
  async fill(fixtures: string): Promise<number> {
    const files = readdirSync(fixtures).map(name => path.join(fixtures, name));
    // Some recordings are fragments for other tests, so ignore rejected ones.
    const replay = { recorder: this.recorder, onRejected: () => undefined };
    let { written } = await replayFiles(files, replay);
    for (const event of simulate(this.simulation)) {
      const { outcome } = await recordJobEvent(event, this.recorder);
      written += outcome === 'written' ? 1 : 0;
    }
    return written;
  }

  /** Writes new events in real time until aborted. */
  async follow(signal: AbortSignal): Promise<void> {
    const pace = { speed: 5, newJobsPerMinute: 20 };
    for await (const event of live({ ...this.simulation, ...pace, signal })) {
      await recordJobEvent(event, this.recorder);
    }
  }

  async stop(): Promise<void> {
    this.client?.destroy();
    await this.dynalite.stop();
  }

  private get recorder(): Recorder {
    if (!this.client) {
      throw new Error('The table is not there yet.');
    }
    return { client: this.client, tableName: localTable, now: Date.now };
  }
}
