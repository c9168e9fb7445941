import assert from 'node:assert/strict';
import {
  BatchWriteItemCommand,
  ScanCommand,
  type AttributeValue,
  type DynamoDBClient,
} from '@aws-sdk/client-dynamodb';
import { setTimeout as delay } from 'node:timers/promises';
import { recordJobEvent } from '../../../../lambda/recordJobEvent';
import type { Job } from '../../../../src/core/job/job';
import { jobOf } from '../../../../src/core/job/jobItem';
import { JobStore } from '../../../../src/core/store/jobStore';
import { Poller } from '../../../../src/core/polling/poller';
import { defaultTimeouts, type Timeouts } from '../../../../src/data/credentials/clients';
import { DynamoDbTable } from '../../../../src/data/table/dynamoDbTable';
import { JobFeed } from '../../../../src/data/feed/jobFeed';
import { TableSource } from '../../../../src/data/feed/tableSource';
import type { BatchEvent } from '../../../../src/sample/batchEvent';
import { Random } from '../../../../src/sample/random';
import { simulate } from '../../../local/simulator/simulate';
import { scaled } from '../../../local/process/slowness';
import { createJobsTable } from '../../../local/dynamodb/table';
import { until } from '../../../local/process/until';
import { describeOnEmulators, emulatorClient } from '../../../support/emulators/emulators';
import {
  FaultProxy,
  isLaterPage,
  type InjectionOptions,
} from '../../../support/emulators/faults/faultProxy';
import * as faults from '../../../support/emulators/faults/faults';
import type { Fault, WireRequest } from '../../../support/emulators/faults/faults';

const end = new Date('2026-11-23T12:00:00Z');
const events = [...simulate({ seed: 9, jobs: 30, until: end, hours: 6 })];
const firstEvents = events.slice(0, (events.length * 2) / 3);
const lateEvents = events.slice(firstEvents.length);
const halves = [
  lateEvents.slice(0, lateEvents.length / 2),
  lateEvents.slice(lateEvents.length / 2),
] as const;

type WireItem = Record<string, AttributeValue>;

const patient: Timeouts = { ...defaultTimeouts, maxAttempts: 2 };

/** Gives up soon where an answer never comes, so that it does not hold the tests up. */
const impatient = (): Timeouts => ({
  ...patient,
  requestTimeout: scaled(300),
  socketTimeout: scaled(300),
});

/** Whoever is impatient may take a late answer for none, so nobody else is. */
const silences: readonly Fault[] = [faults.hang, faults.stalledBody];

const delays = new Random(5);

interface Expected {
  readonly options?: InjectionOptions;
  /** The code of the error while it lasts; absent: the fault is no more than a nuisance. */
  readonly code?: string;
}

const cases: readonly (readonly [Fault, Expected])[] = [
  [faults.refusal('ProvisionedThroughputExceededException'), { code: 'throttled' }],
  [faults.refusal('ThrottlingException'), { code: 'throttled' }],
  [faults.refusal('RequestLimitExceeded'), { code: 'throttled' }],
  [faults.refusal('InternalServerError', 500), { code: 'aws.unavailable' }],
  [faults.refusal('ServiceUnavailable', 503), { code: 'aws.unavailable' }],
  [faults.brokenGateway, { code: 'aws.unavailable' }],
  [faults.refusal('ExpiredTokenException'), { code: 'credentials.expired' }],
  [faults.refusal('UnrecognizedClientException'), { code: 'credentials.invalid' }],
  [faults.refusal('AccessDeniedException'), { code: 'access.denied' }],
  [faults.refusal('ResourceNotFoundException'), { code: 'table.missing' }],
  [faults.refusal('ValidationException'), { code: 'aws.unexpected' }],
  [faults.reset, { code: 'network' }],
  [faults.cutBody, { code: 'network' }],
  [faults.cutChunks, { code: 'network' }],
  [faults.hang, { code: 'network' }],
  [faults.stalledBody, { code: 'network' }],
  [faults.truncatedJson, { code: 'aws.answer' }],
  [faults.emptyBody, { code: 'aws.answer' }],
  [faults.notJson, { code: 'aws.answer' }],
  [faults.nullBody, { code: 'aws.answer' }],
  [faults.noItems, { code: 'aws.answer' }],
  [faults.itemsNoList, { code: 'aws.unexpected' }],
  [faults.endlessPages, { code: 'aws.answer' }],
  [faults.junkItems, {}],
  [faults.wrongChecksum, {}],
  [faults.repeatedPages(), { options: { on: isLaterPage } }],
  [faults.slow(() => delays.integer(5, 65)), {}],
];

interface Outcome {
  readonly fault: string;
  readonly table: string;
  readonly injected: number;
  readonly outcome: string;
}

