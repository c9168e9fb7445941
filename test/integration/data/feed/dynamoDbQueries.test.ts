import assert from 'node:assert/strict';
import { BatchWriteItemCommand, type AttributeValue } from '@aws-sdk/client-dynamodb';
import { isUserError } from '../../../../src/core/diagnostics/errors';
import { jobOf } from '../../../../src/core/job/jobItem';
import { JobStore } from '../../../../src/core/store/jobStore';
import { openJobTable } from '../../../../src/data/aws';
import { DynamoDbQueries } from '../../../../src/data/table/dynamoDbQueries';
import { collect } from '../../../../src/data/table/jobPages';
import type { Connection } from '../../../../src/data/config/connection';
import { openJobSource } from '../../../../src/data/openJobSource';
import { JobFeed } from '../../../../src/data/feed/jobFeed';
import type { RawItem } from '../../../../src/data/table/jobTable';
import { createJobsTable } from '../../../local/dynamodb/table';
import {
  createTable,
  describeOnEmulators,
  emulatorClient,
} from '../../../support/emulators/emulators';

type Attributes = Record<string, AttributeValue>;

async function makeTable(endpoint: string, tableName: string, items: Attributes[]): Promise<void> {
  const client = emulatorClient(endpoint);
  await createJobsTable(client, tableName, { index: false });
  for (let start = 0; start < items.length; start += 25) {
    const requests = items.slice(start, start + 25).map(Item => ({ PutRequest: { Item } }));
    await client.send(new BatchWriteItemCommand({ RequestItems: { [tableName]: requests } }));
  }
  client.destroy();
}

const noAbort = new AbortController().signal;

