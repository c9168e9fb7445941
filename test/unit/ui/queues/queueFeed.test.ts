import assert from 'node:assert/strict';
import { UserError } from '../../../../src/core/diagnostics/errors';
import { QueueFeed, type QueueFeedOptions } from '../../../../src/ui/queues/queueFeed';
import { readWaitReasons } from '../../../../src/ui/queues/readWaitReasons';
import { aJob } from '../../../support/builders/builders';
import { FakeQueues } from '../../../support/fakes/fakeQueues';

const connection = {
  tableName: 'Jobs',
  region: 'eu-west-1',
  profile: undefined,
  endpoint: undefined,
};

const arn = 'arn:aws:batch:eu-west-1:123456789012:job-queue/render';

function aFeed(over: Partial<QueueFeedOptions> = {}) {
  const batch = new FakeQueues();
  const time = { now: 0 };
  const feed = new QueueFeed({
    connection: () => connection,
    isAllowed: () => true,
    open: () => Promise.resolve(batch),
    now: () => time.now,
    ...over,
  });
  return { batch, feed, time };
}

const denied = () => new UserError('batch.denied', 'AWS denied it.', 'Ask.');

describe('The queues of a connection', () => {
  it('are known with their compute environments after a refresh', async () => {
    const { feed } = aFeed();

    assert.equal(await feed.refresh(), 'ok');

    const [view] = feed.state.views;
    assert.equal(view?.queue.name, 'render');
    assert.equal(view.environments[0]?.name, 'spot');
    assert.equal(feed.state.isReading, false);
  });

  it('are not read before the user allows it', async () => {
    const { batch, feed } = aFeed({ isAllowed: () => false });

    await feed.refresh();
    assert.equal(await feed.viewOf(arn), undefined);

    assert.deepEqual(batch.calls, []);
  });

  it('are read once by refreshes at the same time', async () => {
    const { batch, feed } = aFeed();

    await Promise.all([feed.refresh(), feed.refresh()]);

    assert.deepEqual(batch.calls, ['queues', 'environments']);
  });

  it('stay after a failed refresh, with its reason', async () => {
    const { batch, feed } = aFeed();
    await feed.refresh();
    batch.errors.queues = denied();

    assert.equal(await feed.refresh(), 'failed');

    assert.equal(feed.state.error?.code, 'batch.denied');
    assert.equal(feed.state.views.length, 1);
  });

  it('slow down when AWS throttles, and stop until the user signs in', async () => {
    const { batch, feed } = aFeed();

    batch.errors.queues = new UserError('throttled', '', '');
    assert.equal(await feed.refresh(), 'throttled');
    batch.errors.queues = new UserError('credentials.expired', '', '');
    assert.equal(await feed.refresh(), 'halt');
  });

  it('are forgotten when the connection changes, together with a read that is under way', async () => {
    const { batch, feed } = aFeed();
    const reading = feed.refresh();
    feed.reconnect();

    await reading;

    assert.deepEqual(feed.state.views, []);
    assert.equal(feed.state.isReading, false);
    assert.equal(batch.isClosed, true);
  });

  it('report an error that has no explanation', async () => {
    const { batch, feed } = aFeed();
    batch.errors.queues = new TypeError('broken');

    await feed.refresh();

    assert.equal(feed.state.error?.code, 'feed.unexpected');
  });

  it('can be opened again after opening failed, as in Restricted Mode', async () => {
    const batch = new FakeQueues();
    let isTrusted = false;
    const { feed } = aFeed({
      open: () =>
        isTrusted ? Promise.resolve(batch) : Promise.reject(new UserError('restricted', '', '')),
    });

    assert.equal(await feed.refresh(), 'halt');
    isTrusted = true;
    assert.equal(await feed.refresh(), 'ok');
  });
});

describe('The queue of a waiting job', () => {
  const job = aJob({ jobId: 'j1', status: 'RUNNABLE', jobQueue: arn });

  it('is read at most once a minute, however often details are opened', async () => {
    const { batch, feed, time } = aFeed();

    await readWaitReasons(feed, job);
    time.now = 59_000;
    await readWaitReasons(feed, job);
    assert.deepEqual(batch.calls, ['queues', 'environments', 'front']);

    time.now = 61_000;
    await readWaitReasons(feed, job);
    assert.equal(batch.calls.length, 6);
  });

  it('tells the position of the job and the capacity', async () => {
    const { batch, feed } = aFeed();
    batch.front = [{ jobArn: 'arn:aws:batch:eu-west-1:123456789012:job/j1' }];

    assert.deepEqual(await readWaitReasons(feed, job), [
      'Compute environment spot has 48 of at most 256 vCPUs.',
      'Position in the queue: 1.',
    ]);
  });

  it('tells nothing when AWS denies the queues, and does not ask again at once', async () => {
    const { batch, feed } = aFeed();
    batch.errors.queues = denied();

    assert.deepEqual(await readWaitReasons(feed, job), []);
    assert.deepEqual(await readWaitReasons(feed, job), []);

    assert.deepEqual(batch.calls, ['queues']);
  });

  it('tells what it can when only the front of the queue is denied', async () => {
    const { batch, feed } = aFeed();
    batch.errors.front = denied();
    batch.queues = [{ ...batch.queues[0], state: 'DISABLED' }];

    assert.deepEqual(await readWaitReasons(feed, job), [
      'The queue is DISABLED. It accepts no new jobs, but jobs already in it can finish.',
    ]);
  });

  it('has no front while the job waits for others', async () => {
    const { batch, feed } = aFeed();

    await readWaitReasons(feed, { ...job, status: 'PENDING' });

    assert.deepEqual(batch.calls, ['queues', 'environments']);
  });

  it('tells nothing about a queue of another region', async () => {
    const { feed } = aFeed();

    assert.deepEqual(await readWaitReasons(feed, { ...job, jobQueue: 'elsewhere' }), []);
  });
});
