import assert from 'node:assert/strict';
import { JobStore } from '../../../../src/core/store/jobStore';
import { JobSnapshot } from '../../../../src/core/store/jobSnapshot';
import { aJob, manyJobs } from '../../../support/builders/builders';

describe('JobSnapshot', () => {
  let store: JobStore;
  let jobs: JobSnapshot;

  beforeEach(() => {
    store = new JobStore();
    store.apply(manyJobs(4));
    jobs = new JobSnapshot(store, Uint32Array.of(3, 1, 0));
  });

  const remove = (...ids: string[]): void => {
    const mark = store.mark();
    store.apply([...store.jobs()].filter(({ jobId }) => !ids.includes(jobId)));
    store.removeUnseen(mark);
  };
  const ids = (): (string | undefined)[] => [0, 1, 2].map(index => jobs.at(index)?.jobId);

  it('keeps the list and its order despite changes', () => {
    store.apply(manyJobs(9));
    assert.equal(jobs.size, 3);
    assert.deepEqual(ids(), ['job-3', 'job-1', 'job-0']);
  });

  it('is not changed when its source list changes', () => {
    const list = Uint32Array.of(2, 3);
    const own = new JobSnapshot(store, list);
    list.fill(0);
    assert.equal(own.at(0)?.jobId, 'job-2');
  });

  it('returns a job as it is at its turn', () => {
    store.apply([aJob({ jobId: 'job-1', status: 'SUCCEEDED' })]);
    store.apply([aJob({ jobId: 'job-1', status: 'SUCCEEDED', statusReason: 'done' })]);
    assert.equal(jobs.at(1)?.statusReason, 'done');
  });

  it('returns nothing for a job that is gone, nor the job that reused its row', () => {
    remove('job-1');
    assert.deepEqual(ids(), ['job-3', undefined, 'job-0']);
    store.apply([aJob({ jobId: 'new' })]);
    assert.equal(store.rows.fields.jobId.get(1), 'new', 'the row is used again');
    assert.deepEqual(ids(), ['job-3', undefined, 'job-0']);
  });

  it('finds a job that returned in another row', () => {
    remove('job-1', 'job-0');
    store.apply([aJob({ jobId: 'a' }), aJob({ jobId: 'job-1' })]);
    assert.deepEqual(ids(), ['job-3', 'job-1', undefined]);
  });

  it('ignores jobs of another table, even with the same ID', () => {
    store.clear();
    store.apply(manyJobs(4));
    assert.throws(() => jobs.at(0), /active table changed/);
  });

  it('stops listening once it is disposed', () => {
    jobs.dispose();
    remove('job-1');
    store.apply([aJob({ jobId: 'new' })]);
    assert.equal(jobs.at(1)?.jobId, 'new');
  });
});
