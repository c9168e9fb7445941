import assert from 'node:assert/strict';
import { FailureNotifier } from '../../../../src/core/failures/failureNotifier';
import type { NewFailure } from '../../../../src/core/failures/newFailureDetector';
import { FakeClock, settled } from '../../../support/fakes/fakeClock';

const second = 1_000;
const minute = 60 * second;

describe('FailureNotifier', () => {
  let clock: FakeClock;
  let windowMs: number;
  let gone: Set<string>;
  let shown: string[][];
  let close: (() => void)[];
  let news: FailureNotifier;

  beforeEach(() => {
    clock = new FakeClock();
    windowMs = 30 * second;
    gone = new Set();
    shown = [];
    close = [];
    news = new FailureNotifier({
      clock,
      windowMs: () => windowMs,
      maxGapMs: () => 10 * minute,
      stillCounts: jobId => !gone.has(jobId),
      show: failures => {
        shown.push(failures.map(({ jobId }) => jobId));
        return new Promise<void>(resolve => close.push(resolve));
      },
    });
  });

  const fail = (...jobIds: string[]): void =>
    news.add(jobIds.map((jobId): NewFailure => ({ jobId, jobName: jobId, time: clock.now() })));
  const closeLast = async (): Promise<void> => {
    close.at(-1)?.();
    await settled();
  };

  it('reports all failures within the window in one message', async () => {
    fail('a');
    await clock.advance(20 * second);
    fail('b', 'c');
    await clock.advance(9 * second);
    assert.deepEqual(shown, []);
    await clock.advance(second);
    assert.deepEqual(shown, [['a', 'b', 'c']]);
    assert.deepEqual(clock.waits, [], 'nothing is planned while nothing happens');
  });

  it('waits while a message is open, and reports the sum when it is closed', async () => {
    fail('a');
    await clock.advance(30 * second);
    fail('b');
    await clock.advance(20 * second);
    fail('c');
    await clock.advance(20 * second);
    assert.equal(shown.length, 1);
    await closeLast();
    await clock.advance(0);
    assert.deepEqual(shown, [['a'], ['b', 'c']]);
  });

  it('waits for the entire window even when a message is closed at once', async () => {
    fail('a');
    await clock.advance(30 * second);
    fail('b');
    await closeLast();
    await clock.advance(29 * second);
    assert.equal(shown.length, 1);
    await clock.advance(second);
    assert.deepEqual(shown, [['a'], ['b']]);
  });

  it('doubles the wait for each message that is not closed, up to an hour', async () => {
    const waits: number[] = [];
    for (let index = 0; index < 10; index++) {
      fail(`job-${index}`);
      waits.push((clock.waits[0] ?? 0) / second);
      await clock.advance(clock.waits[0] ?? 0);
    }
    assert.deepEqual(waits, [30, 60, 120, 240, 480, 960, 1920, 3600, 3600, 3600]);
    await closeLast();
    fail('next');
    assert.deepEqual(clock.waits, [30 * second]);
  });

  it('omits failures that were acknowledged or removed meanwhile', async () => {
    fail('a', 'b');
    gone.add('a');
    await clock.advance(30 * second);
    assert.deepEqual(shown, [['b']]);
    fail('c');
    gone.add('c');
    await closeLast();
    await clock.advance(30 * second);
    assert.equal(shown.length, 1, 'of nothing there is no message');
  });

  it('reports failures in the order they happened', async () => {
    const times: Record<string, number> = { b: 2, c: 3, a: 1 };
    news.add(Object.entries(times).map(([jobId, time]) => ({ jobId, jobName: jobId, time })));
    await clock.advance(30 * second);
    assert.deepEqual(shown, [['a', 'b', 'c']]);
  });

  it('waits no longer when the clock is set back, and does not report early when it is set slightly ahead', async () => {
    fail('a');
    await clock.advance(30 * second);
    fail('b');
    clock.jump(-60 * minute);
    await closeLast();
    assert.deepEqual(clock.waits, [30 * second]);
    await clock.advance(30 * second);
    assert.deepEqual(shown, [['a'], ['b']]);
    await closeLast();
    fail('c');
    clock.jump(5 * minute);
    await clock.advance(30 * second);
    assert.deepEqual(shown.at(-1), ['c']);
  });

  it('does not report failures from before a long sleep', async () => {
    fail('a');
    await clock.advance(8 * 60 * minute);
    assert.deepEqual(shown, []);
    fail('b');
    await clock.advance(30 * second);
    assert.deepEqual(shown, [['b']]);
  });

  it('reports with a short delay after a short sleep', async () => {
    fail('a');
    await clock.advance(5 * minute);
    assert.deepEqual(shown, [['a']]);
  });

  it('discards waiting failures on request', async () => {
    fail('a');
    news.clear();
    await clock.advance(minute);
    assert.deepEqual(shown, []);
    assert.deepEqual(clock.waits, []);
  });

  it('continues when a message could not be shown', async () => {
    const failing = new FailureNotifier({
      clock,
      windowMs: () => 0,
      maxGapMs: () => minute,
      stillCounts: () => true,
      show: failures => {
        shown.push(failures.map(({ jobId }) => jobId));
        return Promise.reject(new Error('no window'));
      },
    });
    for (const jobId of ['a', 'b']) {
      failing.add([{ jobId, jobName: jobId, time: undefined }]);
      await clock.advance(0);
    }
    assert.deepEqual(shown, [['a'], ['b']]);
  });

  it('supports very many at once', async () => {
    fail(...Array.from({ length: 100_000 }, (_, index) => `job-${index}`));
    await clock.advance(30 * second);
    assert.equal(shown[0]?.length, 100_000);
  });
});
