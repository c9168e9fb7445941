import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { unzipSync } from 'fflate';
import { pythonWithBoto3 } from '../../local/dynamodb/boto3';
import { LambdaRuntime } from '../../local/dynamodb/lambdaRuntime';

/** A Lambda function that stores events, each run of it in a process of its own. */
export interface Writer {
  readonly table: string;
  readonly run: () => LambdaRuntime;
}

/** What `package:lambda` ships, with nothing beside it. */
export async function shippedWriter(
  zip: Uint8Array,
  endpoint: string,
  onEnd: (end: () => Promise<void>) => void,
): Promise<Writer> {
  const folder = await mkdtemp(path.join(tmpdir(), 'batch-monitor-lambda-'));
  onEnd(() => rm(folder, { recursive: true }));
  for (const [name, bytes] of Object.entries(unzipSync(zip))) {
    await writeFile(path.join(folder, name), bytes);
  }
  const table = 'Shipped';
  return { table, run: () => new LambdaRuntime(folder, settings(endpoint, table)) };
}

/** The first dashboard's way, through boto3; absent where there is no boto3. */
export async function plainPutWriter(endpoint: string): Promise<Writer | undefined> {
  const python = await pythonWithBoto3();
  if (python === undefined) {
    return undefined;
  }
  const table = 'PlainPut';
  const folder = __dirname;
  return {
    table,
    run: () => new LambdaRuntime(folder, settings(endpoint, table), [python, 'plainPut.py']),
  };
}

const settings = (endpoint: string, table: string): Record<string, string> => ({
  AWS_REGION: 'eu-west-1',
  DYNAMODB_ENDPOINT: endpoint,
  TABLE_NAME: table,
});
