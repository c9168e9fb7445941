import assert from 'node:assert/strict';
import { existsSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import {
  DescribeTableCommand,
  UpdateTableCommand,
  type CreateGlobalSecondaryIndexAction,
  type DynamoDBClient,
} from '@aws-sdk/client-dynamodb';
import {
  BatchWriteCommand,
  DeleteCommand,
  DynamoDBDocumentClient,
  PutCommand,
  ScanCommand,
} from '@aws-sdk/lib-dynamodb';
import { recordJobEvent } from '../../../lambda/recordJobEvent';
import { Backfill, type BackfillCounts } from '../../../lambda/tools/backfill/backfillTable';
import { describeJobsTable } from '../../../lambda/tools/backfill/describeJobsTable';
import { ScanPositions } from '../../../lambda/tools/backfill/scanPositions';
import { TokenBucket } from '../../../lambda/tools/backfill/tokenBucket';
import { JobStore } from '../../../src/core/store/jobStore';
import { openJobTable } from '../../../src/data/aws';
import { openJobSource } from '../../../src/data/openJobSource';
import { JobFeed } from '../../../src/data/feed/jobFeed';
import type { ItemPage } from '../../../src/data/table/jobTable';
import { Random } from '../../../src/sample/random';
import { simulate } from '../../local/simulator/simulate';
import { createJobsTable, deleteTable, jobsTable } from '../../local/dynamodb/table';
import { anEvent, eventFixtures, fixture } from '../../support/builders/batchEvents';
import {
  createTable,
  describeOnEmulators,
  emulatorClient,
} from '../../support/emulators/emulators';
import { disorder } from '../../support/builders/orders';
import { PatientClock } from '../../support/fakes/patientClock';
import { plainItem } from '../../support/builders/plainItems';
import {
  runScript,
  runTool,
  type RunOptions,
  type ToolResult,
} from '../../support/processes/runTool';

type Item = Record<string, unknown>;

const until = new Date('2026-11-23T12:00:00Z');
const past = [...simulate({ seed: 11, jobs: 250, until, hours: 6 })];
const noAbort = new AbortController().signal;

/** What an older function makes of events, in their order: the last one written stays. */
function plainItems(events: readonly object[]): Item[] {
  const items = events.map(event => plainItem({ ...event }));
  return [...new Map(items.map(item => [item['jobId'], item])).values()];
}

const recorded = eventFixtures.map(name => fixture(name.slice(0, 2)));
const plain = plainItems([...recorded, ...past]);

/** Large enough for several pages of 1 MB. */
const largeItems = Array.from({ length: 200 }, (_, index) =>
  plainItem(anEvent({ jobId: `large-${index}`, parameters: { text: 'x'.repeat(20_000) } })),
);

describeOnEmulators('backfill', (endpoint, name) => {
  const table = 'BackfilledJobs';
  let client: DynamoDBClient;
  let documents: DynamoDBDocumentClient;
  let folder: string;

  before(async () => {
    process.env['AWS_ACCESS_KEY_ID'] = 'test';
    process.env['AWS_SECRET_ACCESS_KEY'] = 'test';
    client = emulatorClient(endpoint());
    documents = DynamoDBDocumentClient.from(client);
    folder = await mkdtemp(path.join(tmpdir(), 'batch-monitor-backfill-'));
  });

  after(async () => {
    client.destroy();
    await rm(folder, { recursive: true, force: true });
  });

  afterEach(() => deleteTable(client, table));

  async function put(items: readonly Item[]): Promise<void> {
    for (let start = 0; start < items.length; start += 25) {
      const requests = items.slice(start, start + 25).map(Item => ({ PutRequest: { Item } }));
      await documents.send(new BatchWriteCommand({ RequestItems: { [table]: requests } }));
    }
  }

  async function makePlainTable(items: readonly Item[]): Promise<void> {
    await createJobsTable(client, table, { index: false });
    await put(items);
  }

  /** With the index, as it is made for a table that is there. Dynalite has that only in new tables. */
  async function makeIndexedTable(items: readonly Item[]): Promise<void> {
    if (name === 'dynalite') {
      await createJobsTable(client, table, { index: true });
      await put(items);
    } else {
      await makePlainTable(items);
      await addIndex();
    }
  }

  async function allItems(): Promise<Map<unknown, Item>> {
    const items = new Map<unknown, Item>();
    let ExclusiveStartKey: Item | undefined;
    do {
      const request = { TableName: table, ConsistentRead: true, ExclusiveStartKey };
      const page = await documents.send(new ScanCommand(request));
      page.Items?.forEach(item => items.set(item['jobId'], item));
      ExclusiveStartKey = page.LastEvaluatedKey;
    } while (ExclusiveStartKey);
    return items;
  }

  async function addIndex(): Promise<void> {
    const { AttributeDefinitions, GlobalSecondaryIndexes } = jobsTable(table, { index: true });
    const [index] = GlobalSecondaryIndexes ?? [];
    const GlobalSecondaryIndexUpdates = [{ Create: index as CreateGlobalSecondaryIndexAction }];
    await client.send(
      new UpdateTableCommand({
        TableName: table,
        AttributeDefinitions,
        GlobalSecondaryIndexUpdates,
      }),
    );
    for (let state = ''; state !== 'ACTIVE';) {
      const { Table } = await client.send(new DescribeTableCommand({ TableName: table }));
      state = Table?.GlobalSecondaryIndexes?.[0]?.IndexStatus ?? '';
    }
  }

  const connection = () => ({
    tableName: table,
    region: 'eu-west-1',
    profile: undefined,
    endpoint: endpoint(),
  });

  /** All jobs through the index, and all by a scan, as the extension reads them. */
  async function bothReadings(): Promise<{ index: Item[]; scan: Item[] }> {
    const jobs = await openJobTable(connection());
    const byId = async (pages: AsyncIterable<ItemPage>): Promise<Item[]> => {
      const items: Item[] = [];
      for await (const page of pages) {
        items.push(...page.items);
      }
      return items.sort((a, b) => (String(a['jobId']) < String(b['jobId']) ? -1 : 1));
    };
    const both = {
      index: await byId(jobs.changedPages(noAbort)),
      scan: await byId(jobs.scanPages(noAbort)),
    };
    jobs.close();
    return both;
  }

  const run = (args: readonly string[] = [], options: RunOptions = {}): Promise<ToolResult> =>
    runTool(
      'backfill',
      ['--endpoint', endpoint(), '--table', table, '--region', 'eu-west-1', ...args],
      options,
    );

  const fast = ['--rate', '100000', '--read-rate', '100000'];

  /** A backfill inside this process, on a clock that waits for nobody. */
  async function aBackfill(
    options: {
      readonly client?: DynamoDBClient;
      readonly segments?: number;
      readonly file?: string;
      readonly isDry?: boolean;
      readonly signal?: AbortSignal;
      readonly onProgress?: (counts: Readonly<BackfillCounts>) => void;
    } = {},
  ) {
    const clock = new PatientClock();
    const described = await describeJobsTable(client, table);
    const malformed: string[] = [];
    const { segments = 4, file } = options;
    const backfill = new Backfill({
      client: options.client ?? client,
      table: described,
      positions:
        file === undefined
          ? ScanPositions.fromStart(described.identity, segments)
          : ScanPositions.fromFile(described.identity, segments, file),
      reads: new TokenBucket(1_000, clock),
      writes: new TokenBucket(1_000, clock),
      clock,
      isDry: options.isDry ?? false,
      signal: options.signal ?? noAbort,
      onMalformed: (jobId, reason) => malformed.push(`${jobId}: ${reason}`),
      onProgress: options.onProgress ?? (() => undefined),
    });
    return { backfill, clock, malformed };
  }

  it('turns a plain table into one that the extension can follow, and keeps all existing data', async () => {
    await makeIndexedTable(plain);
    const before = await allItems();
    const { code, stdout, stderr } = await run(fast);
    assert.equal(code, 0, stderr);
    const { readUnits, writeUnits, ...counts } = JSON.parse(stdout) as BackfillCounts;
    const all = plain.length;
    assert(all > 250);
    assert.deepEqual(counts, {
      scanned: all,
      updated: all,
      complete: 0,
      movedOn: 0,
      malformed: 0,
    });
    assert(readUnits > 0 && writeUnits >= all, `${readUnits}, ${writeUnits}`);
    assert.match(
      stderr,
      /An older function wrote the newest state, at \S+\. Deploy the current function/,
    );

    const after = await allItems();
    for (const [jobId, item] of before) {
      assert.deepEqual({ ...after.get(jobId), ...item }, after.get(jobId));
    }
    const { index, scan } = await bothReadings();
    assert.equal(index.length, all);
    assert.deepEqual(index, scan);
  });

  it('lets a running extension follow the index from its next read', async () => {
    await makeIndexedTable(plain);
    const store = new JobStore();
    const feed = new JobFeed(connection(), {
      store,
      openSource: openJobSource,
      warn: message => assert.fail(message),
      now: Date.now,
    });
    await feed.refresh();
    assert.deepEqual([store.size, feed.state.followsChanges], [plain.length, false]);
    assert.equal((await run(fast)).code, 0);
    await feed.refresh();
    await feed.refresh();
    assert.deepEqual([store.size, feed.state.followsChanges], [plain.length, true]);
    const scanned = feed.state.completeUnits ?? 0;
    assert((feed.state.changesUnits ?? Infinity) < scanned / 10, String(feed.state.changesUnits));
    feed.dispose();
  });

  it('finds nothing to add to its own results or to what the function wrote', async () => {
    await makePlainTable(plain);
    const recorder = { client, tableName: table, now: Date.now };
    for (let index = 0; index < 50; index++) {
      await recordJobEvent(anEvent({ jobId: `written-${index}`, status: 'RUNNING' }), recorder);
    }
    const first = await aBackfill();
    assert.equal(await first.backfill.run(), true);
    assert.deepEqual(
      [first.backfill.counts.updated, first.backfill.counts.complete],
      [plain.length, 50],
    );
    const items = await allItems();
    const second = await aBackfill();
    assert.equal(await second.backfill.run(), true);
    assert.equal(second.backfill.counts.complete, plain.length + 50);
    assert.equal(second.backfill.counts.writeUnits, 0);
    assert.deepEqual(await allItems(), items);
  });

  it('loses nothing that the function writes at the same time', async () => {
    const half = Math.floor(past.length / 2);
    await makeIndexedTable(plainItems(past.slice(0, half)));
    const recorder = { client, tableName: table, now: Date.now };
    const rest = disorder(past.slice(half), new Random(4));
    const writer = async (): Promise<void> => {
      for (const event of rest) {
        await recordJobEvent(event, recorder);
      }
    };
    const backfills = async (): Promise<number> => {
      let updated = 0;
      for (let time = 0; time < 3; time++) {
        const { backfill } = await aBackfill({ segments: 2 });
        assert.equal(await backfill.run(), true);
        updated += backfill.counts.updated;
      }
      return updated;
    };
    const [updated] = await Promise.all([backfills(), writer()]);
    assert(updated > 0);
    const last = new Map(past.map(({ detail }) => [detail.jobId, detail.status]));
    const { index, scan } = await bothReadings();
    const found = new Map(index.map(({ jobId, status }) => [jobId, status]));
    assert.deepEqual([...found].sort(), [...last].sort());
    assert.deepEqual(index, scan);
  });

  it('skips items that another writer changes first, and does not restore deleted ones', async () => {
    await makePlainTable(
      ['moved', 'deleted', 'noted', 'left'].map(jobId => plainItem(anEvent({ jobId }))),
    );
    const newer = plainItem(anEvent({ jobId: 'moved', status: 'FAILED' }));
    const racing = emulatorClient(endpoint());
    const done = new Set<unknown>();
    racing.middlewareStack.add(
      next => async args => {
        const { Key } = args.input as { Key?: { jobId?: { S?: string } } };
        const jobId = Key?.jobId?.S;
        if (!done.has(jobId)) {
          done.add(jobId);
          if (jobId === 'moved') {
            await put([newer]);
          } else if (jobId === 'deleted') {
            await documents.send(new DeleteCommand({ TableName: table, Key: { jobId } }));
          } else if (jobId === 'noted') {
            const noted = { ...plainItem(anEvent({ jobId })), attempts: 7 };
            await documents.send(new PutCommand({ TableName: table, Item: noted }));
          }
        }
        return next(args);
      },
      { step: 'serialize', priority: 'low' },
    );
    const { backfill } = await aBackfill({ client: racing });
    assert.equal(await backfill.run(), true);
    racing.destroy();
    assert.deepEqual([backfill.counts.updated, backfill.counts.movedOn], [2, 2]);
    const items = await allItems();
    assert.deepEqual(items.get('moved'), newer);
    assert.equal(items.has('deleted'), false);
    const { attempts, sequence } = items.get('noted') ?? {};
    assert.deepEqual({ attempts, sequence }, { attempts: 7, sequence: 2 });
  });

  it('continues where it stopped', async () => {
    await makePlainTable(largeItems);
    const file = path.join(folder, `${Math.random()}.json`);
    const stop = new AbortController();
    const first = await aBackfill({
      segments: 1,
      file,
      signal: stop.signal,
      onProgress: ({ scanned }) => {
        if (scanned === 120) {
          stop.abort();
        }
      },
    });
    assert.equal(await first.backfill.run(), false);
    assert.equal(first.backfill.counts.updated, 120);
    assert.equal(existsSync(file), true);

    const second = await aBackfill({ segments: 1, file });
    assert.equal(await second.backfill.run(), true);
    const { scanned, updated, complete } = second.backfill.counts;
    assert.equal(updated, 80);
    // Of the page it was stopped in, what was done is only looked at again.
    assert(complete > 0 && complete < 60 && scanned === updated + complete, String(complete));
    assert.equal(existsSync(file), false);
    assert([...(await allItems()).values()].every(item => 'shard' in item));
  });

  it('slows down while DynamoDB throttles, and misses nothing', async () => {
    await makePlainTable(plain);
    const throttled = emulatorClient(endpoint());
    let requests = 0;
    throttled.middlewareStack.add(
      next => args => {
        requests++;
        // Some once, and some of them again and again.
        return requests % 5 === 0 || (requests > 60 && requests < 70)
          ? Promise.reject(
              Object.assign(new Error('slower'), {
                name: 'ProvisionedThroughputExceededException',
              }),
            )
          : next(args);
      },
      { step: 'initialize', name: 'throttling' },
    );
    const { backfill, clock } = await aBackfill({ client: throttled });
    assert.equal(await backfill.run(), true);
    throttled.destroy();
    assert.equal(backfill.counts.updated, plain.length);
    assert(clock.sleeps.length >= 60, String(clock.sleeps.length));
  });

  it('reports items it cannot complete, and continues', async () => {
    const big = plainItem(anEvent({ jobId: 'big' }));
    const used = Object.entries({ ...big, note: '' }).join('').length - Object.keys(big).length - 1;
    await makePlainTable([
      { jobId: 'wrong-shard', shard: 5 },
      { jobId: 'wrong-time', updatedAt: 'x' },
      { ...big, note: 'x'.repeat(400 * 1_024 - used) },
      { jobId: 'damaged', status: 'RUNNING', fullEvent: '{"secret":' },
      { jobId: 'huge-number', status: 'RUNNING', attempts: 9_007_199_254_740_000 },
      plainItem(anEvent({ jobId: 'fine' })),
    ]);
    const { backfill, malformed } = await aBackfill();
    assert.equal(await backfill.run(), true);
    const { updated } = backfill.counts;
    assert.deepEqual([updated, backfill.counts.malformed, backfill.withoutEvent], [3, 3, 2]);
    assert.deepEqual(malformed.sort().slice(1), [
      'wrong-shard: shard cannot be an index key',
      'wrong-time: updatedAt cannot be an index key',
    ]);
    assert.match(malformed[0] ?? '', /^big: ValidationException: .*size/i);
    assert(!JSON.stringify(malformed).includes('secret'));
  });

  it('handles a table with several items per job', async () => {
    const keys = [
      { AttributeName: 'jobId', KeyType: 'HASH', AttributeType: 'S' },
      { AttributeName: 'timestamp', KeyType: 'RANGE', AttributeType: 'S' },
    ] as const;
    await createTable(client, {
      TableName: table,
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: keys.map(({ AttributeName, KeyType }) => ({ AttributeName, KeyType })),
      AttributeDefinitions: keys.map(({ AttributeName, AttributeType }) => ({
        AttributeName,
        AttributeType,
      })),
    });
    const states = past.slice(0, 100).map(event => plainItem({ ...event }));
    const unique = [
      ...new Map(
        states.map(item => [`${String(item['jobId'])} ${String(item['timestamp'])}`, item]),
      ),
    ].map(([, item]) => item);
    await put(unique);
    const { backfill } = await aBackfill();
    assert.equal(await backfill.run(), true);
    assert.equal(backfill.counts.updated, unique.length);
    const again = await aBackfill();
    await again.backfill.run();
    assert.equal(again.backfill.counts.complete, unique.length);
  });

  it('writes nothing in a dry run, and counts what it would add', async () => {
    await makePlainTable(plain);
    const before = await allItems();
    const { code, stdout } = await run(['--dry-run', ...fast]);
    assert.equal(code, 0);
    const { attributes, ...counts } = JSON.parse(stdout) as BackfillCounts & {
      attributes: Record<string, number>;
    };
    assert.deepEqual([counts.updated, counts.writeUnits], [plain.length, 0]);
    assert.deepEqual(
      [attributes['shard'], attributes['updatedAt'], attributes['fullEvent']],
      [plain.length, plain.length, undefined],
    );
    assert((attributes['exitCode'] ?? 0) > 10, stdout);
    assert.deepEqual(await allItems(), before);
  });

  async function untilSomeAreUpdated(): Promise<void> {
    while (![...(await allItems()).values()].some(item => 'shard' in item)) {
      await turn();
    }
  }

  it('stops on Ctrl-C after the current items, and explains how to continue', async () => {
    await makePlainTable(plain);
    const { code, stdout, stderr } = await run(['--rate', '20'], { until: untilSomeAreUpdated() });
    assert.notEqual(code, 0);
    const { updated, scanned } = JSON.parse(stdout) as BackfillCounts;
    assert(updated > 0 && updated < plain.length && scanned === updated, stdout);
    assert.match(stderr, /Stopping after the current items\./);
    assert.match(stderr, /Stopped\. Run the same command again to continue/);
    const rest = JSON.parse((await run(fast)).stdout) as BackfillCounts;
    assert.deepEqual([rest.updated, rest.complete], [plain.length - updated, updated]);
  });

  it('continues from its state file after being killed', async () => {
    await makePlainTable(largeItems);
    const file = path.join(folder, 'killed.json');
    const untilSaved = async (): Promise<void> => {
      while (!existsSync(file)) {
        await turn();
      }
    };
    // After the first page, the others take seconds yet: the signal comes in time also where we are late.
    const slow = ['--segments', '1', '--rate', '400', '--state', file];
    const killed = await run(slow, { until: untilSaved(), signal: 'SIGKILL' });
    assert.equal(killed.stdout, '');
    const { code, stdout } = await run(['--state', file, ...fast]);
    assert.equal(code, 0);
    const { scanned } = JSON.parse(stdout) as BackfillCounts;
    assert(scanned > 0 && scanned < largeItems.length, stdout);
    assert.equal(existsSync(file), false);
    assert([...(await allItems()).values()].every(item => 'shard' in item));
  });

  it('refuses tables it should not change, and exits with 1', async () => {
    await createJobsTable(client, table, { index: false });
    const file = path.join(folder, 'foreign.json');
    writeFileSync(file, '{"about":"something else"}');
    for (const [args, message] of [
      [['--table', 'NoSuchTable'], /backfill: ResourceNotFoundException/],
      [['--state', file], /foreign\.json is damaged or not a state file of a backfill/],
      [['--dry-run', '--state', file], /--state cannot be used with --dry-run/],
      [['--rate', '0'], /--rate is not a whole number from 1 to/],
      [['--segments', 'many'], /--segments is not a whole number from 1 to/],
    ] as const) {
      const { code, stdout, stderr } = await run(args);
      assert.deepEqual({ code, stdout }, { code: 1, stdout: '' });
      assert.match(stderr, message);
    }
  });

  it('refuses a table that is not a job table', async () => {
    await createTable(client, {
      TableName: table,
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: [{ AttributeName: 'userId', KeyType: 'HASH' }],
      AttributeDefinitions: [{ AttributeName: 'userId', AttributeType: 'S' }],
    });
    await assert.rejects(describeJobsTable(client, table), {
      message: `the partition key of table ${table} is userId, not jobId`,
    });
  });
});

describe('npm run lambda:backfill', () => {
  it('prints its usage', async () => {
    const { code, stdout } = await runScript('lambda:backfill', ['--help']);
    assert.equal(code, 0);
    assert.match(stdout, /^Usage: npm run lambda:backfill -- --table NAME/);
  });
});
