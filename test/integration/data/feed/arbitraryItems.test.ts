import assert from 'node:assert/strict';
import {
  BatchWriteItemCommand,
  type AttributeValue,
  type DynamoDBClient,
} from '@aws-sdk/client-dynamodb';
import fc from 'fast-check';
import { jobOf } from '../../../../src/core/job/jobItem';
import { JobStore } from '../../../../src/core/store/jobStore';
import { shards } from '../../../../src/core/job/shard';
import { openJobSource } from '../../../../src/data/openJobSource';
import { JobFeed } from '../../../../src/data/feed/jobFeed';
import { createJobsTable } from '../../../local/dynamodb/table';
import {
  createTable,
  describeOnEmulators,
  emulatorClient,
} from '../../../support/emulators/emulators';
import { wireAttributes } from '../../../support/builders/wireItems';

type WireItem = Record<string, AttributeValue>;

describeOnEmulators('Arbitrary items in the table', (endpoint, emulator) => {
  let client: DynamoDBClient;
  const count = emulator === 'dynalite' ? 3_000 : 1_500;

  before(() => {
    process.env['AWS_ACCESS_KEY_ID'] = 'test';
    process.env['AWS_SECRET_ACCESS_KEY'] = 'test';
    client = emulatorClient(endpoint());
  });

  after(() => client.destroy());

  async function write(tableName: string, items: readonly WireItem[]): Promise<void> {
    for (let start = 0; start < items.length; start += 25) {
      const puts = items.slice(start, start + 25).map(Item => ({ PutRequest: { Item } }));
      const { UnprocessedItems = {} } = await client.send(
        new BatchWriteItemCommand({ RequestItems: { [tableName]: puts } }),
      );
      assert.deepEqual(Object.keys(UnprocessedItems), []);
    }
  }

  async function read(tableName: string): Promise<{ store: JobStore; feed: JobFeed }> {
    const store = new JobStore();
    const feed = new JobFeed(
      { tableName, region: 'eu-west-1', profile: undefined, endpoint: endpoint() },
      { store, openSource: openJobSource, warn: () => undefined, now: Date.now },
    );
    assert.equal(await feed.refresh(), true, JSON.stringify(feed.state.load));
    return { store, feed };
  }

  for (const index of [false, true]) {
    it(`are all read from a table ${index ? 'with' : 'without'} index "changes"`, async () => {
      const tableName = `Arbitrary${index ? 'Indexed' : 'Plain'}`;
      await createJobsTable(client, tableName, { index });
      const items = fc.sample(wireAttributes, count).map((attributes, number): WireItem => ({
        ...attributes,
        jobId: { S: `job-${number}` },
        ...(index
          ? {
              shard: { S: shards[number % shards.length] ?? '' },
              updatedAt: { N: String(number) },
            }
          : {}),
      }));
      await write(tableName, items);
      const { store, feed } = await read(tableName);
      assert.equal(feed.state.shape?.index, index ? 'complete' : 'none');
      assert.equal(feed.state.malformed, 0);
      const living = items.filter(item => !isOver(item));
      assert.equal(store.size, living.length);
      for (const { jobId, ...attributes } of living) {
        const job = store.get(jobId?.S ?? '');
        assert.deepEqual(job, expectedOf(jobId?.S ?? '', attributes));
      }
      feed.dispose();
    });
  }

  for (const [name, key] of [
    ['numbers', { AttributeType: 'N', keyOf: (number: number) => ({ N: String(number) }) }],
    ['binaries', { AttributeType: 'B', keyOf: (n: number) => ({ B: Buffer.from(`${n}`) }) }],
  ] as const) {
    it(`are counted, each, where the keys are ${name}`, async () => {
      const tableName = `Key${name}`;
      await createTable(client, {
        TableName: tableName,
        AttributeDefinitions: [{ AttributeName: 'jobId', AttributeType: key.AttributeType }],
        KeySchema: [{ AttributeName: 'jobId', KeyType: 'HASH' }],
        BillingMode: 'PAY_PER_REQUEST',
      });
      const items = fc.sample(wireAttributes, 100).map((attributes, number): WireItem => ({
        ...attributes,
        jobId: key.keyOf(number),
      }));
      await write(tableName, items);
      const { store, feed } = await read(tableName);
      assert.equal(store.size, 0);
      assert.equal(feed.state.malformed, 100);
      feed.dispose();
    });
  }
});

/** From the form on the wire: a text or a number that can be held is kept, of all else only the map `facts`. */
function expectedOf(jobId: string, attributes: WireItem) {
  const plain: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(attributes)) {
    const { S, N } = value;
    if (S !== undefined || N !== undefined) {
      plain[name] = S ?? Number(N);
    } else if (name === 'facts') {
      plain[name] = plainOf(value);
    }
  }
  const read = jobOf({ ...plain, jobId });
  assert(read.ok);
  return read.job;
}

/** A value as JavaScript has it. */
function plainOf({ S, N, BOOL, NULL, L, M }: AttributeValue): unknown {
  if (L !== undefined) {
    return L.map(plainOf);
  }
  if (M !== undefined) {
    return Object.fromEntries(Object.entries(M).map(([name, value]) => [name, plainOf(value)]));
  }
  // Sets and binary data, which facts cannot hold.
  const other = new Set();
  return S ?? (N === undefined ? (BOOL ?? (NULL === true ? null : other)) : Number(N));
}

/** Whether DynamoDB is about to delete it, and nobody is shown it: its time has passed, but not by five years. */
function isOver({ jobId, ...attributes }: WireItem): boolean {
  const { expiresAt = Infinity } = expectedOf(jobId?.S ?? '', attributes);
  const agoMs = Date.now() - expiresAt * 1000;
  return agoMs >= 0 && agoMs < 5 * 365 * 86_400_000;
}
