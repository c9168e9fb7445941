import assert from 'node:assert/strict';
import { JobStore } from '../../../../src/core/store/jobStore';
import { statisticsOf } from '../../../../src/core/store/statistics';
import { StatusCounts } from '../../../../src/core/failures/statusCounts';
import { Random } from '../../../../src/sample/random';
import { aJob } from '../../../support/builders/builders';

describe('StatusCounts', () => {
  it('counts the jobs that already exist', () => {
    const store = new JobStore();
    store.apply([aJob({ jobId: 'a', status: 'FAILED' }), aJob({ jobId: 'b', status: 'RUNNING' })]);
    store.setMark('acknowledged', ['a', 'b'], true);
    const counts = new StatusCounts(store);
    assert.equal(counts.statistics.total, 2);
    assert.equal(counts.acknowledged, 1, 'a job that runs has no failure to acknowledge');
  });

  it('follows jobs that come, change, go and are acknowledged, and another table', () => {
    const random = Random.of(7, 1);
    const store = new JobStore();
    const counts = new StatusCounts(store);
    const anyJob = (): string => `job-${random.integer(0, 40)}`;
    for (let round = 0; round < 200; round++) {
      const mark = store.mark();
      store.apply(
        Array.from({ length: random.integer(1, 20) }, () =>
          aJob({ jobId: anyJob(), status: random.pick(['FAILED', 'RUNNING', 'ODD', '']) }),
        ),
      );
      store.setMark('acknowledged', [anyJob(), anyJob()], random.chance(0.6));
      if (random.chance(0.2)) {
        store.removeUnseen(mark);
      }
      if (random.chance(0.05)) {
        store.clear();
      }
      const jobs = [...store.jobs()];
      assert.deepEqual(counts.statistics, statisticsOf(jobs));
      assert.equal(
        counts.acknowledged,
        jobs.filter(
          ({ jobId, status }) => status === 'FAILED' && store.isMarked(jobId, 'acknowledged'),
        ).length,
      );
    }
    counts.dispose();
  });
});
