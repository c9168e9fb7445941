import assert from 'node:assert/strict';
import {
  GetItemCommand,
  PutItemCommand,
  type AttributeValue,
  type DynamoDBClient,
} from '@aws-sdk/client-dynamodb';
import fc from 'fast-check';
import { recordJobEvent } from '../../../lambda/recordJobEvent';
import { readBatchEvent } from '../../../src/core/job/batchEvent';
import { jobOf } from '../../../src/core/job/jobItem';
import { supersedes } from '../../../src/core/job/sequence';
import { JobStore } from '../../../src/core/store/jobStore';
import { openJobTable } from '../../../src/data/aws';
import { Random } from '../../../src/sample/random';
import { createJobsTable } from '../../local/dynamodb/table';
import { aLifeWithRetry, anEvent, fixture } from '../../support/builders/batchEvents';
import { randomLife } from '../../support/builders/randomLives';
import { AwsHome } from '../../support/emulators/aws/awsHome';
import { describeOnEmulators, emulatorClient } from '../../support/emulators/emulators';

type Item = Record<string, AttributeValue>;
type Event = Readonly<Record<string, unknown>>;

const tableName = 'BlockedJobs';
const text = (S: string): AttributeValue => ({ S });
const reason = 'CAPACITY:INSUFFICIENT_INSTANCE_CAPACITY - no instances';

/** What AWS sends when the job of this state blocks its queue, so many seconds later. */
function blockedAfter(state: Event, seconds: number, why: string): Event {
  const time = new Date(Date.parse(String(state['time'])) + seconds * 1_000)
    .toISOString()
    .replace('.000Z', 'Z');
  const detail = { ...(state['detail'] as object), statusReason: why };
  return { ...state, 'detail-type': 'Batch Job Queue Blocked', time, detail };
}

const isBlocked = (event: Event): boolean => event['detail-type'] === 'Batch Job Queue Blocked';

