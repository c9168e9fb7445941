import assert from 'node:assert/strict';
import {
  DescribeTableCommand,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  ScanCommand,
  UpdateItemCommand,
  type AttributeValue,
  type DynamoDBClient,
} from '@aws-sdk/client-dynamodb';
import { createClient } from '../../../lambda/client';
import { recordJobEvent, type RecordOutcome } from '../../../lambda/recordJobEvent';
import { isCutEvent } from '../../../src/core/event/truncationMarker';
import { listAttributes } from '../../../src/core/job/jobItem';
import { shardOf, shards } from '../../../src/core/job/shard';
import { Random } from '../../../src/sample/random';
import { simulate } from '../../local/simulator/simulate';
import { createJobsTable } from '../../local/dynamodb/table';
import {
  aLifeWithRetry,
  anAttempt,
  anEvent,
  eventFixtures,
  fixture,
} from '../../support/builders/batchEvents';
import { describeOnEmulators, emulatorClient } from '../../support/emulators/emulators';
import { disorder } from '../../support/builders/orders';

type Item = Record<string, AttributeValue>;

const text = (S: string): AttributeValue => ({ S });

describeOnEmulators('recordJobEvent', endpoint => {
  const tableName = 'RecordedJobs';
  let client: DynamoDBClient;
  let now = 1_795_428_000_000;

  before(async () => {
    client = emulatorClient(endpoint());
    await createJobsTable(client, tableName, { index: true });
  });

  after(() => client.destroy());

  const record = (event: unknown, table = tableName): Promise<RecordOutcome> =>
    recordJobEvent(event, { client, tableName: table, now: () => now++ });

  const outcomeOf = async (event: unknown): Promise<string> => (await record(event)).outcome;

  async function itemOf(jobId: string): Promise<Item | undefined> {
    const Key = { jobId: text(jobId) };
    const answer = await client.send(
      new GetItemCommand({ TableName: tableName, Key, ConsistentRead: true }),
    );
    return answer.Item;
  }

  const put = (item: Item) => client.send(new PutItemCommand({ TableName: tableName, Item: item }));

  it('creates the item of a job', async () => {
    const event = fixture('01');
    const before = now;
    assert.equal(await outcomeOf(event), 'written');
    const jobId = 'e13b29a0-3b61-403e-b750-e1d954fc6b13';
    const stream = 'job/default/63eb5c704ef244d3aaa78d23d1717e10';
    const arn = 'arn:aws:batch:us-west-2:100200300400';
    assert.deepEqual(await itemOf(jobId), {
      jobId: text(jobId),
      jobName: text('test-failure'),
      status: text('FAILED'),
      timestamp: text('2025-04-23T19:01:54Z'),
      jobQueue: text(`${arn}:job-queue/HLSVIInfraJobQueue6447D2-cWsRRSc5gTBfC4g1`),
      jobDefinition: text(`${arn}:job-definition/HLSVIProcessingJobDef35A-5zZ2aDtcQB9iZ4gW:3`),
      region: text('us-west-2'),
      account: text('100200300400'),
      statusReason: text('Essential container in task exited'),
      fullEvent: text(JSON.stringify(event)),
      sequence: { N: '1000' },
      shard: text(shardOf(jobId)),
      updatedAt: { N: String(before) },
      createdAt: { N: '1745434620145' },
      startedAt: { N: '1745434913482' },
      stoppedAt: { N: '1745434913574' },
      attempts: { N: '1' },
      exitCode: { N: '1' },
      logStreamName: text(stream),
      logGroupName: text('hls-vi-historical-orchestration-processing-dev'),
      facts: {
        M: {
          vcpus: { N: '1' },
          memoryMiB: { N: '1000' },
          platform: text('EC2'),
          maxAttempts: { N: '3' },
        },
      },
    });
  });

  it('writes every recorded job state change, and none of the other events', async () => {
    for (const name of eventFixtures) {
      const event = fixture(name.slice(0, 2));
      const jobId = 'fixture-' + name.slice(0, 2);
      const own = { ...event, detail: { ...(event['detail'] as object), jobId } };
      const isOther = /^(09|10)/.test(name);
      const outcome = name.startsWith('09') ? 'stale' : isOther ? 'rejected' : 'written';
      assert.equal(await outcomeOf(own), outcome, name);
      assert.equal((await itemOf(jobId)) === undefined, isOther, name);
    }
  });

  it('does not change a job when an event of another kind names it', async () => {
    const { detail } = fixture('10') as { detail: { jobId: string } };
    await record(anEvent({ jobId: detail.jobId, status: 'RUNNING' }));
    const item = await itemOf(detail.jobId);
    assert.equal(await outcomeOf(fixture('10')), 'rejected');
    assert.deepEqual(await itemOf(detail.jobId), item);
  });

  it('reaches the right final state in any order, with duplicates and ties', async () => {
    await Promise.all(
      Array.from({ length: 60 }, async (_, seed) => {
        const jobId = `life-${seed}`;
        const life = disorder(aLifeWithRetry(jobId), new Random(seed));
        for (const event of life) {
          await record(event);
        }
        const { status, attempts, timestamp } = (await itemOf(jobId)) ?? {};
        assert.deepEqual(
          { status, attempts, timestamp },
          {
            status: text('SUCCEEDED'),
            attempts: { N: '2' },
            timestamp: text('2026-11-23T10:00:02Z'),
          },
          `order ${seed}`,
        );
      }),
    );
  });

  it('reaches the right final state when all events of a job arrive at once', async () => {
    await Promise.all(aLifeWithRetry('at-once').map(event => record(event)));
    assert.deepEqual((await itemOf('at-once'))?.['status'], text('SUCCEEDED'));
  });

  it('changes nothing for a duplicate, not even the time of the write', async () => {
    const event = anEvent({ jobId: 'twice', status: 'RUNNING' });
    assert.equal(await outcomeOf(event), 'written');
    const item = await itemOf('twice');
    assert.equal(await outcomeOf(event), 'stale');
    assert.deepEqual(await itemOf('twice'), item);
  });

  it('accepts a RUNNABLE with an outdated attempt count when it is clearly later', async () => {
    const at = (second: number) => ({ time: `2026-11-23T10:00:0${second}Z` });
    const runnable = { jobId: 'lagging', status: 'RUNNABLE' };
    await record(anEvent({ jobId: 'lagging', status: 'RUNNING' }, at(0)));
    assert.equal(await outcomeOf(anEvent(runnable, at(1))), 'stale');
    assert.equal(await outcomeOf(anEvent(runnable, at(2))), 'written');
  });

  it('does not carry the outcome of one attempt over to the next', async () => {
    const jobId = 'outcome';
    const first = anAttempt({ exitCode: 1, reason: 'OutOfMemoryError', logStreamName: 's/1' });
    await record(anEvent({ jobId, status: 'RUNNABLE', statusReason: 'x', attempts: [first] }));
    await record(anEvent({ jobId, status: 'FAILED', attempts: [first, anAttempt()] }));
    const item = await itemOf(jobId);
    assert.deepEqual(item?.['attempts'], { N: '2' });
    for (const name of ['exitCode', 'reason', 'logStreamName', 'logGroupName', 'statusReason']) {
      assert.equal(item[name], undefined, name);
    }
  });

  it('does not carry the log of one attempt over to the next', async () => {
    const jobId = 'log';
    const attempts = [anAttempt({ exitCode: 1, logStreamName: 's/1' })];
    const streamAt = async (status: string, container: object) => {
      await record(anEvent({ jobId, status, attempts, container }));
      return (await itemOf(jobId))?.['logStreamName'];
    };
    assert.deepEqual(await streamAt('RUNNABLE', {}), text('s/1'));
    assert.equal(await streamAt('STARTING', { logStreamName: 's/1' }), undefined);
    assert.deepEqual(await streamAt('RUNNING', { logStreamName: 's/2' }), text('s/2'));
  });

  it('keeps attributes from other writers and earlier events', async () => {
    const jobId = 'kept';
    const jobName = 'pre-69490f5fc05fb78da7b7380f-1766395755577';
    await record(anEvent({ jobId, jobName, status: 'RUNNABLE', createdAt: 5, media_id: 'told' }));
    await client.send(
      new UpdateItemCommand({
        TableName: tableName,
        Key: { jobId: text(jobId) },
        UpdateExpression: 'SET note = :note',
        ExpressionAttributeValues: { ':note': text('mine') },
      }),
    );
    await record(anEvent({ jobId, jobName, status: 'RUNNING' }));
    const { note, createdAt, media_id, status } = (await itemOf(jobId)) ?? {};
    assert.deepEqual(
      { note, createdAt, media_id, status },
      {
        note: text('mine'),
        createdAt: { N: '5' },
        media_id: text('told'),
        status: text('RUNNING'),
      },
    );
  });

  it('replaces items of older writers, unless they are later', async () => {
    const legacy = { status: text('SUBMITTED'), timestamp: text('2026-11-23T10:00:00Z') };
    for (const [jobId, time, outcome] of [
      ['legacy-earlier', '2026-11-23T09:59:59Z', 'stale'],
      ['legacy-same', '2026-11-23T10:00:00Z', 'written'],
      ['legacy-later', '2026-11-23T10:00:01Z', 'written'],
    ] as const) {
      await put({ jobId: text(jobId), ...legacy });
      assert.equal(await outcomeOf(anEvent({ jobId, status: 'RUNNING' }, { time })), outcome);
    }
  });

  it('takes over items of other writers whose order or time is of another type', async () => {
    for (const [jobId, damaged] of [
      ['epoch', { timestamp: { N: '1795428000' } }],
      ['text-order', { sequence: text('1000'), timestamp: text('2026-11-23T10:00:00Z') }],
      ['no-order', { sequence: { NULL: true }, timestamp: { NULL: true } }],
    ] as const) {
      await put({ jobId: text(jobId), status: text('RUNNING'), ...damaged });
      assert.equal(await outcomeOf(anEvent({ jobId, status: 'SUCCEEDED' })), 'written');
      assert.deepEqual((await itemOf(jobId))?.['sequence'], { N: '1000' });
      assert.equal(await outcomeOf(anEvent({ jobId, status: 'RUNNING' })), 'stale');
    }
  });

  it('replaces an item that has only attributes of other tools', async () => {
    await put({ jobId: text('noted'), note: text('mine') });
    assert.equal(await outcomeOf(anEvent({ jobId: 'noted' })), 'written');
    await put({ jobId: text('noted-2'), note: text('mine') });
    assert.equal(await outcomeOf(anEvent({ jobId: 'noted-2' }, { time: undefined })), 'written');
  });

  it('uses only the state when an event has no time', async () => {
    const timeless = { time: undefined };
    await record(anEvent({ jobId: 'timeless', status: 'RUNNING' }));
    const earlier = anEvent({ jobId: 'timeless', status: 'STARTING' }, timeless);
    const later = anEvent({ jobId: 'timeless', status: 'FAILED' }, timeless);
    assert.equal(await outcomeOf(earlier), 'stale');
    assert.equal(await outcomeOf(later), 'written');
    assert.equal((await itemOf('timeless'))?.['timestamp'], undefined);
  });

  it('writes a smaller event when other attributes leave no room for it', async () => {
    for (const bytes of [250_000, 380_000, 408_000]) {
      const jobId = `filled-${bytes}`;
      await put({ jobId: text(jobId), note: text('x'.repeat(bytes)) });
      const parameters = Object.fromEntries(
        Array.from({ length: 200 }, (_, index) => [`p${index}`, 'y'.repeat(1_000)]),
      );
      assert.equal(await outcomeOf(anEvent({ jobId, status: 'FAILED', parameters })), 'written');
      const item = await itemOf(jobId);
      assert.deepEqual(item?.['status'], text('FAILED'));
      assert.equal(item['note']?.S?.length, bytes);
      const stored = item['fullEvent']?.S ?? '';
      assert(isCutEvent(stored));
      assert.equal(typeof JSON.parse(stored), 'object');
    }
  });

  it('shortens the strings of a state before it rejects the job', async () => {
    await put({ jobId: text('full'), note: text('x'.repeat(408_400)) });
    const event = anEvent({ jobId: 'full', status: 'FAILED', statusReason: 'z'.repeat(8_000) });
    assert.equal(await outcomeOf(event), 'written');
    assert.match((await itemOf('full'))?.['statusReason']?.S ?? '', /^z{256}… \(cut: /);
  });

  describe('with a retention', () => {
    const day = 86_400_000;
    const aWeek = 7;
    const recordWith = async (
      retentionDays: number | undefined,
      jobId: string,
      status: string,
      ageDays: number,
    ): Promise<string> => {
      const event = anEvent(
        { jobId, status },
        { time: new Date(now - ageDays * day).toISOString() },
      );
      const options = { client, tableName, now: () => now++, retentionDays };
      return (await recordJobEvent(event, options)).outcome;
    };
    const expiryOf = async (jobId: string) => (await itemOf(jobId))?.['expiresAt'];

    it('sets an expiry once a job has finished, and not before', async () => {
      await recordWith(aWeek, 'finishing', 'RUNNING', 0);
      assert.equal(await expiryOf('finishing'), undefined);
      const written = now;
      await recordWith(aWeek, 'finishing', 'SUCCEEDED', 0);
      const N = String(Math.floor(written / 1_000) + aWeek * 86_400);
      assert.deepEqual(await expiryOf('finishing'), { N });
    });

    it('removes the expiry that an older function set on an unfinished job', async () => {
      const [jobId, status] = [text('expiring'), text('RUNNABLE')];
      await put({ jobId, status, sequence: { N: '2' }, expiresAt: { N: '1' } });
      await recordWith(aWeek, 'expiring', 'RUNNING', 0);
      assert.equal(await expiryOf('expiring'), undefined);
    });

    it('keeps a job forever from the next write on, once retention is turned off', async () => {
      const [jobId, status] = [text('turned-off'), text('RUNNING')];
      await put({ jobId, status, sequence: { N: '4' }, expiresAt: { N: '1' } });
      await recordWith(undefined, 'turned-off', 'FAILED', 0);
      assert.equal(await expiryOf('turned-off'), undefined);
    });

    it('does not restore a deleted job with an event older than the retention', async () => {
      for (const status of ['RUNNING', 'FAILED']) {
        assert.equal(await recordWith(aWeek, 'deleted', status, 8), 'stale');
        assert.equal(await itemOf('deleted'), undefined);
      }
      assert.equal(await recordWith(aWeek, 'deleted', 'FAILED', 6), 'written');
      assert.equal(await recordWith(undefined, 'kept-for-good', 'FAILED', 800), 'written');
    });

    it('still updates an existing job with an event older than the retention', async () => {
      await recordWith(undefined, 'old', 'RUNNING', 9);
      assert.equal(await recordWith(aWeek, 'old', 'FAILED', 8), 'written');
      assert.deepEqual((await itemOf('old'))?.['status'], text('FAILED'));
    });
  });

  it('stores an event of 1 MB, shortened and marked as such, as valid JSON', async () => {
    const text = '"é\u0001'.repeat(60_000);
    const list = Array.from({ length: 20_000 }, (_, index) => ({ name: `V${index}`, value: 'x' }));
    const large = anEvent({ jobId: 'large', parameters: { text }, container: { list } });
    assert(JSON.stringify(large).length > 1_000_000);
    assert.equal(await outcomeOf(large), 'written');
    const stored = (await itemOf('large'))?.['fullEvent']?.S ?? '';
    assert(isCutEvent(stored));
    const { detail } = JSON.parse(stored) as { detail: { jobId: string; parameters: object } };
    assert.equal(detail.jobId, 'large');
    assert.match(JSON.stringify(detail.parameters), /… \(cut: \d+ more characters\)/);
    assert.match(stored, /"… \(cut: \d+ more\)"/);
  });

  it('fits in an item when it is just small enough', async () => {
    const event = anEvent({ jobId: 'fits', parameters: { text: 'x'.repeat(408_000) } });
    assert.equal(await outcomeOf(event), 'written');
  });

  it('stores simulated events in any order, and serves them through the index', async () => {
    const table = 'SimulatedJobs';
    await createJobsTable(client, table, { index: true });
    const until = new Date('2026-11-23T12:00:00Z');
    const events = [...simulate({ seed: 5, jobs: 60, until, hours: 3 })];
    const last = new Map(events.map(({ detail }) => [detail.jobId, detail.status]));
    for (const event of disorder(events, new Random(5))) {
      await record(event, table);
    }
    const pages = await Promise.all(
      shards.map(shard =>
        client.send(
          new QueryCommand({
            TableName: table,
            IndexName: 'changes',
            KeyConditionExpression: '#shard = :shard AND #updatedAt >= :since',
            ExpressionAttributeNames: { '#shard': 'shard', '#updatedAt': 'updatedAt' },
            ExpressionAttributeValues: { ':shard': text(shard), ':since': { N: '0' } },
          }),
        ),
      ),
    );
    const items = pages.flatMap(({ Items = [] }) => Items);
    const found = new Map(items.map(({ jobId, status }) => [jobId?.S, status?.S]));
    assert.deepEqual([...found].sort(), [...last].sort());
    assert(items.every(item => item['fullEvent'] === undefined));
    assert(items.every(item => Object.keys(item).every(name => listAttributes.includes(name))));
  });

  it('throws a clear error when the table is missing', async () => {
    await assert.rejects(record(anEvent({ jobId: 'a' }), 'NoSuchTable'), {
      message: /^Job a was not written to table NoSuchTable: ResourceNotFoundException: /,
    });
  });
});

describeOnEmulators('createJobsTable', endpoint => {
  it('creates the plain table as the Streamlit dashboard did', async () => {
    const client = emulatorClient(endpoint());
    await createJobsTable(client, 'PlainJobs', { index: false });
    const { Table } = await client.send(new DescribeTableCommand({ TableName: 'PlainJobs' }));
    assert.equal(Table?.TableStatus, 'ACTIVE');
    assert.deepEqual(Table.KeySchema, [{ AttributeName: 'jobId', KeyType: 'HASH' }]);
    assert.equal(Table.GlobalSecondaryIndexes, undefined);
    const { Count } = await client.send(new ScanCommand({ TableName: 'PlainJobs' }));
    assert.equal(Count, 0);
    client.destroy();
  });

  it('creates the index with all attributes that lists show', async () => {
    const client = emulatorClient(endpoint());
    await createJobsTable(client, 'IndexedJobs', { index: true });
    const { Table } = await client.send(new DescribeTableCommand({ TableName: 'IndexedJobs' }));
    const [index] = Table?.GlobalSecondaryIndexes ?? [];
    assert.equal(index?.IndexName, 'changes');
    assert.equal(index.IndexStatus, 'ACTIVE');
    const projected = index.Projection?.NonKeyAttributes ?? [];
    assert.deepEqual(
      [...projected, 'jobId', 'shard', 'updatedAt'].sort(),
      [...listAttributes].sort(),
    );
    client.destroy();
  });
});

describe('recordJobEvent, without a server', () => {
  it('throws a clear error when the connection is refused', async () => {
    const client = createClient({ endpoint: 'http://127.0.0.1:1', region: 'eu-west-1', env: {} });
    const recorder = { client, tableName: 'Jobs', now: Date.now };
    await assert.rejects(recordJobEvent(anEvent({ jobId: 'a' }), recorder), {
      message: 'Job a was not written to table Jobs: connect ECONNREFUSED 127.0.0.1:1',
    });
  });
});
