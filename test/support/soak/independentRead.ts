import { createHash } from 'node:crypto';
import { ScanCommand, type AttributeValue, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { itemOf } from '../../../src/core/job/jobItem';
import type { JobStore } from '../../../src/core/store/jobStore';

type Fields = Readonly<Record<string, unknown>>;

export interface Comparison {
  readonly jobs: number;
  /** The number of jobs that exist on one side only or differ, and a few examples. */
  readonly differences: number;
  readonly examples: readonly string[];
  /** Digests of every field of every job, in order of their ids. */
  readonly digests: { readonly table: string; readonly store: string };
}

/**
 * Compares every field of every job in the store with the table, which is read without the extension's code.
 */
export async function compareWithTable(
  store: JobStore,
  client: DynamoDBClient,
  tableName: string,
): Promise<Comparison> {
  const table = await readTable(client, tableName);
  const held = new Map([...store.jobs()].map(job => [job.jobId, textOf(itemOf(job))]));
  const ids = [...new Set([...table.keys(), ...held.keys()])];
  const different = ids.filter(jobId => table.get(jobId) !== held.get(jobId));
  return {
    jobs: table.size,
    differences: different.length,
    examples: different
      .slice(0, 3)
      .map(jobId => `table: ${table.get(jobId) ?? 'none'}\nstore: ${held.get(jobId) ?? 'none'}`),
    digests: { table: digestOf(table), store: digestOf(held) },
  };
}

async function readTable(client: DynamoDBClient, TableName: string): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  let ExclusiveStartKey: Record<string, AttributeValue> | undefined;
  do {
    const { Items = [], LastEvaluatedKey } = await client.send(
      new ScanCommand({ TableName, ExclusiveStartKey, ConsistentRead: true }),
    );
    for (const item of Items) {
      found.set(item['jobId']?.S ?? '', textOf(plain(item)));
    }
    ExclusiveStartKey = LastEvaluatedKey;
  } while (ExclusiveStartKey);
  return found;
}

const plain = (item: Readonly<Record<string, AttributeValue>>): Fields =>
  Object.fromEntries(
    Object.entries(item)
      .filter(([name]) => name !== 'fullEvent')
      .map(([name, value]) => [name, plainValue(value)]),
  );

const plainValue = ({ S, N, M }: AttributeValue): unknown =>
  S ?? (N === undefined ? (M ? plain(M) : '?') : Number(N));

/** With the keys of all maps in their order. */
const textOf = (fields: Fields): string =>
  JSON.stringify(fields, (_, value: unknown) =>
    typeof value === 'object' && value !== null
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );

function digestOf(jobs: ReadonlyMap<string, string>): string {
  const hash = createHash('sha256');
  [...jobs].sort(([a], [b]) => (a < b ? -1 : 1)).forEach(([, text]) => hash.update(text));
  return hash.digest('hex');
}
