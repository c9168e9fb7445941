import assert from 'node:assert/strict';
import type { Job } from '../../../../src/core/job/job';
import { JobStore } from '../../../../src/core/store/jobStore';
import { NewFailureDetector } from '../../../../src/core/failures/newFailureDetector';
import { aJob } from '../../../support/builders/builders';
import { FakeClock } from '../../../support/fakes/fakeClock';

const minute = 60_000;

describe('NewFailureDetector', () => {
  let clock: FakeClock;
  let store: JobStore;
  let filter: string | undefined;
  let found: string[][];
  let failures: NewFailureDetector;

  beforeEach(() => {
    clock = new FakeClock();
    store = new JobStore();
    filter = '';
    found = [];
    failures = new NewFailureDetector({
      store,
      taskTypeOf: ({ jobQueue }) => (jobQueue.includes('gpu') ? 'Encode' : 'Other'),
      now: () => clock.now(),
      filter: () => filter,
      found: news => found.push(news.map(({ jobId }) => jobId)),
    });
  });

  afterEach(() => failures.dispose());

  const job = (jobId: string, status: string, over: Partial<Job> = {}): Job =>
    aJob({ jobId, status, timestamp: new Date(clock.now()).toISOString(), ...over });
  /** A read of these jobs that goes well; the next is due in a minute. */
  const read = (...jobs: Job[]): void => {
    store.apply(jobs);
    failures.refreshed(clock.now(), minute);
  };
  const after = (ms: number): void => clock.jump(ms);

  it('finds a job that fails, and one that arrives failed', () => {
    read(job('a', 'RUNNING'));
    after(minute);
    read(job('a', 'FAILED'), job('b', 'FAILED'), job('c', 'SUCCEEDED'));
    assert.deepEqual(found, [['a', 'b']]);
  });

  it('finds none in the first load, on any page', () => {
    store.apply([job('a', 'FAILED')]);
    store.apply([job('b', 'FAILED')]);
    failures.refreshed(clock.now(), minute);
    after(minute);
    read(job('a', 'FAILED'), job('b', 'FAILED'));
    assert.deepEqual(found, []);
  });

  it('does not treat other changes of a failed job as a failure', () => {
    read(job('a', 'FAILED'));
    after(minute);
    read(job('a', 'FAILED', { statusReason: 'known at last' }));
    store.setMark('broken', ['a'], true);
    assert.deepEqual(found, []);
  });

  it('finds a job once, even if it disappears and returns', () => {
    read();
    after(minute);
    read(job('a', 'FAILED'));
    const mark = store.mark();
    store.removeUnseen(mark);
    after(minute);
    read(job('a', 'FAILED'));
    assert.deepEqual(found, [['a']]);
  });

  it('finds a failure in the reused row of a removed job', () => {
    read(job('a', 'FAILED'));
    store.removeUnseen(store.mark());
    after(minute);
    read(job('b', 'FAILED'));
    assert.deepEqual(found, [['b']]);
  });

  it('finds none after a sleep, and some again from the next refresh on', () => {
    read(job('a', 'RUNNING'), job('b', 'RUNNING'));
    after(8 * 60 * minute);
    store.apply([job('a', 'FAILED')]);
    store.apply([job('late', 'FAILED')]);
    failures.refreshed(clock.now(), minute);
    assert.deepEqual(found, []);
    after(minute);
    read(job('b', 'FAILED'));
    assert.deepEqual(found, [['b']]);
  });

  it('finds some after a gap within the planned interval', () => {
    read(job('a', 'RUNNING'));
    failures.expect(12 * minute);
    // The window has the focus again: refreshes are planned for every minute from now on.
    failures.expect(minute);
    after(12 * minute);
    read(job('a', 'FAILED'));
    assert.deepEqual(found, [['a']]);
    after(12 * minute);
    read(job('b', 'FAILED'));
    assert.deepEqual(found, [['a']], 'by now it was planned for every minute');
  });

  it('finds none that happened long before the last refreshes', () => {
    read();
    after(minute);
    const long = new Date(clock.now() - 12 * minute).toISOString();
    read(job('old', 'FAILED', { timestamp: long }), job('odd', 'FAILED', { timestamp: 'odd' }));
    assert.deepEqual(found, [['odd']]);
  });

  for (const [name, error] of [
    ['an hour fast', 60 * minute],
    ['an hour slow', -60 * minute],
  ] as const) {
    it(`finds a failure under a clock that is ${name}`, () => {
      const tableTime = (): string => new Date(clock.now() - error).toISOString();
      read(job('a', 'RUNNING', { timestamp: tableTime() }));
      after(minute);
      read(job('a', 'FAILED', { timestamp: tableTime() }));
      assert.deepEqual(found, [['a']]);
    });
  }

  it('finds a failure after the clock was set, either way', () => {
    const start = clock.now();
    let real = 0;
    const at = (): string => new Date(start + real).toISOString();
    read(job('a', 'RUNNING', { timestamp: at() }), job('b', 'RUNNING', { timestamp: at() }));
    for (const [jobId, jump] of [
      ['a', -60 * minute],
      ['b', 9 * minute],
    ] as const) {
      after(minute + jump);
      real += minute;
      read(job(jobId, 'FAILED', { timestamp: at() }));
    }
    assert.deepEqual(found, [['a'], ['b']]);
  });

  it('finds none that is already acknowledged', () => {
    read();
    store.setMark('acknowledged', ['a'], true);
    after(minute);
    read(job('a', 'FAILED'));
    assert.deepEqual(found, []);
  });

  it('finds those that match the filter', () => {
    read();
    filter = 'type:encode -name:test';
    after(minute);
    read(
      job('a', 'FAILED', { jobQueue: 'gpu' }),
      job('b', 'FAILED', { jobQueue: 'gpu', jobName: 'a test' }),
      job('c', 'FAILED'),
    );
    assert.deepEqual(found, [['a']]);
  });

  it('finds none without a filter, nor those of that period later', () => {
    read();
    filter = undefined;
    after(minute);
    read(job('a', 'FAILED'));
    filter = '';
    after(minute);
    read(job('a', 'FAILED', { statusReason: 'more' }), job('b', 'FAILED'));
    assert.deepEqual(found, [['b']]);
  });

  it('starts over with another table', () => {
    read(job('a', 'RUNNING'));
    store.clear();
    store.apply([job('a', 'FAILED')]);
    assert.deepEqual(found, [], 'this is its first load');
    failures.refreshed(clock.now(), minute);
    after(minute);
    read(job('b', 'FAILED'));
    assert.deepEqual(found, [['b']]);
  });

  it('omits a job that failed and continued within one batch', () => {
    read(job('a', 'RUNNING'));
    after(minute);
    const later = new Date(clock.now() + 1_000).toISOString();
    read(job('a', 'FAILED'), job('a', 'SUCCEEDED', { timestamp: later }));
    assert.deepEqual(found, []);
  });

  it('reports nothing once it is disposed', () => {
    read();
    after(minute);
    failures.dispose();
    read(job('a', 'FAILED'));
    assert.deepEqual(found, []);
  });

  it('finds nothing new in a failure stored long after it happened', () => {
    read();
    after(minute);
    const old = new Date(clock.now() - 60 * minute).toISOString();
    read(job('old', 'FAILED', { timestamp: old }), job('odd', 'FAILED', { timestamp: 'soon' }));
    assert.deepEqual(found, [['odd']]);
  });

  it('remembers ten thousand reported failures', () => {
    read();
    after(minute);
    const told = Array.from({ length: 10_000 }, (_, index) => job(`j${index}`, 'FAILED'));
    read(...told);
    store.removeUnseen(store.mark());
    read(...told);
    assert.deepEqual(
      found.map(news => news.length),
      [10_000],
    );
    read(job('one-more', 'FAILED'));
    store.removeUnseen(store.mark());
    read(...told.slice(0, 2));
    assert.deepEqual(found.slice(1), [['one-more'], ['j0']]);
  });
});