describeOnEmulators('A job that blocks its queue', (endpoint, emulator) => {
  let client: DynamoDBClient;
  let now = 1_795_428_000_000;
  let home: AwsHome;

  before(async () => {
    home = await AwsHome.enter();
    home.set({ AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test' });
    client = emulatorClient(endpoint());
    await createJobsTable(client, tableName, { index: true });
  });

  after(async () => {
    client.destroy();
    await home.leave();
  });

  const record = async (event: Event): Promise<string> =>
    (await recordJobEvent(event, { client, tableName, now: () => now++ })).outcome;

  async function itemOf(jobId: string): Promise<Item | undefined> {
    const Key = { jobId: text(jobId) };
    const { Item } = await client.send(
      new GetItemCommand({ TableName: tableName, Key, ConsistentRead: true }),
    );
    return Item;
  }

  const runnable = (jobId: string, detail: object = {}): Event =>
    anEvent({ jobId, status: 'RUNNABLE', retryStrategy: { attempts: 3 }, ...detail });

  it('is written with the reason and the time, without changing the state', async () => {
    const state = runnable('blocked');
    await record(state);
    const before = (await itemOf('blocked')) ?? {};
    const updatedAt = { N: String(now) };
    assert.equal(await record(blockedAfter(state, 600, reason)), 'written');
    const since = { N: String(Date.parse('2026-11-23T10:10:00Z')) };
    assert.deepEqual(await itemOf('blocked'), {
      ...before,
      updatedAt,
      statusReason: text(reason),
      facts: { M: { maxAttempts: { N: '3' }, blocked: { M: { reason: text(reason), since } } } },
    });
  });

  it('is written even when the item has no facts yet', async () => {
    for (const [jobId, state] of [
      ['no-facts', anEvent({ jobId: 'no-facts' })],
      ['no-time', anEvent({ jobId: 'no-time' }, { time: undefined })],
    ] as const) {
      await record(state);
      const blocked = blockedAfter(anEvent({ jobId }), 600, reason);
      assert.equal(await record(blocked), 'written', jobId);
      assert.deepEqual(
        (await itemOf(jobId))?.['facts']?.M?.['blocked']?.M?.['reason'],
        text(reason),
      );
      assert.equal(await record(blocked), 'stale', jobId);
    }
  });

  it('loses the reason at the next state change', async () => {
    const [jobId, state] = ['next', runnable('next')] as const;
    await record(state);
    await record(blockedAfter(state, 600, reason));
    await record(anEvent({ jobId, status: 'STARTING' }));
    const { facts, statusReason, status } = (await itemOf(jobId)) ?? {};
    assert.deepEqual(
      { facts, statusReason, status },
      {
        facts: undefined,
        statusReason: undefined,
        status: text('STARTING'),
      },
    );
  });

  it('keeps the latest of several reasons', async () => {
    const state = runnable('several');
    await record(state);
    assert.equal(await record(blockedAfter(state, 900, 'second')), 'written');
    assert.equal(await record(blockedAfter(state, 600, 'first')), 'stale');
    assert.equal(await record(blockedAfter(state, 1_200, 'third')), 'written');
    assert.deepEqual((await itemOf('several'))?.['statusReason'], text('third'));
  });

  it('does not create an item, and does not apply to another state', async () => {
    assert.equal(await record(fixture('09')), 'stale');
    assert.equal(await itemOf('4c7599ae-0a82-49aa-ba5a-4727fcce14a8'), undefined);
    const later = runnable('later');
    await record(anEvent({ jobId: 'later', status: 'RUNNING' }));
    const item = await itemOf('later');
    assert.equal(await record(blockedAfter(later, 600, reason)), 'stale');
    assert.deepEqual(await itemOf('later'), item);
  });

  it('of an older function, without a sequence, waits for the next state change', async () => {
    const Item = { jobId: text('legacy'), status: text('RUNNABLE') };
    await client.send(new PutItemCommand({ TableName: tableName, Item }));
    assert.equal(await record(blockedAfter(runnable('legacy'), 600, reason)), 'stale');
    assert.deepEqual(await itemOf('legacy'), Item);
  });

  it('is rejected without a reason or a time', async () => {
    const state = runnable('refused');
    const blocked = blockedAfter(state, 600, '');
    const outcome = await recordJobEvent(blocked, { client, tableName, now: () => now });
    assert.deepEqual(outcome, { outcome: 'rejected', reason: 'statusReason is missing' });
    const timeless = { ...blockedAfter(state, 600, reason), time: undefined };
    assert.equal(await record(timeless), 'rejected');
  });

  it('appears in the index, and in a store that already has the job', async () => {
    const state = runnable('followed');
    const store = new JobStore();
    const table = await openJobTable({
      tableName,
      region: 'eu-west-1',
      profile: undefined,
      endpoint: endpoint(),
    });
    const follow = async (): Promise<void> => {
      for await (const { items } of table.changedPages(new AbortController().signal)) {
        store.apply(items.map(jobOf).flatMap(read => (read.ok ? read.job : [])));
      }
    };
    await record(state);
    await follow();
    assert.equal(store.get('followed')?.facts?.blocked, undefined);
    await record(blockedAfter(state, 600, reason));
    await follow();
    assert.equal(store.get('followed')?.facts?.blocked?.reason, reason);
    assert.equal(store.get('followed')?.timestamp, state['time']);
    table.close();
    store.dispose();
  });

  /** What a table must hold: the last state by the rule of core, and the latest reason of that very state. */
  class Expected {
    private state: Event | undefined;
    private blocked: Event | undefined;

    deliver(event: Event): void {
      const [next, current] = [stateOf(event), this.state && stateOf(this.state)];
      if (!isBlocked(event)) {
        if (!current || supersedes(next, current)) {
          [this.state, this.blocked] = [event, undefined];
        }
        return;
      }
      const isSame = current?.status === next.status && current.sequence === next.sequence;
      const isLater = timeOf(event) > timeOf(this.blocked) && timeOf(event) >= timeOf(this.state);
      if (isSame && isLater) {
        this.blocked = event;
      }
    }

    get reason(): string | undefined {
      return this.blocked && (this.blocked['detail'] as { statusReason: string }).statusReason;
    }
  }

  const stateOf = (event: Event) => {
    const read = readBatchEvent({ ...event, 'detail-type': 'Batch Job State Change' });
    assert(read.ok);
    return read.job;
  };
  const timeOf = (event: Event | undefined): number =>
    event ? Date.parse(String(event['time'])) : -Infinity;

  it('has the same result in every order of delivery, and never decides the state', async () => {
    let count = 0;
    const delays = fc.array(fc.integer({ min: 0, max: 90 }), { minLength: 1, maxLength: 3 });
    const anyOrder = fc
      .tuple(
        fc.integer({ min: 0, max: 1_000 }),
        fc.boolean(),
        fc.integer({ min: 1, max: 9 }),
        delays,
      )
      .chain(([seed, isShort, length, seconds]) => {
        const jobId = 'property';
        const life = isShort ? aLifeWithRetry(jobId) : randomLife(jobId, new Random(seed)).events;
        const states = life.slice(0, length);
        const blocks = states
          .filter(state => (state['detail'] as { status: string }).status === 'RUNNABLE')
          .flatMap((state, index) =>
            seconds.map(delay => blockedAfter(state, delay, `reason ${index}, ${delay} s`)),
          );
        const all = [...states, ...blocks];
        return fc.shuffledSubarray([...all, ...all], { minLength: all.length });
      });
    await fc.assert(
      fc.asyncProperty(anyOrder, async order => {
        const [mixed, pure] = [`mixed-${count}`, `pure-${count++}`];
        const expected = new Expected();
        for (const event of order) {
          expected.deliver(event);
          await record(as(event, mixed));
          if (!isBlocked(event)) {
            await record(as(event, pure));
          }
        }
        const [withBlocks, without] = [await itemOf(mixed), await itemOf(pure)];
        assert.equal(withBlocks === undefined, without === undefined);
        if (!withBlocks || !without) {
          return;
        }
        // What is another for another job, and what the reason is written to.
        const apart = ['jobId', 'shard', 'fullEvent', 'facts', 'statusReason', 'updatedAt'];
        const stateIn = (item: Item): object =>
          Object.fromEntries(Object.entries(item).filter(([name]) => !apart.includes(name)));
        assert.deepEqual(stateIn(withBlocks), stateIn(without));
        const stored = withBlocks['facts']?.M?.['blocked']?.M?.['reason']?.S;
        assert.equal(stored, expected.reason);
        const expectedReason = stored === undefined ? without['statusReason'] : text(stored);
        assert.deepEqual(withBlocks['statusReason'], expectedReason);
      }),
      { numRuns: emulator === 'dynalite' ? 150 : 40 },
    );
  });

  const as = (event: Event, jobId: string): Event => ({
    ...event,
    detail: { ...(event['detail'] as object), jobId },
  });
});
