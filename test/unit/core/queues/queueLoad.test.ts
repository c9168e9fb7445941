import assert from 'node:assert/strict';
import type { Job } from '../../../../src/core/job/job';
import { loadOf, noLoad, queueLoadsOf } from '../../../../src/core/queues/queueLoad';
import { JobStore } from '../../../../src/core/store/jobStore';
import { aJob, manyJobs } from '../../../support/builders/builders';
import { aQueue } from '../../../support/builders/queues';

const queue = aQueue();

function loadsOf(jobs: readonly Job[]) {
  const store = new JobStore();
  store.apply(jobs);
  const work = queueLoadsOf(store.rows);
  for (;;) {
    const step = work.next();
    if (step.done === true) {
      return step.value;
    }
  }
}

const inQueue = (jobId: string, over: Partial<Job>): Job =>
  aJob({ jobId, jobQueue: queue.arn, ...over });

describe('The load of a queue', () => {
  it('counts the jobs of each status', () => {
    const load = loadOf(
      loadsOf([
        inQueue('a', { status: 'RUNNABLE' }),
        inQueue('b', { status: 'RUNNABLE' }),
        inQueue('c', { status: 'FAILED' }),
        aJob({ jobId: 'd', status: 'RUNNABLE', jobQueue: aQueue({ name: 'other' }).arn }),
      ]),
      queue,
    );

    assert.deepEqual(
      [...load.counts],
      [
        ['RUNNABLE', 2],
        ['FAILED', 1],
      ],
    );
    assert.equal(load.waiting, 2);
  });

  it('finds the job that has waited longest, by its creation', () => {
    const load = loadOf(
      loadsOf([
        inQueue('young', { status: 'RUNNABLE', createdAt: 3_000 }),
        inQueue('old', { status: 'PENDING', createdAt: 1_000, jobName: 'oldest' }),
        inQueue('running', { status: 'RUNNING', createdAt: 10 }),
        inQueue('array', { status: 'PENDING', createdAt: 5, arraySize: 10 }),
      ]),
      queue,
    );

    assert.deepEqual(load.oldest, { jobId: 'old', jobName: 'oldest', since: 1_000 });
    assert.equal(load.waiting, 2);
  });

  it('uses the time of the last change for jobs without a creation time', () => {
    const load = loadOf(
      loadsOf([inQueue('a', { status: 'RUNNABLE', timestamp: '2026-11-23T10:00:00Z' })]),
      queue,
    );

    assert.equal(load.oldest?.since, Date.UTC(2026, 10, 23, 10));
  });

  it('counts waiting jobs by the cause that AWS Batch tells', () => {
    const statusReason = 'CAPACITY:INSUFFICIENT_INSTANCE_CAPACITY - no capacity';
    const load = loadOf(
      loadsOf([
        inQueue('a', { status: 'RUNNABLE', statusReason }),
        inQueue('b', { status: 'RUNNABLE', statusReason }),
        inQueue('c', { status: 'RUNNABLE' }),
        inQueue('d', { status: 'FAILED', statusReason }),
      ]),
      queue,
    );

    assert.deepEqual([...load.waitingCauses], [['capacity-insufficient', 2]]);
  });

  it('adds up the vCPUs of running jobs and counts those that do not tell', () => {
    const load = loadOf(
      loadsOf([
        inQueue('a', { status: 'RUNNING', facts: { vcpus: 16 } }),
        inQueue('b', { status: 'RUNNING', facts: { vcpus: 0.5 } }),
        inQueue('c', { status: 'RUNNING' }),
        inQueue('d', { status: 'RUNNABLE', facts: { vcpus: 99 } }),
      ]),
      queue,
    );

    assert.equal(load.runningVcpus, 16.5);
    assert.equal(load.unknownVcpus, 1);
  });

  it('finds jobs that have the name of their queue instead of its ARN', () => {
    const loads = loadsOf([inQueue('a', { jobQueue: 'render', status: 'RUNNABLE' })]);

    assert.equal(loadOf(loads, queue).waiting, 1);
    assert.equal(loadOf(loads, aQueue({ name: 'empty' })), noLoad);
  });

  it('yields while it counts many jobs', () => {
    const store = new JobStore();
    store.apply(manyJobs(10_000));
    const work = queueLoadsOf(store.rows);

    let steps = 0;
    while (work.next().done !== true) {
      steps++;
    }

    assert.equal(steps, 5);
  });
});
