import assert from 'node:assert/strict';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DeleteCommand, DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import * as vscode from 'vscode';
import type { Internals } from '../../../src/main';
import { settingsSection } from '../../../src/ids';
import { createJobsTable } from '../../local/dynamodb/table';
import { until as poll } from '../../local/process/until';

export const extensionId = 'momentslab.batch-monitor';

/** The DynamoDB-compatible server that whoever started VS Code runs for these tests. */
export function endpoint(): string {
  const url = process.env['BATCH_MONITOR_TEST_ENDPOINT'];
  assert(url, 'BATCH_MONITOR_TEST_ENDPOINT is not set');
  return url;
}

export async function activated(): Promise<Internals> {
  const extension = vscode.extensions.getExtension<Internals>(extensionId);
  assert(extension, `${extensionId} is not installed`);
  return extension.activate();
}

export const set = (key: string, value: unknown): Thenable<void> =>
  vscode.workspace
    .getConfiguration(settingsSection)
    .update(key, value, vscode.ConfigurationTarget.Global);

const client = new DynamoDBClient({
  region: 'eu-west-1',
  endpoint: process.env['BATCH_MONITOR_TEST_ENDPOINT'] ?? 'http://127.0.0.1:1',
  credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
});
const documents = DynamoDBDocumentClient.from(client);

/** A new table with these items; plain, as the seed's set-up made it, unless with the index. */
export async function makeTable(
  tableName: string,
  items: readonly Record<string, unknown>[],
  index = false,
): Promise<void> {
  await createJobsTable(client, tableName, { index });
  for (const item of items) {
    await put(tableName, item);
  }
}

export async function put(tableName: string, item: Record<string, unknown>): Promise<void> {
  await documents.send(new PutCommand({ TableName: tableName, Item: item }));
}

export async function remove(tableName: string, jobId: string): Promise<void> {
  await documents.send(new DeleteCommand({ TableName: tableName, Key: { jobId } }));
}

/** Puts something in the place of an object's own for as long as `run` takes. */
export async function instead<T extends object, K extends keyof T>(
  object: T,
  key: K,
  value: T[K],
  run: () => Promise<void>,
): Promise<void> {
  const own = Object.getOwnPropertyDescriptor(object, key);
  Object.defineProperty(object, key, { value, configurable: true, writable: true });
  try {
    await run();
  } finally {
    if (own) {
      Object.defineProperty(object, key, own);
    } else {
      Reflect.deleteProperty(object, key);
    }
  }
}

/** Waits until `check` holds, and says what it waited for when it never does. */
export async function until(what: string, check: () => boolean | Promise<boolean>): Promise<void> {
  await poll(what, check, { everyMs: 25 });
}

/** Points the extension at a table of the test server and waits for the read to end, well or badly. */
export async function connect(tableName: string, url = endpoint()): Promise<Internals> {
  const internals = await activated();
  await set('endpoint', url);
  await set('tableName', tableName);
  await until(`settled on ${tableName}`, () => {
    const { connection, load } = internals.feed.state;
    return (
      connection.tableName === tableName &&
      connection.endpoint === url &&
      ['ready', 'failed'].includes(load.phase)
    );
  });
  return internals;
}