describeOnEmulators('DynamoDbQueries', endpoint => {
  const connection = (tableName: string): Connection => ({
    tableName,
    region: 'eu-west-1',
    profile: undefined,
    endpoint: endpoint(),
  });

  before(() => {
    process.env['AWS_ACCESS_KEY_ID'] = 'test';
    process.env['AWS_SECRET_ACCESS_KEY'] = 'test';
  });

  async function readAll(
    tableName: string,
  ): Promise<{ items: RawItem[]; pages: number; readUnits: number }> {
    const table = await openJobTable(connection(tableName));
    const all = { items: [] as RawItem[], pages: 0, readUnits: 0 };
    for await (const page of table.scanPages(noAbort)) {
      all.items.push(...page.items);
      all.pages++;
      all.readUnits += page.readUnits;
    }
    table.close();
    return all;
  }

  it('reads a table of many pages to the end, without the full events', async () => {
    const fullEvent = { S: 'x'.repeat(20_000) };
    const items = Array.from({ length: 200 }, (_, index) => ({
      jobId: { S: `job-${index}` },
      status: { S: 'RUNNING' },
      fullEvent,
    }));
    await makeTable(endpoint(), 'Many', items);
    const all = await readAll('Many');
    assert.equal(new Set(all.items.map(item => item['jobId'])).size, 200);
    assert(all.pages >= 4, `4 MB are read in pages of 1 MB, not ${all.pages}`);
    assert(all.items.every(item => !('fullEvent' in item)));
    assert(all.readUnits >= 400, `whole items are counted, not their projection: ${all.readUnits}`);
  });

  it('reads an empty table as no jobs', async () => {
    await makeTable(endpoint(), 'Empty', []);
    assert.deepEqual((await readAll('Empty')).items, []);
  });

  it('gets the entire item of a job, and nothing for a job that does not exist', async () => {
    await makeTable(endpoint(), 'One', [{ jobId: { S: 'uuid:12' }, fullEvent: { S: '{"a":1}' } }]);
    const table = await openJobTable(connection('One'));
    assert.deepEqual(await table.getItem('uuid:12'), { jobId: 'uuid:12', fullEvent: '{"a":1}' });
    assert.equal(await table.getItem('none'), undefined);
    table.close();
  });

  it('reads items of every DynamoDB type without losing a page', async () => {
    await makeTable(endpoint(), 'Odd', [
      {
        jobId: { S: 'odd' },
        status: { M: { x: { S: 'y' } } },
        jobName: { L: [{ S: 'a' }] },
        exitCode: { N: '99999999999999999999999999999' },
        attempts: { NS: ['1', '2'] },
        reason: { B: new Uint8Array([1, 2]) },
        startedAt: { NULL: true },
        stoppedAt: { BOOL: true },
        region: { S: 'eu-west-1' },
      },
      { jobId: { S: 'fine' }, status: { S: 'FAILED' } },
    ]);
    const read = (await readAll('Odd')).items.map(item => jobOf(item));
    assert(read.every(({ ok }) => ok));
    const odd = read.find(result => result.ok && result.job.jobId === 'odd');
    assert(odd?.ok);
    assert.equal(odd.job.region, 'eu-west-1');
    assert.deepEqual(odd.ignored.toSorted(), [
      'attempts',
      'jobName',
      'reason',
      'status',
      'stoppedAt',
    ]);
  });

  it('fills the store, and follows changes and deletions', async () => {
    await makeTable(endpoint(), 'Feed', [
      { jobId: { S: 'a' }, status: { S: 'RUNNING' } },
      { jobId: { S: 'b' }, status: { S: 'FAILED' } },
    ]);
    const store = new JobStore();
    const feed = new JobFeed(connection('Feed'), {
      store,
      openSource: openJobSource,
      warn: message => assert.fail(message),
      now: Date.now,
    });
    assert.equal(await feed.refresh(), true);
    assert.deepEqual([...store.jobs()].map(({ jobId }) => jobId).toSorted(), ['a', 'b']);
    const client = emulatorClient(endpoint());
    await client.send(
      new BatchWriteItemCommand({
        RequestItems: {
          Feed: [
            { DeleteRequest: { Key: { jobId: { S: 'b' } } } },
            { PutRequest: { Item: { jobId: { S: 'a' }, status: { S: 'SUCCEEDED' } } } },
          ],
        },
      }),
    );
    client.destroy();
    assert.equal(await feed.refresh(), true);
    assert.deepEqual(
      [...store.jobs()].map(job => [job.jobId, job.status]),
      [['a', 'SUCCEEDED']],
    );
    feed.dispose();
  });

  it('reports which table is missing', async () => {
    await assert.rejects(readAll('Nowhere'), error => {
      assert(isUserError(error));
      assert.equal(error.code, 'table.missing');
      assert.match(error.message, /Table "Nowhere" does not exist in eu-west-1 at http:\/\/127/);
      return true;
    });
  });

  it('stops midway when aborted', async () => {
    const abort = new AbortController();
    const table = await openJobTable(connection('Many'));
    await assert.rejects(
      async () => {
        for await (const { items } of table.scanPages(abort.signal)) {
          assert(items.length > 0);
          abort.abort();
        }
      },
      { name: 'AbortError' },
    );
    table.close();
  });

  describe('the reads of the Streamlit dashboard', () => {
    const now = Date.parse('2026-11-23T12:00:00Z');
    const queue = (name: string) => ({ S: `arn:aws:batch:eu-west-1:1:job-queue/${name}` });
    const item = (jobId: string, status: string, timestamp: string, jobQueue = 'Storage-pre') => ({
      jobId: { S: jobId },
      status: { S: status },
      timestamp: { S: timestamp },
      jobQueue: queue(jobQueue),
    });
    let queries: DynamoDbQueries;

    before(async () => {
      await makeTable(endpoint(), 'Seed', [
        item('a', 'FAILED', '2026-11-23T11:30:00Z', 'orchestrator-ingest'),
        item('b', 'FAILED', '2026-11-23T11:00:00.000Z'),
        item('c', 'SUCCEEDED', '2026-11-23T12:30:00+02:00'),
        item('d', 'RUNNING', '2026-11-20T00:00:00Z'),
        { jobId: { S: 'e' }, status: { S: 'PENDING' } },
        { jobId: { S: 'f' }, jobQueue: queue('ingest-but-the-arn/other') },
      ]);
      queries = new DynamoDbQueries(connection('Seed'));
    });

    after(() => queries.close());

    const ids = async (pages: Parameters<typeof collect>[0]): Promise<string> => {
      const { jobs, readUnits } = await collect(pages);
      assert(readUnits > 0, 'every read says what it cost');
      return jobs
        .map(({ jobId }) => jobId)
        .toSorted()
        .join('');
    };

    it('reads all jobs, those in a status, and the failed ones', async () => {
      assert.equal(await ids(queries.getAllJobs()), 'abcdef');
      assert.equal(await ids(queries.getJobsByStatus('RUNNING')), 'd');
      assert.equal(await ids(queries.getFailedJobs()), 'ab');
    });

    it('finds jobs by a part of their queue name, not of its ARN', async () => {
      assert.equal(await ids(queries.getJobsByQueue('storage')), 'bcd');
      assert.equal(await ids(queries.getJobsByQueue('ingest')), 'a');
    });

    it('compares instants, in any format of the timestamp', async () => {
      assert.equal(await ids(queries.getJobsByTimeRange(1, undefined, now)), 'ab');
      assert.equal(await ids(queries.getJobsByTimeRange(2, undefined, now)), 'abc');
    });

    it('counts the statistics', async () => {
      const { statistics } = await queries.getStatistics();
      assert.equal(statistics.total, 6);
      assert.equal(statistics.failed, 2);
      assert.equal(statistics.successRate, 1 / 3);
    });
  });

  it('uses the latest of several items per job, and returns the history newest first', async () => {
    const client = emulatorClient(endpoint());
    await createTable(client, {
      TableName: 'History',
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [
        { AttributeName: 'jobId', AttributeType: 'S' },
        { AttributeName: 'timestamp', AttributeType: 'S' },
      ],
      KeySchema: [
        { AttributeName: 'jobId', KeyType: 'HASH' },
        { AttributeName: 'timestamp', KeyType: 'RANGE' },
      ],
    });
    const states = ['RUNNABLE', 'STARTING', 'RUNNING', 'SUCCEEDED'];
    await client.send(
      new BatchWriteItemCommand({
        RequestItems: {
          History: states.map((status, index) => ({
            PutRequest: {
              Item: {
                jobId: { S: 'a' },
                timestamp: { S: `2026-11-23T10:00:0${index}Z` },
                status: { S: status },
              },
            },
          })),
        },
      }),
    );
    client.destroy();
    const queries = new DynamoDbQueries(connection('History'));
    const { jobs } = await queries.getLatestStatePerJob();
    assert.deepEqual(
      jobs.map(({ status }) => status),
      ['SUCCEEDED'],
    );
    const history = await queries.getJobHistory('a');
    assert.deepEqual(
      history.jobs.map(({ status }) => status),
      states.toReversed(),
    );
    assert.equal((await queries.getItem('a'))?.['status'], 'SUCCEEDED');
    queries.close();
  });
});
