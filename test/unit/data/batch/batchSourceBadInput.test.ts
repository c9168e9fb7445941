import assert from 'node:assert/strict';
import { batchFeed, hour, settled, start } from '../../../support/builders/batchFeeds';

const minute = 60_000;

describe('AWS Batch as a source of jobs, when it is not as it should be', () => {
  it('reads 100 queues with one call each, and then with 6 each', async function () {
    this.timeout(30_000);
    const queues = Array.from({ length: 100 }, (_, index) => `q${index}`);
    const { batch, store, feed } = batchFeed({ queues, details: false });
    for (const { jobQueueName, jobQueueArn: jobQueue } of batch.queues) {
      batch.put({
        jobId: `job-of-${jobQueueName}`,
        jobQueue,
        status: 'RUNNING',
        createdAt: start - hour,
      });
    }
    assert.equal(await feed.refresh(), true);
    assert.equal(store.size, 100);
    assert.deepEqual([batch.count('ListJobs'), batch.count('DescribeJobQueues')], [100, 1]);
    batch.calls.length = 0;
    assert.equal(await feed.refresh(), true);
    assert.equal(batch.calls.length, 600);
    feed.dispose();
  });

  it('lists the jobs of disabled and invalid queues', async () => {
    const { batch, store, feed } = batchFeed({ queues: [] });
    const disabled = batch.addQueue('disabled', { state: 'DISABLED' });
    const invalid = batch.addQueue('invalid', { status: 'INVALID' });
    batch.put({ jobId: 'a', jobQueue: disabled, status: 'RUNNABLE', createdAt: start });
    batch.put({ jobId: 'b', jobQueue: invalid, status: 'RUNNABLE', createdAt: start });
    assert.equal(await feed.refresh(), true);
    assert.equal(store.size, 2);
    feed.dispose();
  });

  it('keeps a job that was deleted between its list and its description, and asks once', async () => {
    const { batch, store, feed } = batchFeed();
    batch.put({ jobId: 'a', status: 'RUNNING', createdAt: start - hour });
    batch.onCall = ({ operation }) => {
      if (operation === 'DescribeJobs') {
        batch.jobs.delete('a');
      }
    };
    await feed.refresh();
    await settled();
    assert.equal(store.get('a')?.status, 'RUNNING');
    assert.equal(await feed.refresh(), true);
    await settled();
    assert.equal(store.get('a')?.status, 'RUNNING');
    assert.equal(batch.count('DescribeJobs'), 1);
    feed.dispose();
  });

  it('keeps its jobs while AWS throttles for minutes, and then has what it missed', async () => {
    const { batch, store, feed, clock } = batchFeed({ details: false });
    batch.put({ jobId: 'a', status: 'RUNNING', createdAt: start - hour, startedAt: start - hour });
    await feed.refresh();
    batch.throttles = Infinity;
    for (let minutes = 0; minutes < 5; minutes++) {
      clock.now += minute;
      assert.equal(await feed.refresh(), false);
      const { load } = feed.state;
      assert.equal(load.phase === 'failed' && load.error.code, 'throttled');
      assert.equal(store.get('a')?.status, 'RUNNING');
    }
    batch.put({ jobId: 'a', status: 'FAILED', stoppedAt: clock.now });
    batch.put({ jobId: 'b', status: 'SUCCEEDED', createdAt: clock.now, stoppedAt: clock.now });
    batch.throttles = 0;
    assert.equal(await feed.refresh(), true);
    assert.deepEqual([store.get('a')?.status, store.get('b')?.status], ['FAILED', 'SUCCEEDED']);
    feed.dispose();
  });

  for (const [what, shift] of [
    ['a day behind', -24 * hour],
    ['a day ahead', 24 * hour],
  ] as const) {
    it(`loses no job when our clock is suddenly ${what}`, async () => {
      const { batch, store, feed, clock } = batchFeed({ details: false });
      const put = (jobId: string, status: 'RUNNING' | 'SUCCEEDED', at: number): void => {
        batch.put({ jobId, status, createdAt: at, startedAt: at, stoppedAt: at });
      };
      put('old', 'RUNNING', start - hour);
      await feed.refresh();
      clock.now += shift;
      put('old', 'SUCCEEDED', start - hour);
      put('new', 'RUNNING', start + minute);
      assert.equal(await feed.refresh(), true);
      clock.now += minute;
      put('new', 'SUCCEEDED', start + minute);
      put('newer', 'SUCCEEDED', start + 2 * minute);
      assert.equal(await feed.refresh(), true);
      const statuses = ['old', 'new', 'newer'].map(jobId => store.get(jobId)?.status);
      assert.deepEqual(statuses, ['SUCCEEDED', 'SUCCEEDED', 'SUCCEEDED']);
      feed.dispose();
    });
  }

  it('describes jobs in the background with at most 2 calls in a second', async () => {
    const waits: number[] = [];
    const { batch, feed } = batchFeed({
      wait: ms => {
        waits.push(ms);
        return Promise.resolve();
      },
    });
    for (let index = 0; index < 450; index++) {
      const createdAt = start - hour + index;
      batch.put({ jobId: `j${index}`, status: 'SUCCEEDED', createdAt, stoppedAt: createdAt });
    }
    await feed.refresh();
    await settled();
    assert.equal(batch.count('DescribeJobs'), 5);
    assert.deepEqual(waits, Array(5).fill(500));
    feed.dispose();
  });

  for (const [partition, region] of [
    ['aws-cn', 'cn-north-1'],
    ['aws-us-gov', 'us-gov-west-1'],
  ] as const) {
    it(`has the queue, region, and account of jobs in ${region}`, async () => {
      const { batch, store, feed } = batchFeed({ queues: [] });
      const arn = (rest: string): string => `arn:${partition}:batch:${region}:210987654321:${rest}`;
      const jobQueue = arn('job-queue/fast');
      batch.addQueue('fast', { jobQueueArn: jobQueue });
      batch.put({ jobId: 'a', jobArn: arn('job/a'), jobQueue, createdAt: start });
      await feed.refresh();
      const job = store.get('a');
      assert.deepEqual(
        [job?.jobQueue, job?.region, job?.account],
        [jobQueue, region, '210987654321'],
      );
      feed.dispose();
    });
  }
});
