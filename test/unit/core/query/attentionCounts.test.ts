import assert from 'node:assert/strict';
import { hourMs, minuteMs } from '../../../../src/core/base/timeUnits';
import { Resolutions } from '../../../../src/core/failures/resolutions';
import type { Job } from '../../../../src/core/job/job';
import { defaultStuckLimits, isStuck } from '../../../../src/core/job/stuckJobs';
import { TaskTypes } from '../../../../src/core/job/taskTypes';
import { AttentionCounts } from '../../../../src/core/query/attentionCounts';
import { JobStore } from '../../../../src/core/store/jobStore';
import { isUnresolved } from '../../../../src/core/store/rowResolution';
import { Random } from '../../../../src/sample/random';
import { aJob } from '../../../support/builders/builders';

const random = Random.of(6, 4);
const start = Date.parse('2026-11-30T00:00:00Z');

const randomJob = (now: number): Job =>
  aJob({
    jobId: `job-${random.integer(0, 150)}`,
    mediaId: `media-${random.integer(0, 40)}`,
    status: random.pick(['SUBMITTED', 'RUNNABLE', 'STARTING', 'RUNNING', 'FAILED', 'SUCCEEDED']),
    timestamp: new Date(now - random.integer(0, 2 * hourMs)).toISOString(),
    createdAt: start - random.integer(0, 2 * hourMs),
    sequence: undefined,
  });

describe('AttentionCounts', () => {
  it('are those of a look at each job, whatever changes and however time passes', () => {
    const store = new JobStore();
    const resolutions = new Resolutions(store, new TaskTypes([]));
    const counts = new AttentionCounts(store.rows, defaultStuckLimits, start);
    store.observe({
      entered: row => counts.count(row, 1),
      leaving: row => counts.count(row, -1),
    });
    let most = 0;
    for (let now = start; now < start + 3 * hourMs; now += random.integer(1, 5) * minuteMs) {
      const before = counts.stuck;
      assert.equal(counts.advance(now), counts.stuck !== before);
      store.apply(Array.from({ length: random.integer(0, 9) }, () => randomJob(now)));

      const jobs = [...store.jobs()];
      const stuck = jobs.filter(job =>
        isStuck(job, defaultStuckLimits, Date.parse(job.timestamp), now),
      );
      const unresolved = jobs.filter(({ jobId }) =>
        isUnresolved(store.rows, store.rowOfJob(jobId) ?? -1),
      );
      assert.deepEqual([counts.stuck, counts.unresolved], [stuck.length, unresolved.length]);
      most = Math.max(most, Math.min(stuck.length, unresolved.length));
    }
    assert(most > 5, 'there was something to count');
    resolutions.dispose();
  });

  it('may change with time while a job waits, and only then', () => {
    const store = new JobStore();
    const counts = new AttentionCounts(store.rows, defaultStuckLimits, start);
    const at = (status: string): void => {
      const row = store.rowOfJob('job-1');
      if (row !== undefined) {
        counts.count(row, -1);
      }
      const timestamp = new Date(start).toISOString();
      store.apply([aJob({ jobId: 'job-1', status, timestamp, sequence: undefined })]);
      counts.count(store.rowOfJob('job-1') ?? -1, 1);
    };
    at('RUNNABLE');
    assert.equal(counts.mayGetStuck, true);
    at('STARTING');
    assert.equal(counts.mayGetStuck, true);
    assert.equal(counts.advance(start + hourMs), true);
    assert.deepEqual([counts.stuck, counts.mayGetStuck], [1, false]);
    at('RUNNING');
    assert.deepEqual([counts.stuck, counts.mayGetStuck], [0, false]);
  });
});
