import assert from 'node:assert/strict';
import { fullRate } from '../../../../src/data/batch/callRate';
import { Random } from '../../../../src/sample/random';
import { batchFeed, hour, settled, start } from '../../../support/builders/batchFeeds';
import { BatchLives } from '../../../support/builders/batchLives';

describe('AWS Batch as a source of jobs', () => {
  const statuses = (
    jobs: Iterable<{ readonly jobId: string; readonly status?: string | undefined }>,
  ) =>
    Object.fromEntries(
      [...jobs]
        .filter(({ jobId }) => !/[:#]/.test(jobId))
        .map(({ jobId, status }) => [jobId, status] as const)
        .sort(([a], [b]) => (a < b ? -1 : 1)),
    );

  /** Jobs live at random while the feed reads; at the end, the store must equal the service. */
  async function live(seed: number, max: number, changesBetweenCalls: boolean): Promise<number> {
    const random = new Random(seed);
    const queues = ['q0', 'q1', 'q2'].slice(0, random.integer(1, 3));
    const { batch, store, clock, feed } = batchFeed({ queues, details: random.chance(0.5) });
    const lives = new BatchLives(batch, random, clock, max);
    batch.pageSize = random.integer(2, 12);
    for (let round = 0; round < 8; round++) {
      for (let steps = random.integer(0, 6); steps > 0; steps--) {
        lives.step();
      }
      batch.onCall = () => {
        if (changesBetweenCalls && random.chance(0.3)) {
          lives.step();
        }
      };
      assert.equal(await feed.refresh(), true, `seed ${seed}: ${JSON.stringify(feed.state.load)}`);
      batch.onCall = () => undefined;
      if (changesBetweenCalls) {
        await settled();
        await feed.refresh();
      }
      const truth = statuses(batch.jobs.values());
      assert.deepEqual(statuses(store.jobs()), truth, `seed ${seed}, round ${round}`);
      const failed = [...batch.jobs.values()].filter(
        ({ jobId, status }) => jobId.includes(':') && status === 'FAILED',
      );
      for (const { jobId } of failed) {
        assert.equal(store.get(jobId)?.status, 'FAILED', `seed ${seed}, round ${round}: ${jobId}`);
      }
    }
    feed.dispose();
    return lives.submitted;
  }

  it('equals the service after each refresh, whatever 5,000 jobs do in between', async function () {
    this.timeout(60_000);
    let jobs = 0;
    for (let seed = 1; jobs < 5_000; seed++) {
      jobs += await live(seed, 100, false);
    }
  });

  it('equals the service after the next refresh, whatever 5,000 jobs do between its calls', async function () {
    this.timeout(60_000);
    let jobs = 0;
    for (let seed = 100_001; jobs < 5_000; seed++) {
      jobs += await live(seed, 100, true);
    }
  });

  /** Many finished jobs in each queue, none of which is running. */
  function quietQueues(count: number, jobsEach: number) {
    const made = batchFeed({ queues: Array.from({ length: count }, (_, index) => `q${index}`) });
    for (const { jobQueueName, jobQueueArn } of made.batch.queues) {
      for (let index = 0; index < jobsEach; index++) {
        const createdAt = start - 100 * hour + index * 60_000;
        const stoppedAt = createdAt + 1_000;
        const jobId = `${jobQueueName}-${index}`;
        made.batch.put({ jobId, jobQueue: jobQueueArn, status: 'SUCCEEDED', createdAt, stoppedAt });
      }
    }
    return made;
  }

  it('loads 5 queues of 2,000 jobs with at most 130 calls, then refreshes with at most 6 per queue', async function () {
    this.timeout(30_000);
    const { batch, store, feed } = quietQueues(5, 2_000);
    assert.equal(await feed.refresh(), true);
    const first = batch.count('ListJobs') + batch.count('DescribeJobQueues');
    assert.equal(store.size, 10_000);
    assert(first <= 130, `${first} calls`);
    feed.cancel();
    batch.calls.length = 0;
    assert.equal(await feed.refresh(), true);
    const calls = batch.calls.filter(({ operation }) => operation !== 'DescribeJobs').length;
    assert(calls <= 30, `${calls} calls`);
    feed.dispose();
  });

  it('shows the newest jobs after the first page', async () => {
    const { store, feed } = quietQueues(1, 250);
    const sizes: number[] = [];
    store.onDidChange(() => sizes.push(store.size));
    await feed.refresh();
    assert.equal(sizes[0], 100);
    feed.dispose();
  });

  it('describes each job once in the background, failed ones and the newest first', async () => {
    const { batch, store, feed, clock } = batchFeed();
    for (let index = 0; index < 150; index++) {
      const createdAt = start - hour + index;
      const status = index === 3 ? 'FAILED' : 'SUCCEEDED';
      const parameters = { media_id: 'a'.repeat(24) };
      batch.put({ jobId: `j${index}`, status, createdAt, stoppedAt: createdAt + 1, parameters });
    }
    await feed.refresh();
    await settled();
    const [first, ...others] = batch.calls.filter(call => call.operation === 'DescribeJobs');
    assert.deepEqual(first?.request.jobs?.slice(0, 2), ['j3', 'j149']);
    assert.equal(others.length, 1);
    assert.equal(store.get('j0')?.mediaId, 'a'.repeat(24));
    clock.now += 60_000;
    await feed.refresh();
    await settled();
    assert.equal(batch.count('DescribeJobs'), 2);
    assert.equal(store.get('j0')?.mediaId, 'a'.repeat(24));
    feed.dispose();
  });

  it('keeps what was described while a job moves on', async () => {
    const { batch, store, feed, clock } = batchFeed();
    const parameters = { media_id: 'b'.repeat(24) };
    batch.put({ jobId: 'a', status: 'RUNNABLE', createdAt: start, parameters });
    await feed.refresh();
    await settled();
    clock.now += 60_000;
    batch.put({ jobId: 'a', status: 'STARTING' });
    await feed.refresh();
    const { status, mediaId } = store.get('a') ?? {};
    assert.deepEqual([status, mediaId], ['STARTING', 'b'.repeat(24)]);
    feed.dispose();
  });

  it('lists jobs and finds out how they ended without the right to describe them', async () => {
    const { batch, store, feed, clock } = batchFeed();
    batch.denied.add('DescribeJobs');
    batch.put({ jobId: 'a', status: 'RUNNING', createdAt: start - hour, startedAt: start });
    await feed.refresh();
    clock.now += 600_000;
    batch.put({ jobId: 'a', status: 'FAILED', stoppedAt: clock.now });
    assert.equal(await feed.refresh(), true);
    assert.equal(store.get('a')?.status, 'FAILED');
    await assert.rejects(feed.getItem('a'), { code: 'batch.denied' });
    feed.dispose();
  });

  it('keeps a job that AWS Batch has forgotten', async () => {
    const { batch, store, feed } = batchFeed();
    batch.put({ jobId: 'a', status: 'SUCCEEDED', createdAt: start - hour, stoppedAt: start });
    await feed.refresh();
    batch.jobs.delete('a');
    feed.expectDeletions();
    await feed.refresh();
    assert.equal(store.get('a')?.status, 'SUCCEEDED');
    feed.dispose();
  });

  it('lists all children of an array job only after the user opened it, 10,000 of them', async function () {
    this.timeout(30_000);
    const { batch, store, feed } = batchFeed({ details: false });
    const size = 10_000;
    batch.put({ jobId: 'a', status: 'PENDING', createdAt: start, arrayProperties: { size } });
    for (let index = 0; index < size; index++) {
      const status = index === 7 ? 'FAILED' : 'RUNNING';
      batch.put({ jobId: `a:${index}`, status, createdAt: start, arrayProperties: { index } });
    }
    await feed.refresh();
    assert.equal(store.size, 2);
    assert.equal(store.get('a:7')?.parentId, 'a');
    await feed.getItem('a');
    await feed.refresh();
    assert.equal(store.size, size + 1);
    batch.calls.length = 0;
    await feed.refresh();
    assert.equal(batch.count('ListJobs'), 6);
    feed.dispose();
  });

  it('lists the nodes of a multi-node job after the user opened it', async () => {
    const { batch, store, feed } = batchFeed({ details: false });
    const nodeProperties = { numNodes: 2, mainNode: 0, nodeRangeProperties: [] };
    batch.put({ jobId: 'n', status: 'RUNNING', createdAt: start, nodeProperties });
    batch.put({ jobId: 'n#0', status: 'RUNNING', createdAt: start });
    batch.put({ jobId: 'n#1', status: 'STARTING', createdAt: start });
    await feed.refresh();
    assert.equal(store.size, 1);
    await feed.getItem('n');
    await feed.refresh();
    assert.deepEqual([store.get('n#1')?.status, store.get('n#1')?.parentId], ['STARTING', 'n']);
    feed.dispose();
  });

  it('reads only the named queues, and says if there are none', async () => {
    const { batch, store, feed } = batchFeed({ queues: ['q0', 'q1'] });
    const [, second] = batch.queues;
    batch.put({ jobId: 'a', createdAt: start });
    batch.put({ jobId: 'b', createdAt: start, jobQueue: second?.jobQueueArn });
    feed.connect({ ...feed.state.connection, queues: ['q1'] });
    await feed.refresh();
    assert.deepEqual(
      [...store.jobs()].map(({ jobId }) => jobId),
      ['b'],
    );
    feed.connect({ ...feed.state.connection, queues: ['none'] });
    assert.equal(await feed.refresh(), false);
    const { load } = feed.state;
    assert.equal(load.phase === 'failed' && load.error.code, 'batch.noQueues');
    feed.dispose();
  });

  it('goes on without a queue that was deleted, and finds new ones on request', async () => {
    const { batch, store, feed } = batchFeed({ queues: ['q0', 'q1'] });
    await feed.refresh();
    batch.queues.shift();
    const arn = batch.addQueue('q2');
    batch.put({ jobId: 'a', createdAt: start - hour, jobQueue: arn, status: 'SUCCEEDED' });
    assert.equal(await feed.refresh(), true);
    feed.expectDeletions();
    assert.equal(await feed.refresh(), true);
    assert.equal(store.get('a')?.status, 'SUCCEEDED');
    feed.dispose();
  });

  it('says since when it lists all jobs, and counts calls instead of read units', async () => {
    const { feed } = batchFeed({ historyHours: 24 });
    await feed.refresh();
    await feed.refresh();
    const { listsSince, unit, readUnits } = feed.state;
    assert.deepEqual([listsSince, unit, readUnits], [start - 24 * hour, 'calls', 6]);
    feed.dispose();
  });

  it('says to how many calls throttling limits it, until it is at full speed again', async () => {
    const { api, feed } = batchFeed();
    api.callsPerSecond = 4.5;
    await feed.refresh();
    assert.equal(feed.state.throttledTo, 4.5);
    api.callsPerSecond = fullRate;
    await feed.refresh();
    assert.equal(feed.state.throttledTo, undefined);
    feed.dispose();
  });

  it('loads again what a canceled read did not apply', async () => {
    const { batch, store, feed } = quietQueues(1, 500);
    batch.onCall = ({ operation }) => {
      if (operation === 'ListJobs' && batch.count('ListJobs') === 3) {
        feed.cancel();
      }
    };
    assert.equal(await feed.refresh(), false);
    batch.onCall = () => undefined;
    assert.equal(await feed.refresh(), true);
    assert.equal(store.size, 500);
    feed.dispose();
  });

  it('gives the description of a job in the form of an event', async () => {
    const { batch, feed } = batchFeed();
    batch.put({ jobId: 'a', status: 'RUNNING', createdAt: start, startedAt: start + 1_000 });
    const item = await feed.getItem('a');
    const event = JSON.parse(String(item?.['fullEvent'])) as Record<string, unknown>;
    assert.equal(event['detail-type'], 'DescribeJobs');
    assert.equal((event['detail'] as { jobId: string }).jobId, 'a');
    await assert.rejects(feed.getItem('gone'), { code: 'batch.forgotten' });
    feed.dispose();
  });
});
