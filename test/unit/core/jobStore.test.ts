import assert from 'node:assert/strict';
import { JobStore, type JobChange } from '../../../src/core/jobStore';
import { aJob, manyJobs } from '../../support/builders';

function watched(): { store: JobStore; changes: JobChange[] } {
  const store = new JobStore();
  const changes: JobChange[] = [];
  store.onDidChange(change => changes.push(change));
  return { store, changes };
}

describe('JobStore', () => {
  it('tells what a batch added and changed, and raises the revision', () => {
    const { store, changes } = watched();
    const before = aJob({ jobId: 'a', status: 'RUNNING', sequence: 4 });
    const after = aJob({ jobId: 'a', status: 'SUCCEEDED', sequence: 1000 });
    const other = aJob({ jobId: 'b' });
    store.apply([before]);
    store.apply([after, other]);
    assert.deepEqual(changes, [
      { revision: 1, added: [before], changed: [], removed: [] },
      { revision: 2, added: [other], changed: [{ before, after }], removed: [] },
    ]);
    assert.equal(store.size, 2);
    assert.equal(store.get('a'), after);
  });

  it('stays silent when nothing changed', () => {
    const { store, changes } = watched();
    store.apply(manyJobs(3));
    store.apply(manyJobs(3));
    store.apply([]);
    assert.equal(changes.length, 1);
    assert.equal(store.revision, 1);
  });

  it('does not turn a job back when a late page brings an older state', () => {
    const { store } = watched();
    store.apply([aJob({ status: 'SUCCEEDED', sequence: 1000, timestamp: '2026-01-01T00:00:09Z' })]);
    store.apply([aJob({ status: 'RUNNING', sequence: 4, timestamp: '2026-01-01T00:00:05Z' })]);
    assert.equal(store.get('job-1')?.status, 'SUCCEEDED');
  });

  it('takes new facts about the same state', () => {
    const { store, changes } = watched();
    store.apply([aJob()]);
    store.apply([aJob({ mediaId: 'found later' })]);
    assert.equal(store.get('job-1')?.mediaId, 'found later');
    assert.equal(changes[1]?.changed.length, 1);
  });

  it('drops what a complete read did not find', () => {
    const { store, changes } = watched();
    const jobs = manyJobs(3);
    store.apply(jobs);
    store.retainOnly(new Set(['job-0', 'job-2', 'job-9']));
    assert.deepEqual(changes[1]?.removed, [jobs[1]]);
    assert.equal(store.size, 2);
    store.clear();
    assert.equal(store.size, 0);
    assert.equal(changes[2]?.removed.length, 2);
  });
});
