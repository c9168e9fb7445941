import assert from 'node:assert/strict';
import { WorkKeys } from '../../../../src/core/failures/workKeys';
import type { Job } from '../../../../src/core/job/job';
import { JobStore } from '../../../../src/core/store/jobStore';
import { RowTaskTypes } from '../../../../src/core/store/rowTaskTypes';
import { Random } from '../../../../src/sample/random';
import { aJob } from '../../../support/builders/builders';

const arn = (kind: string, name: string): string => `arn:aws:batch:eu-west-1:1:${kind}/${name}`;

/** The keys of these jobs, by row; queues are their task types. */
function keysOf(...jobs: readonly Partial<Job>[]): WorkKeys {
  const store = new JobStore();
  const none = { mediaId: undefined, taskId: undefined };
  store.apply(jobs.map((job, row) => aJob({ jobId: `job-${row}`, ...none, ...job })));
  assert.equal(store.size, jobs.length);
  return new WorkKeys(store.rows, new RowTaskTypes(store.rows, ({ jobQueue }) => jobQueue));
}

const areAlike = (...jobs: readonly [Partial<Job>, Partial<Job>]): boolean => {
  const keys = keysOf(...jobs);
  if (keys.key(0) === keys.key(1)) {
    assert.equal(keys.hash(0), keys.hash(1));
  }
  return keys.key(0) === keys.key(1);
};

describe('what a job works on', () => {
  it('is its media item, for a task type', () => {
    const media = { mediaId: 'media-1', jobQueue: arn('job-queue', 'ingest') };
    assert(areAlike({ ...media, jobName: 'a', taskId: 't1' }, { ...media, jobName: 'b' }));
    assert(!areAlike(media, { ...media, mediaId: 'media-2' }));
    assert(!areAlike(media, { ...media, jobQueue: arn('job-queue', 'storage') }));
  });

  it('is its task without a media item, even an empty one', () => {
    const task = { taskId: 'task-1', mediaId: '' };
    assert(areAlike({ ...task, jobName: 'a' }, { ...task, mediaId: undefined, jobName: 'b' }));
    assert(!areAlike(task, { ...task, taskId: 'task-2' }));
    assert(!areAlike(task, { ...task, mediaId: 'task-1' }), 'the same id means something else');
  });

  it('is else its name apart from numbers, and its definition apart from the revision', () => {
    const named = { jobName: 'nightly-2026-11-29', jobDefinition: arn('job-definition', 'etl:3') };
    const next = { jobName: 'nightly-2026-11-30', jobDefinition: arn('job-definition', 'etl:12') };
    assert(areAlike(named, next));
    assert(!areAlike(named, { ...next, jobName: 'weekly-2026-11-30' }));
    assert(!areAlike(named, { ...next, jobDefinition: arn('job-definition', 'other:3') }));
  });

  it('differs between the children of an array and the nodes of a job', () => {
    const media = { mediaId: 'media-1' };
    assert(areAlike({ ...media, jobId: 'a:1' }, { ...media, jobId: 'b:1' }));
    for (const jobId of ['a', 'a:2', 'a#1', 'a:11']) {
      assert(!areAlike({ ...media, jobId }, { ...media, jobId: 'b:1' }), jobId);
    }
  });

  it('is that of the retried job while a job is linked to it', () => {
    const keys = keysOf({ mediaId: 'media-1' }, { mediaId: 'media-2' });
    const [key, hash] = [keys.key(1), keys.hash(1)];
    keys.linkRetry(1, 0);
    assert.deepEqual([keys.key(1), keys.hash(1)], [keys.key(0), keys.hash(0)]);
    keys.forget(1);
    assert.deepEqual([keys.key(1), keys.hash(1)], [key, hash]);
  });

  it('has equal hashes for equal keys, and hardly any others', () => {
    const random = Random.of(5, 8);
    const jobs = Array.from({ length: 2_000 }, (_, row) => ({
      jobId: `job-${row}${random.pick(['', ':1', '#0'])}`,
      mediaId: random.chance(0.7) ? `media-${random.integer(0, 200)}` : undefined,
      taskId: random.chance(0.5) ? `task-${random.integer(0, 200)}` : undefined,
      jobName: `name-${random.pick(['a', 'b', 'c'])}-${row}`,
      jobQueue: arn('job-queue', random.pick(['ingest', 'storage'])),
    }));
    const keys = keysOf(...jobs);
    const hashes = new Map<string, number>();
    for (let row = 0; row < jobs.length; row++) {
      const known = hashes.get(keys.key(row));
      assert(known === undefined || known === keys.hash(row));
      hashes.set(keys.key(row), keys.hash(row));
    }
    assert(hashes.size > 500);
    assert(new Set(hashes.values()).size > hashes.size - 5);
  });
});
