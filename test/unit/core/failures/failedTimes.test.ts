import assert from 'node:assert/strict';
import { FailedTimes } from '../../../../src/core/failures/failedTimes';
import { JobStore } from '../../../../src/core/store/jobStore';
import { Random } from '../../../../src/sample/random';
import { aJob, manyJobs } from '../../../support/builders/builders';

const now = Date.parse('2026-11-24T12:00:00Z');
const minutesAgo = (minutes: number): string => new Date(now - minutes * 60_000).toISOString();

describe('FailedTimes', () => {
  it('counts failed jobs, all or recent; one without a readable time always counts', () => {
    const store = new JobStore();
    store.apply([aJob({ jobId: 'old', status: 'FAILED', timestamp: minutesAgo(90) })]);
    const failed = new FailedTimes(store);
    store.apply([
      aJob({ jobId: 'new', status: 'FAILED', timestamp: minutesAgo(60) }),
      aJob({ jobId: 'odd', status: 'FAILED', timestamp: 'soon' }),
      aJob({ jobId: 'fine', status: 'SUCCEEDED', timestamp: minutesAgo(1) }),
    ]);
    assert.equal(failed.countSince(-Infinity), 3);
    assert.equal(failed.countSince(now - 3_600_000), 2);
    assert.equal(failed.countSince(now), 1);
  });

  it('excludes acknowledged ones until they are unacknowledged', () => {
    const store = new JobStore();
    const failed = new FailedTimes(store);
    store.apply(['a', 'b'].map(jobId => aJob({ jobId, status: 'FAILED' })));
    store.setMark('acknowledged', ['a'], true);
    assert.equal(failed.countSince(-Infinity), 1);
    store.setMark('acknowledged', ['a'], false);
    assert.equal(failed.countSince(-Infinity), 2);
    failed.dispose();
  });

  it('counts many that come and go at once, with equal times and without', () => {
    const store = new JobStore();
    const failed = new FailedTimes(store);
    const jobs = (count: number, status: string) =>
      manyJobs(count, index => ({
        status,
        timestamp: ['odd', minutesAgo(5), minutesAgo(index % 30)][index % 3] ?? '',
      }));
    const count = (): number[] => [-Infinity, now - 360_000, now].map(at => failed.countSince(at));
    const expected = (): number[] =>
      [-Infinity, now - 360_000, now].map(
        at =>
          [...store.jobs()].filter(
            ({ status, timestamp }) => status === 'FAILED' && !(Date.parse(timestamp) < at),
          ).length,
      );
    // On both sides of what is put in one by one.
    for (const many of [8, 9, 200]) {
      store.apply(jobs(many, 'FAILED'));
      assert.deepEqual(count(), expected());
      store.apply(jobs(many - 2, 'RUNNING'));
      store.apply(jobs(many, 'FAILED'));
      assert.deepEqual(count(), expected());
    }
    store.clear();
    assert.deepEqual(count(), [0, 0, 0]);
  });

  it('follows jobs that come, change and go, and another table', () => {
    const random = Random.of(5, 1);
    const store = new JobStore();
    const failed = new FailedTimes(store);
    for (let round = 0; round < 200; round++) {
      const mark = store.mark();
      store.apply(
        Array.from({ length: random.integer(1, 30) }, () =>
          aJob({
            jobId: `job-${random.integer(0, 50)}`,
            status: random.pick(['FAILED', 'RUNNING', 'SUCCEEDED']),
            timestamp: random.pick(['odd', minutesAgo(random.integer(0, 9))]),
          }),
        ),
      );
      if (random.chance(0.2)) {
        store.removeUnseen(mark);
      }
      if (random.chance(0.05)) {
        store.clear();
      }
      const since = now - random.integer(0, 9) * 60_000;
      const expected = [...store.jobs()].filter(
        ({ status, timestamp }) => status === 'FAILED' && !(Date.parse(timestamp) < since),
      );
      assert.equal(failed.countSince(since), expected.length);
    }
    failed.dispose();
    store.apply([aJob({ jobId: 'later', status: 'FAILED', timestamp: 'odd' })]);
  });
});
