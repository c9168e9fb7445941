import assert from 'node:assert/strict';
import { readBatchEvent } from '../../../../src/core/job/batchEvent';
import type { Job } from '../../../../src/core/job/job';
import { supersedes } from '../../../../src/core/job/sequence';
import { isTerminal } from '../../../../src/core/job/status';
import { defaultTaskTypeRules, makeTaskTypeOf } from '../../../../src/core/job/taskType';
import type { BatchEvent } from '../../../../src/sample/batchEvent';
import { simulate } from '../../../local/simulator/simulate';

const until = new Date('2026-11-23T12:00:00Z');
const options = { seed: 1, jobs: 500, until, hours: 24 };

function jobOf(event: BatchEvent): Job {
  const read = readBatchEvent(event);
  assert(read.ok, read.ok ? '' : read.reason);
  return read.job;
}

describe('simulate', () => {
  const events = [...simulate(options)];
  const states = events.map(jobOf);
  const latest = new Map(states.map(job => [job.jobId, job]));
  const jobs = [...latest.values()];
  const some = (test: (job: Job) => boolean): boolean => jobs.some(test);

  it('creates the same events for the same seed, and others for another', () => {
    assert.deepEqual([...simulate(options)], events);
    const [other] = simulate({ ...options, seed: 2 });
    assert.notDeepEqual(other, events[0]);
  });

  it('creates the requested number of jobs', () => {
    assert.equal(latest.size, 500);
    assert.equal(new Set([...simulate({ ...options, jobs: 7 })].map(e => e.detail.jobId)).size, 7);
  });

  it('gives each event a unique ID', () => {
    assert.equal(new Set(events.map(({ id }) => id)).size, events.length);
  });

  it('creates events in time order, within the window', () => {
    const times = events.map(({ time }) => time);
    assert.deepEqual(times, times.toSorted());
    assert((times.at(-1) ?? '') <= '2026-11-23T12:00:00Z');
    assert((times[0] ?? '') >= '2026-11-22T12:00:00Z');
    assert(times.every(time => /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(time)));
  });

  it('creates a valid sequence of states for each job, with consistent times', () => {
    const current = new Map<string, Job>();
    for (const job of states) {
      const before = current.get(job.jobId);
      assert(!before || supersedes(job, before), `${before?.status ?? ''} to ${job.status}`);
      const { createdAt = 0, startedAt = createdAt, stoppedAt = Infinity } = job;
      assert(createdAt <= startedAt && startedAt <= stoppedAt, job.jobId);
      assert(stoppedAt === Infinity || Date.parse(job.timestamp) + 1_000 >= stoppedAt, job.jobId);
      current.set(job.jobId, job);
    }
  });

  it('covers all task types, and others', () => {
    const types = new Set(jobs.map(makeTaskTypeOf(defaultTaskTypeRules)));
    for (const type of ['Ingest', 'Assembly (Zip Package)', 'Text Recognition', 'Storage']) {
      assert(types.has(type), type);
    }
    assert(types.size > 4);
  });

  it('covers several regions, mostly one', () => {
    const home = jobs.filter(({ region }) => region === 'eu-west-1').length;
    assert(home > 250 && home < 500);
    assert(new Set(jobs.map(({ region }) => region)).size >= 3);
  });

  it('has unfinished jobs, some of them stuck for hours', () => {
    const underWay = jobs.filter(({ status }) => !isTerminal(status));
    assert(underWay.length > 10 && underWay.length < 250, String(underWay.length));
    const early = until.getTime() - 2 * 3_600_000;
    assert(some(({ status, createdAt = 0 }) => status === 'RUNNABLE' && createdAt < early));
  });

  it('has many kinds of failures, and jobs that succeeded at a later attempt', () => {
    const failed = jobs.filter(({ status }) => status === 'FAILED');
    const kinds = failed.map(({ statusReason, reason = '', exitCode = '' }) =>
      `${statusReason}|${reason}|${exitCode}`.replace(/i-0[0-9a-f]+/, 'i-'),
    );
    assert(failed.length > 20 && failed.length < 125, String(failed.length));
    assert(new Set(kinds).size >= 8, String(new Set(kinds).size));
    assert(some(({ status, attempts = 0 }) => status === 'SUCCEEDED' && attempts > 1));
    assert(some(({ reason = '', exitCode }) => reason.startsWith('OutOfMem') && exitCode === 137));
  });

  it('has arrays with all their children', () => {
    const parents = jobs.filter(({ arraySize }) => arraySize !== undefined);
    assert(parents.length > 1);
    for (const { jobId, arraySize } of parents.slice(0, -1)) {
      const children = jobs.filter(({ parentId }) => parentId === jobId);
      assert(children.length <= (arraySize ?? 0) && children.length > 0);
    }
  });

  it('has failures that a later job of the same media fixed', () => {
    const isLater = (a: Job, b: Job): boolean => (a.createdAt ?? 0) > (b.createdAt ?? 0);
    const failed = jobs.filter(({ status, mediaId }) => status === 'FAILED' && mediaId);
    const madeGood = failed.filter(job =>
      some(
        other =>
          other.status === 'SUCCEEDED' &&
          other.mediaId === job.mediaId &&
          other.jobQueue === job.jobQueue &&
          isLater(other, job),
      ),
    );
    assert(madeGood.length > 0);
  });

  it('stores media and workspace in every possible way', () => {
    assert(some(({ mediaId, taskId }) => mediaId !== undefined && mediaId !== taskId));
    assert(some(({ mediaId, taskId }) => mediaId !== undefined && mediaId === taskId));
    assert(some(({ workspaceUid }) => workspaceUid !== undefined));
    assert(some(({ assemblyId }) => assemblyId !== undefined));
  });

  it('includes fake secrets, to test hiding them', () => {
    assert(events.every(event => JSON.stringify(event).includes('simulated-password-not-real')));
  });
});
