import assert from 'node:assert/strict';
import path from 'node:path';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { BatchWriteCommand, DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import { Dynalite } from '../../local/dynamodb/dynalite';
import {
  emulatorEnvironment,
  localRegion,
  localTable,
} from '../../local/dynamodb/emulatorEnvironment';
import { root } from '../../local/root';
import { createJobsTable } from '../../local/dynamodb/table';
import { shortLived } from '../../local/vscode/browser';
import type { SettingValues } from '../../local/vscode/settingsFiles';
import { Workbench, type WorkbenchOptions } from '../../local/vscode/workbench';
import { emulatorClient } from '../../support/emulators/emulators';

export interface MonitorOptions extends Partial<WorkbenchOptions> {
  /** What the table holds when VS Code opens; items as DynamoDB's document client takes them. */
  readonly items?: readonly Record<string, unknown>[];
  /** With the index `changes`; without it the table is as plain as the first dashboard's. */
  readonly index?: boolean;
  /** Settings that lead to the table's endpoint, beside those that always do. */
  readonly settingsFor?: (endpoint: string) => SettingValues;
  /** Of a table that is there already; without it there is an emulator with one. */
  readonly endpoint?: string;
}

/** Batch Monitor in a real VS Code, on a table of its own in an emulator. */
export class Monitor {
  readonly client: DynamoDBClient;
  private readonly documents: DynamoDBDocumentClient;
  private opened: Workbench | undefined;

  private constructor(
    readonly endpoint: string,
    private readonly dynalite: Dynalite | undefined,
  ) {
    this.client = emulatorClient(endpoint);
    this.documents = DynamoDBDocumentClient.from(this.client);
  }

  static async open(options: MonitorOptions = {}): Promise<Monitor> {
    const monitor = await Monitor.withTable(options.endpoint);
    try {
      await monitor.start(options);
      return monitor;
    } catch (error) {
      await monitor.close();
      throw error;
    }
  }

  private static async withTable(endpoint: string | undefined): Promise<Monitor> {
    if (endpoint !== undefined) {
      return new Monitor(endpoint, undefined);
    }
    const dynalite = new Dynalite();
    await dynalite.start();
    return new Monitor(dynalite.endpoint, dynalite);
  }

  get workbench(): Workbench {
    if (!this.opened) {
      throw new Error('VS Code is not open.');
    }
    return this.opened;
  }

  async put(items: readonly Record<string, unknown>[]): Promise<void> {
    for (const Item of items) {
      await this.documents.send(new PutCommand({ TableName: localTable, Item }));
    }
  }

  /** The same for thousands, which one by one would take long. */
  async putMany(items: readonly Record<string, unknown>[]): Promise<void> {
    for (let start = 0; start < items.length; start += 25) {
      const puts = items.slice(start, start + 25).map(Item => ({ PutRequest: { Item } }));
      await this.documents.send(new BatchWriteCommand({ RequestItems: { [localTable]: puts } }));
    }
  }

  /** Saved as out/screenshots/NAME.png. */
  screenshot(name: string): Promise<void> {
    return this.workbench.screenshot(path.join(root, 'out/screenshots', `${name}.png`));
  }

  /** Whatever a test was about, the dashboard's page kept its policy. */
  async close(): Promise<void> {
    const refusals = this.opened?.refusals ?? [];
    await this.opened?.close();
    this.client.destroy();
    await this.dynalite?.stop();
    assert.deepEqual(refusals, [], 'the policy of the page was kept');
  }

  private async start({
    items = [],
    index = false,
    settingsFor,
    ...options
  }: MonitorOptions): Promise<void> {
    if (this.dynalite) {
      await createJobsTable(this.client, localTable, { index });
      await this.put(items);
    }
    this.opened = await Workbench.open({
      extension: root,
      browserFlags: shortLived,
      ...options,
      settings: {
        'batchMonitor.endpoint': this.endpoint,
        'batchMonitor.tableName': localTable,
        'batchMonitor.region': localRegion,
        ...options.settings,
        ...settingsFor?.(this.endpoint),
      },
      env: {
        ...emulatorEnvironment(this.endpoint, path.join(root, 'out')),
        // For tests that leave the setting empty, as on AWS.
        AWS_ENDPOINT_URL_DYNAMODB: this.endpoint,
        ...options.env,
      },
    });
  }
}