const outcomes: Outcome[] = [];

describeOnEmulators('JobFeed under faults', (endpoint, emulator) => {
  const { random } = Math;

  before(() => {
    process.env['AWS_ACCESS_KEY_ID'] = 'test';
    process.env['AWS_SECRET_ACCESS_KEY'] = 'test';
    // The SDK waits a random time before a retry: here, the shortest one.
    Math.random = () => 0;
  });

  after(() => {
    Math.random = random;
  });

  let tables = 0;
  for (const index of [false, true]) {
    describe(index ? 'a table with index "changes"' : 'a plain table', () => {
      const tableName = `Faulty${index ? 'Indexed' : 'Plain'}`;
      let proxy: FaultProxy;
      let feed: JobFeed;
      let store: JobStore;
      let patience: Timeouts;
      const unhandled: unknown[] = [];
      const note = (reason: unknown): void => void unhandled.push(reason);

      let client: DynamoDBClient;
      /** What the function makes of the first events, and of both halves of the late ones. */
      let [firstItems, lateItems, lastItems]: readonly (readonly WireItem[])[] = [];

      before(async () => {
        process.on('unhandledRejection', note);
        client = emulatorClient(endpoint());
        await openTable();
        firstItems = await itemsOf(firstEvents);
        lateItems = await itemsOf(halves[0]);
        lastItems = await itemsOf(halves[1]);
      });
      after(() => {
        client.destroy();
        process.off('unhandledRejection', note);
      });

      let name = '';
      const openTable = async (): Promise<void> => {
        name = `${tableName}${tables++}`;
        await createJobsTable(client, name, { index });
      };

      beforeEach(async () => {
        await openTable();
        await copy(firstItems);
        proxy = new FaultProxy(endpoint, 5);
        await proxy.start();
        store = new JobStore();
        patience = patient;
        feed = new JobFeed(
          { tableName: name, region: 'eu-west-1', profile: undefined, endpoint: proxy.endpoint },
          {
            store,
            openSource: connection =>
              Promise.resolve(new TableSource(new DynamoDbTable(connection, patience))),
            warn: () => undefined,
            now: Date.now,
          },
        );
      });

      afterEach(async () => {
        feed.dispose();
        await proxy.stop();
        assert.deepEqual(unhandled.splice(0), []);
      });

      const write = async (some: readonly unknown[]): Promise<void> => {
        const recorder = { client, tableName: name, now: Date.now };
        // All at once and in any order: what the table ends with does not depend on it.
        await Promise.all(some.map(event => recordJobEvent(event, recorder)));
      };

      /** Writes these events; resolves with the items of their jobs. */
      const itemsOf = async (some: readonly BatchEvent[]): Promise<readonly WireItem[]> => {
        await write(some);
        const ids = new Set(some.map(({ detail }) => detail.jobId));
        const { Items = [] } = await client.send(new ScanCommand({ TableName: name }));
        return Items.filter(({ jobId }) => ids.has(jobId?.S ?? ''));
      };

      /** Puts these items as if written now, which is quicker than to write their events for each fault. */
      const copy = async (items: readonly WireItem[] = []): Promise<void> => {
        const updatedAt = { N: String(Date.now()) };
        const requests = items.map(item => ({ PutRequest: { Item: { ...item, updatedAt } } }));
        for (let start = 0; start < requests.length; start += 25) {
          const RequestItems = { [name]: requests.slice(start, start + 25) };
          await client.send(new BatchWriteItemCommand({ RequestItems }));
        }
      };

      /** Read behind the proxy's back. */
      const truth = async (): Promise<Map<string, Job>> => {
        const table = new DynamoDbTable({
          tableName: name,
          region: 'eu-west-1',
          profile: undefined,
          endpoint: endpoint(),
        });
        const jobs = new Map<string, Job>();
        for await (const { items } of table.scanPages()) {
          for (const item of items) {
            const read = jobOf(item);
            assert(read.ok);
            jobs.set(read.job.jobId, read.job);
          }
        }
        table.close();
        return jobs;
      };

      const assertTrue = async (): Promise<void> => {
        const held = [...store.jobs()].filter(({ jobId }) => jobId !== 'half');
        const expected = await truth();
        assert.equal(held.length, expected.size, 'a job is lost or there twice');
        for (const job of held) {
          assert.deepEqual(job, expected.get(job.jobId));
        }
      };

      for (const [fault, { code, options }] of cases) {
        it(`${fault.name}: ${code ?? 'no harm'}, and all is right afterwards`, async () => {
          if (silences.includes(fault)) {
            patience = impatient();
          }
          // In the first load, once some pages have come.
          const first = proxy.inject(fault, options ?? { on: isLaterPage });
          const loaded = await feed.refresh();
          assert.equal(loaded, code === undefined, 'whether the first load succeeded');
          checkError(code);
          proxy.heal();
          assert.equal(await feed.refresh(), true);
          await assertTrue();

          // In a later refresh, while jobs change.
          await copy(lateItems);
          const before = store.size;
          const later = proxy.inject(fault, options ?? {});
          const refreshed = await feed.refresh();
          assert.equal(refreshed, code === undefined, 'whether the refresh succeeded');
          checkError(code);
          assert(store.size >= before, 'what was there stays while it fails');
          await copy(lastItems);
          proxy.heal();
          assert.equal(await feed.refresh(), true, 'it recovers without a restart');
          await assertTrue();
          outcomes.push({
            fault: fault.name,
            table: `${emulator}, ${index ? 'index' : 'plain'}`,
            injected: first.times + later.times,
            outcome: code ?? 'no harm',
          });
        });
      }

      it('an outdated page after newer ones does not revert any job', async () => {
        assert.equal(await feed.refresh(), true);
        await write(lateEvents);
        assert.equal(await feed.refresh(), true);
        const injected = proxy.inject(faults.oldPage, { times: 3 });
        await feed.refresh();
        assert(injected.times > 0);
        proxy.heal();
        assert.equal(await feed.refresh(), true);
        await assertTrue();
      });

      it('stops at once when it is canceled while a response hangs, and continues later', async () => {
        const injected = proxy.inject(faults.hang);
        const refresh = feed.refresh();
        await until('a request that hangs', () => injected.times > 0);
        feed.cancel();
        const late = delay(scaled(100), 'late', { ref: false });
        assert.equal(await Promise.race([refresh, late]), false);
        proxy.heal();
        assert.equal(await feed.refresh(), true);
        await assertTrue();
      });

      it('recovers automatically, with all changes', async () => {
        const poller = new Poller({
          run: async () => ((await feed.refresh()) ? 'ok' : 'failed'),
          waitMs: () => 20,
          clock: systemClock,
        });
        assert(poller.start());
        await until('the first load', () => feed.state.updatedAt !== undefined);
        const phases: string[] = [];
        feed.onDidChangeState(({ load }) => phases.push(load.phase));
        proxy.inject(faults.cutBody, { times: 5 });
        proxy.inject(faults.refusal('InternalServerError', 500), { times: 5 });
        await write(lateEvents);
        await until('a failure', () => phases.includes('failed'));
        await until(
          'a success after it',
          () => phases.indexOf('ready', phases.indexOf('failed')) > 0,
        );
        poller.dispose();
        await feed.refresh();
        await assertTrue();
      });

      if (index) {
        it('reads the entire table when the index is gone', async () => {
          assert.equal(await feed.refresh(), true);
          const isQuery = ({ operation }: WireRequest): boolean => operation === 'Query';
          const message = 'The table does not have the specified index: changes';
          proxy.inject(faults.refusal('ValidationException', 400, message), { on: isQuery });
          proxy.inject(faults.indexGone, { on: ({ operation }) => operation === 'DescribeTable' });
          await write(lateEvents);
          assert.equal(await feed.refresh(), false);
          feed.expectDeletions();
          assert.equal(await feed.refresh(), true);
          assert.equal(feed.state.shape?.index, 'none');
          await assertTrue();
        });
      }

      const checkError = (code: string | undefined): void => {
        const { load } = feed.state;
        if (code === undefined) {
          assert.equal(load.phase, 'ready');
          return;
        }
        assert(load.phase === 'failed');
        const { message, remedy } = load.error;
        assert.deepEqual([load.error.code, remedy.length > 10], [code, true], message);
      };
    });
  }

  after(() => {
    if (outcomes.length > 0) {
      console.log(tableText(outcomes));
    }
  });
});

const systemClock = {
  now: Date.now,
  setTimeout: (run: () => void, ms: number) => setTimeout(run, ms),
  clearTimeout: (timer: unknown) => clearTimeout(timer as NodeJS.Timeout),
  random: () => 0.5,
};

function tableText(all: readonly Outcome[]): string {
  const lines = [...new Set(all.map(({ fault }) => fault))].map(fault => {
    const some = all.filter(outcome => outcome.fault === fault);
    const injected = some.reduce((sum, outcome) => sum + outcome.injected, 0);
    return `      ${fault.padEnd(46)} ${String(injected).padStart(5)}  ${some[0]?.outcome ?? ''}, then all jobs right`;
  });
  return ['', `      ${'fault'.padEnd(46)} times  outcome`, ...lines, ''].join('\n');
}
