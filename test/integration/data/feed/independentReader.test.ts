import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { PutItemCommand, type AttributeValue, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { recordJobEvent } from '../../../../lambda/recordJobEvent';
import { withNameFallback } from '../../../../src/core/job/mediaIdentifiers';
import { makeJob, type Job } from '../../../../src/core/job/job';
import { JobStore } from '../../../../src/core/store/jobStore';
import type { Connection } from '../../../../src/data/config/connection';
import { DynamoDbQueries } from '../../../../src/data/table/dynamoDbQueries';
import { collect, type JobsRead } from '../../../../src/data/table/jobPages';
import { JobFeed } from '../../../../src/data/feed/jobFeed';
import { TableSource } from '../../../../src/data/feed/tableSource';
import type { ItemPage } from '../../../../src/data/table/jobTable';
import { pythonWithBoto3 } from '../../../local/dynamodb/boto3';
import { simulate } from '../../../local/simulator/simulate';
import { scaled } from '../../../local/process/slowness';
import { createJobsTable } from '../../../local/dynamodb/table';
import {
  createTable,
  describeOnEmulators,
  emulatorClient,
} from '../../../support/emulators/emulators';
import { FaultProxy } from '../../../support/emulators/faults/faultProxy';

type WireItem = Record<string, AttributeValue>;

interface WireRead {
  readonly items: readonly WireItem[];
  readonly units: number;
}

/** What the Python program prints. */
interface IndependentRead {
  readonly all: WireRead;
  readonly failed: WireRead;
  readonly running: WireRead;
  readonly changes: readonly WireRead[];
  readonly latest: Readonly<Record<string, string>>;
  readonly counts: Readonly<Record<string, number>>;
}

const until = new Date('2026-11-23T12:00:00Z');

/** What real tables hold after some years. */
const oddItems: readonly WireItem[] = [
  { jobId: { S: 'bare' } },
  { jobId: { S: 'emoji 😀 \u202e ü' }, jobName: { S: '"quotes" <b>&amp;</b>\n\t\u0001' } },
  { jobId: { S: 'long' }, statusReason: { S: 'x'.repeat(10_000) }, status: { S: 'FAILED' } },
  { jobId: { S: 'huge' }, createdAt: { N: '12345678901234567890' }, sequence: { N: '1E+3' } },
  { jobId: { S: 'small' }, attempts: { N: '0' }, exitCode: { N: '-1' }, startedAt: { N: '0.5' } },
  { jobId: { S: 'empty' }, media_id: { S: '' }, status: { S: '' }, timestamp: { S: '' } },
  {
    jobId: { S: 'mistyped' },
    account: { N: '123456789012' },
    status: { M: { a: { S: 'b' } } },
    jobQueue: { L: [{ S: 'q' }] },
    attempts: { BOOL: true },
    reason: { NULL: true },
    region: { SS: ['eu-west-1'] },
  },
  { jobId: { S: 'numeric text' }, attempts: { S: '3' }, stoppedAt: { S: 'never' } },
];

describeOnEmulators('An independent reader, boto3,', endpoint => {
  let proxy: FaultProxy | undefined;

  before(async function () {
    this.timeout(scaled(300_000));
    process.env['AWS_ACCESS_KEY_ID'] = 'test';
    process.env['AWS_SECRET_ACCESS_KEY'] = 'test';
    if ((await pythonWithBoto3()) === undefined) {
      console.log('There is no Python with boto3, and it cannot be installed: skipped');
      this.skip();
    }
    // No faults: it only makes pages small, for both readers alike.
    proxy = new FaultProxy(endpoint, 11);
    await proxy.start();
  });

  after(() => proxy?.stop());

  const connection = (tableName: string): Connection => ({
    tableName,
    region: 'eu-west-1',
    profile: undefined,
    endpoint: proxy?.endpoint,
  });

  const independent = async (table: string, index = ''): Promise<IndependentRead> => {
    const program = 'test/integration/data/feed/independentReader.py';
    const python = (await pythonWithBoto3()) ?? '';
    const args = [program, proxy?.endpoint ?? '', table, ...(index === '' ? [] : [index])];
    const { stdout } = await promisify(execFile)(python, args, { maxBuffer: 2 ** 28 });
    return JSON.parse(stdout) as IndependentRead;
  };

  describe('on items of the Lambda function, and on unusual items', () => {
    let theirs: IndependentRead;
    let queries: DynamoDbQueries;

    before(async () => {
      const client = emulatorClient(endpoint());
      await createJobsTable(client, 'Agreed', { index: true });
      const recorder = { client, tableName: 'Agreed', now: Date.now };
      const events = simulate({ seed: 3, jobs: 100, until, hours: 12 });
      await Promise.all([...events].map(event => recordJobEvent(event, recorder)));
      for (const Item of oddItems) {
        await client.send(new PutItemCommand({ TableName: 'Agreed', Item }));
      }
      client.destroy();
      theirs = await independent('Agreed', 'changes');
      queries = new DynamoDbQueries(connection('Agreed'));
    });

    after(() => (queries as DynamoDbQueries | undefined)?.close());

    it('agrees on every item of a scan, attribute by attribute, and on its cost', async () => {
      const pages = await collectItems(queries.scanPages());
      assert(theirs.all.items.length > 100);
      assertSameItems(pages.items, theirs.all.items);
      assert.equal(pages.readUnits, theirs.all.units);
    });

    it('agrees on all jobs, also when read in segments', async () => {
      const jobs = await collect(queries.getAllJobs());
      assertSameJobs(jobs, theirs.all);
      assert.equal(jobs.readUnits, theirs.all.units);
      const segments = await collectItems(queries.scanPages(undefined, 5));
      assertSameItems(segments.items, theirs.all.items);
    });

    it('agrees on jobs by status, which cost as much as all', async () => {
      const failed = await collect(queries.getFailedJobs());
      assert(theirs.failed.items.length > 2);
      assertSameJobs(failed, theirs.failed);
      assert.equal(failed.readUnits, theirs.failed.units);
      assertSameJobs(await collect(queries.getJobsByStatus('RUNNING')), theirs.running);
    });

    it('agrees on jobs by queue and by time', async () => {
      const inQueue = theirs.all.items.filter(({ jobQueue }) =>
        /job-queue\/[^/]*ingest[^/]*$/i.test(jobQueue?.S ?? ''),
      );
      assert(inQueue.length > 2);
      assertSameJobs(await collect(queries.getJobsByQueue('INGEST')), { items: inQueue, units: 0 });
      const since = until.getTime() - 2 * 3_600_000;
      const recent = theirs.all.items.filter(
        ({ timestamp }) => Date.parse(timestamp?.S ?? '') >= since,
      );
      assert(recent.length > 2);
      assertSameJobs(await collect(queries.getJobsByTimeRange(2, undefined, until.getTime())), {
        items: recent,
        units: 0,
      });
    });

    it('agrees on the index, shard by shard, and on its cost', async () => {
      const pages = await collectItems(queries.changedPages(new AbortController().signal));
      const items = theirs.changes.flatMap(shard => shard.items);
      assert.equal(items.length, theirs.all.items.length - oddItems.length);
      assertSameItems(pages.items, items);
      assert.equal(
        pages.readUnits,
        theirs.changes.reduce((sum, { units }) => sum + units, 0),
      );
    });

    it('agrees on the statistics', async () => {
      const { statistics } = await queries.getStatistics();
      const mine = Object.fromEntries(
        statistics.byStatus.map(({ value, count }) => [value, count]),
      );
      assert.deepEqual(mine, theirs.counts);
      assert.equal(statistics.total, theirs.all.items.length);
    });
  });

  describe('on a table with several items per job', () => {
    const states = ['RUNNABLE', 'STARTING', 'RUNNING', 'FAILED'];
    let theirs: IndependentRead;

    before(async () => {
      const client = emulatorClient(endpoint());
      await createHistoryTable(client, 'Histories');
      for (let job = 0; job < 40; job++) {
        for (const [index, status] of states.slice(0, 1 + (job % 4)).entries()) {
          const Item = {
            jobId: { S: `job-${job}` },
            timestamp: { S: `2026-11-23T10:0${index}:00Z` },
            status: { S: status },
          };
          await client.send(new PutItemCommand({ TableName: 'Histories', Item }));
        }
      }
      client.destroy();
      theirs = await independent('Histories');
    });

    it('agrees on the latest state of each job, and on the history of one', async () => {
      const queries = new DynamoDbQueries(connection('Histories'));
      const { jobs } = await queries.getLatestStatePerJob();
      assert.deepEqual(statusesOf(jobs), theirs.latest);
      const { statistics } = await queries.getStatistics();
      const mine = Object.fromEntries(
        statistics.byStatus.map(({ value, count }) => [value, count]),
      );
      assert.deepEqual(mine, theirs.counts);
      const history = await queries.getJobHistory('job-3');
      const items = theirs.all.items.filter(({ jobId }) => jobId?.S === 'job-3');
      assertSameJobs({ ...history, jobs: history.jobs.toReversed() }, { items, units: 0 });
      queries.close();
    });

    it('shows each job once, in its latest state, through the feed, refresh after refresh', async () => {
      const store = new JobStore();
      const feed = new JobFeed(connection('Histories'), {
        store,
        openSource: to => Promise.resolve(new TableSource(new DynamoDbQueries(to))),
        warn: message => assert.fail(message),
        now: Date.now,
      });
      for (let round = 0; round < 3; round++) {
        assert.equal(await feed.refresh(), true);
        assert.deepEqual(statusesOf([...store.jobs()]), theirs.latest);
      }
      assert.equal(store.size, 40);
      feed.dispose();
    });
  });
});

async function collectItems(
  pages: AsyncIterable<ItemPage>,
): Promise<{ readonly items: ItemPage['items'][number][]; readonly readUnits: number }> {
  const items: ItemPage['items'][number][] = [];
  let readUnits = 0;
  let count = 0;
  for await (const page of pages) {
    items.push(...page.items);
    readUnits += page.readUnits;
    count++;
  }
  assert(count > 5, 'it took many pages');
  return { items, readUnits };
}

/** Of each list attribute that is a text or a number; `fullEvent` is not read by lists. */
function assertSameItems(mine: ItemPage['items'], theirs: readonly WireItem[]): void {
  const expected = new Map(theirs.map(item => [item['jobId']?.S, item]));
  assert.equal(mine.length, theirs.length);
  for (const item of mine) {
    const wire = expected.get(String(item['jobId']));
    assert(wire, `boto3 found no ${String(item['jobId'])}`);
    for (const [name, value] of Object.entries(wire)) {
      const plain = value.S ?? (value.N === undefined ? undefined : Number(value.N));
      if (name !== 'fullEvent' && plain !== undefined) {
        assert.deepEqual(item[name], plain, `${String(item['jobId'])}: ${name}`);
      }
    }
  }
}

/** Attributes by the names of a job's fields, where they differ. */
const attributeOf: Partial<Record<keyof Job, string>> = {
  mediaId: 'media_id',
  taskId: 'task_id',
  workspaceUid: 'workspace_uid',
  assemblyId: 'assembly_id',
};

const numbers: readonly (keyof Job)[] = [
  ...(['sequence', 'updatedAt', 'createdAt', 'startedAt', 'stoppedAt'] as const),
  ...(['attempts', 'exitCode', 'arrayIndex', 'arraySize', 'expiresAt'] as const),
];

function assertSameJobs({ jobs }: Pick<JobsRead, 'jobs'>, { items }: WireRead): void {
  const inOrder = (a: Job, b: Job): number =>
    `${a.jobId} ${a.timestamp}` < `${b.jobId} ${b.timestamp}` ? -1 : 1;
  assert.deepEqual(jobs.toSorted(inOrder), items.map(jobIn).toSorted(inOrder));
}

/** A map of the wire as plain values; neither lists nor sets are in it. */
const plainMap = (map: Readonly<Record<string, AttributeValue>>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(map).map(([name, { S, N, M }]) => [name, S ?? (M ? plainMap(M) : Number(N))]),
  );

/** What a job must be by the description of the table, from the item as DynamoDB sends it. */
function jobIn(item: WireItem): Job {
  const facts: Record<string, unknown> = item['facts']?.M
    ? { facts: plainMap(item['facts'].M) }
    : {};
  for (const field of Object.keys(makeJob({ jobId: '' })) as (keyof Job)[]) {
    const value = item[attributeOf[field] ?? field];
    const text = value?.S ?? value?.N;
    if (field === 'facts') {
      continue;
    }
    if (text !== undefined && (!numbers.includes(field) || Number.isFinite(Number(text)))) {
      facts[field] = numbers.includes(field) ? Number(text) : text;
    }
  }
  const job = makeJob({ jobId: '', ...facts });
  return { ...job, ...withNameFallback(job, job.jobName) };
}

const statusesOf = (jobs: readonly Job[]): Record<string, string> =>
  Object.fromEntries(jobs.map(({ jobId, status }) => [jobId, status]));

/** The form the first dashboard's table had once: partition `jobId`, sort key `timestamp`. */
async function createHistoryTable(client: DynamoDBClient, TableName: string): Promise<void> {
  await createTable(client, {
    TableName,
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
}
