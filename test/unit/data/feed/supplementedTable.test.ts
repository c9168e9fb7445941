import assert from 'node:assert/strict';
import { setImmediate as turn } from 'node:timers/promises';
import type { JobDetail } from '@aws-sdk/client-batch';
import { JobStore } from '../../../../src/core/store/jobStore';
import { BatchSupplement } from '../../../../src/data/batch/batchSupplement';
import { completionOf } from '../../../../src/data/feed/completion';
import { JobFeed } from '../../../../src/data/feed/jobFeed';
import { SupplementedTable } from '../../../../src/data/feed/supplementedTable';
import type { RawItem } from '../../../../src/data/table/jobTable';
import { LocalBatch } from '../../../support/emulators/aws/localBatch';
import { BatchInProcess } from '../../../support/fakes/batchInProcess';
import { FakeTable } from '../../../support/fakes/fakeTable';

const minute = 60_000;
const start = Date.UTC(2026, 10, 29);

/** A feed of a plain table beside AWS Batch in this process. */
function feedOf(items: readonly RawItem[], { isAllowed = true } = {}) {
  const batch = new LocalBatch();
  batch.addQueue('q0');
  const table = new FakeTable([items]);
  table.tableItems = items;
  const store = new JobStore();
  const clock = { now: start };
  const consent = { isAllowed };
  const feed = new JobFeed(
    { tableName: 'Jobs', region: 'eu-west-1', profile: undefined, endpoint: undefined },
    {
      store,
      openSource: (_, memory) =>
        Promise.resolve(
          new SupplementedTable(table, memory, {
            isAllowed: () => consent.isAllowed,
            region: 'eu-west-1',
            jobOf: jobId => store.get(jobId),
            open: kept =>
              Promise.resolve(
                new BatchSupplement(new BatchInProcess(batch), kept, () => clock.now),
              ),
          }),
        ),
      warn: message => assert.fail(message),
      now: () => clock.now,
      ticks: () => 0,
    },
  );
  const statusesOfChildren = (): Record<string, string> =>
    Object.fromEntries(
      [...store.jobs()]
        .filter(({ jobId }) => /[:#]/.test(jobId))
        .map(({ jobId, status }) => [jobId, status] as const)
        .toSorted(),
    );
  return { batch, table, store, clock, consent, feed, statusesOfChildren };
}

/** Until what is read in the background is in the store. */
async function settled(): Promise<void> {
  for (let turns = 0; turns < 40; turns++) {
    await turn();
  }
}

const eventOf = (detail: Partial<JobDetail>): string =>
  JSON.stringify({
    'detail-type': 'Batch Job State Change',
    source: 'aws.batch',
    time: '2026-11-28T23:00:00Z',
    detail,
  });

const itemOf = (detail: Partial<JobDetail> & { readonly jobId: string }): RawItem => ({
  jobId: detail.jobId,
  status: detail.status ?? 'RUNNING',
  timestamp: '2026-11-28T23:00:00Z',
  fullEvent: eventOf({ status: 'RUNNING', ...detail }),
});

describe('A table with what AWS Batch adds', () => {
  const array = { jobId: 'array', arrayProperties: { size: 3 } } as const;

  /** An array job whose children are in AWS Batch, of which the table has the first. */
  const arrayFeed = async (statuses: readonly JobDetail['status'][]) => {
    const made = feedOf([itemOf(array), itemOf({ jobId: 'array:0' })]);
    made.batch.put({ ...array, status: 'PENDING' });
    statuses.forEach((status, index) =>
      made.batch.put({ jobId: `array:${index}`, status, startedAt: start, stoppedAt: start }),
    );
    assert.equal(await made.feed.refresh(), true);
    return made;
  };

  it('sends nothing to AWS Batch for a job that it has completely', async () => {
    const { feed, batch } = feedOf([itemOf({ jobId: 'a' })]);
    await feed.refresh();
    const item = await feed.getItem('a');
    await settled();
    assert.equal(item?.['fullEvent'], eventOf({ status: 'RUNNING', jobId: 'a' }));
    assert.equal(completionOf(item), undefined);
    assert.deepEqual(batch.calls, []);
  });

  for (const [what, fullEvent] of [
    ['missing', undefined],
    ['cut', '{"batchMonitorCut":"…","detail":{"jobId":"a"}}'],
    ['unreadable', '{'],
  ]) {
    it(`has the description of a job whose event is ${what}, and the state of the table`, async () => {
      const { feed, batch, store } = feedOf([{ ...itemOf({ jobId: 'a' }), fullEvent }]);
      batch.put({ jobId: 'a', status: 'SUCCEEDED', parameters: { media: 'm1' } });
      await feed.refresh();
      const item = await feed.getItem('a');
      assert.match(String(item?.['fullEvent']), /^\{"detail-type":"DescribeJobs".*"media":"m1"/);
      assert.equal(item?.['status'], 'RUNNING');
      assert.equal(store.get('a')?.status, 'RUNNING');
      assert.equal(completionOf(item), 'completed');
    });
  }

  it('sends nothing for a job of another region', async () => {
    const { feed, batch } = feedOf([{ jobId: 'a', status: 'FAILED', region: 'us-east-1' }]);
    await feed.refresh();
    assert.equal(completionOf(await feed.getItem('a')), undefined);
    assert.deepEqual(batch.calls, []);
  });

  it('says that AWS Batch may be read, without asking it, where the user has not allowed it', async () => {
    const { feed, batch } = feedOf([{ jobId: 'a', status: 'FAILED' }], { isAllowed: false });
    const item = await feed.getItem('a');
    assert.equal((completionOf(item) as Error & { code: string }).code, 'batch.notAllowed');
    assert.deepEqual(batch.calls, []);
  });

  it('keeps what it has where AWS denies the rest, with the reason', async () => {
    const stored = { jobId: 'a', status: 'FAILED' };
    const { feed, batch } = feedOf([stored]);
    batch.denied.add('DescribeJobs');
    await feed.refresh();
    const item = await feed.getItem('a');
    assert.deepEqual(Object.entries(item ?? {}), Object.entries(stored));
    assert.equal((completionOf(item) as Error & { code: string }).code, 'batch.denied');
    assert.equal(feed.state.load.phase, 'ready');
  });

  it('has the children that it lacks as soon as their array job is opened, and its own as they are', async () => {
    const { feed, batch, statusesOfChildren } = await arrayFeed(['RUNNING', 'FAILED', 'RUNNING']);
    assert.deepEqual(statusesOfChildren(), { 'array:0': 'RUNNING' });
    const item = await feed.getItem('array');
    await settled();
    assert.deepEqual(statusesOfChildren(), {
      'array:0': 'RUNNING',
      'array:1': 'FAILED',
      'array:2': 'RUNNING',
    });
    assert.equal(completionOf(item), undefined);
    assert.equal(batch.count('ListJobs'), 3, 'one for the permission, then one per status');
    assert.equal(batch.count('DescribeJobs'), 1);
  });

  it('keeps them through complete reads, until the user forbids AWS Batch', async () => {
    const { feed, consent, table, statusesOfChildren } = await arrayFeed([
      'RUNNING',
      'FAILED',
      'RUNNING',
    ]);
    await feed.getItem('array');
    await settled();
    const before = statusesOfChildren();
    for (let reads = 0; reads < 3; reads++) {
      feed.expectDeletions();
      await feed.refresh();
      assert.deepEqual(statusesOfChildren(), before);
    }
    assert.deepEqual(table.lookups, []);
    consent.isAllowed = false;
    feed.expectDeletions();
    await feed.refresh();
    assert.deepEqual(statusesOfChildren(), { 'array:0': 'RUNNING' });
  });

  it('follows them once a minute, until their array job has finished', async () => {
    const { feed, batch, clock, statusesOfChildren } = await arrayFeed([
      'RUNNING',
      'RUNNING',
      'RUNNING',
    ]);
    await feed.getItem('array');
    await settled();
    const read = async (): Promise<number> => {
      batch.calls.length = 0;
      await feed.refresh();
      await settled();
      return batch.calls.length;
    };
    batch.put({ jobId: 'array:1', status: 'SUCCEEDED', stoppedAt: start });
    assert.equal(await read(), 0);
    clock.now += minute;
    assert.equal(await read(), 3, 'the array job, and each status of its children');
    assert.equal(statusesOfChildren()['array:1'], 'SUCCEEDED');
    for (const jobId of ['array', 'array:0', 'array:2']) {
      batch.put({ jobId, status: 'SUCCEEDED', stoppedAt: start });
    }
    clock.now += minute;
    assert.equal(await read(), 2);
    assert.deepEqual(new Set(Object.values(statusesOfChildren())), new Set(['SUCCEEDED']));
    clock.now += minute;
    assert.equal(await read(), 0);
  });

  it('shows that a child has finished where the table missed it, also after the next read', async () => {
    const { feed, statusesOfChildren } = await arrayFeed(['FAILED', 'FAILED', 'FAILED']);
    await feed.getItem('array');
    await settled();
    assert.equal(statusesOfChildren()['array:0'], 'FAILED');
    feed.expectDeletions();
    await feed.refresh();
    assert.equal(statusesOfChildren()['array:0'], 'FAILED');
  });

  it('leaves a child to the table once the table has it', async () => {
    const { feed, table, store } = await arrayFeed(['RUNNING', 'RUNNING', 'RUNNING']);
    await feed.getItem('array');
    await settled();
    const own = { ...itemOf({ jobId: 'array:1' }), jobName: 'written by the function' };
    const items = [itemOf(array), itemOf({ jobId: 'array:0' }), own, itemOf({ jobId: 'array:2' })];
    table.pages = [items.map(item => ({ ...item, status: 'FAILED', sequence: 1_000 }))];
    feed.expectDeletions();
    await feed.refresh();
    assert.equal(store.get('array:1')?.jobName, 'written by the function');
    table.pages = [[itemOf(array)]];
    for (let reads = 0; reads < 2; reads++) {
      feed.expectDeletions();
      await feed.refresh();
    }
    assert.equal(store.get('array:1'), undefined, 'the table no longer has it');
  });

  it('has the nodes of a multi-node job', async () => {
    const parent = { jobId: 'mnp', nodeProperties: { numNodes: 2, mainNode: 0 } } as const;
    const { feed, batch, statusesOfChildren } = feedOf([
      itemOf({ ...parent, nodeProperties: { ...parent.nodeProperties, nodeRangeProperties: [] } }),
    ]);
    batch.put({
      jobId: 'mnp',
      status: 'RUNNING',
      nodeProperties: { ...parent.nodeProperties, nodeRangeProperties: [] },
    });
    batch.put({ jobId: 'mnp#0', status: 'RUNNING', startedAt: start });
    batch.put({ jobId: 'mnp#1', status: 'STARTING' });
    await feed.refresh();
    await feed.getItem('mnp');
    await settled();
    assert.deepEqual(statusesOfChildren(), { 'mnp#0': 'RUNNING', 'mnp#1': 'STARTING' });
  });

  it('says why the children are missing when AWS denies listing them, and lists them once it may', async () => {
    const { feed, batch, statusesOfChildren } = await arrayFeed(['RUNNING', 'FAILED', 'RUNNING']);
    batch.denied.add('ListJobs');
    for (let opened = 0; opened < 2; opened++) {
      const item = await feed.getItem('array');
      assert.equal((completionOf(item) as Error & { code: string }).code, 'batch.denied');
      await settled();
      assert.equal(statusesOfChildren()['array:1'], undefined);
    }
    assert.equal(batch.count('ListJobs'), 2, 'once for each time that the user opens the job');
    batch.denied.clear();
    assert.equal(completionOf(await feed.getItem('array')), undefined);
    await settled();
    assert.equal(statusesOfChildren()['array:1'], 'FAILED');
    assert.equal(completionOf(await feed.getItem('array')), undefined);
  });

  it('opens the details of a child that it lacks', async () => {
    const { feed } = await arrayFeed(['RUNNING', 'FAILED', 'RUNNING']);
    await feed.getItem('array');
    await settled();
    const item = await feed.getItem('array:1');
    assert.equal(item?.['status'], 'FAILED');
    assert.equal(completionOf(item), 'completed');
  });

  it('says nothing about the children of a complete job that AWS Batch has forgotten', async () => {
    const { feed } = feedOf([itemOf(array)]);
    await feed.refresh();
    assert.equal(completionOf(await feed.getItem('array')), undefined);
  });
});
