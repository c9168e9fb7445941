import assert from 'node:assert/strict';
import type { Job } from '../../../src/core/job';
import { JobTree } from '../../../src/core/jobTree';
import { aJob, manyJobs } from '../../support/builders';

const byQueue = (job: Job): string => job.jobQueue;

const treeOf = (...jobs: Job[]): JobTree => {
  const tree = new JobTree(byQueue);
  tree.update({ added: jobs, changed: [], removed: [] });
  return tree;
};

describe('JobTree', () => {
  it('groups by task type, then status, with what needs attention first', () => {
    const tree = treeOf(
      aJob({ jobId: 'a', jobQueue: 'Storage', status: 'SUCCEEDED' }),
      aJob({ jobId: 'b', jobQueue: 'Ingest', status: 'RUNNABLE' }),
      aJob({ jobId: 'c', jobQueue: 'Ingest', status: 'FAILED' }),
      aJob({ jobId: 'd', jobQueue: 'Ingest', status: 'FAILED' }),
      aJob({ jobId: 'e', jobQueue: 'Ingest', status: 'DANCING' }),
    );
    assert.deepEqual(tree.taskTypes(), ['Ingest', 'Storage']);
    assert.deepEqual(tree.statuses('Ingest'), [
      { status: 'FAILED', count: 2 },
      { status: 'RUNNABLE', count: 1 },
      { status: 'DANCING', count: 1 },
    ]);
    assert.deepEqual(tree.statuses('none'), []);
  });

  it('gives the newest jobs of a group, whatever order they came in', () => {
    const at = (index: number) => ({
      jobQueue: 'Ingest',
      timestamp: new Date(((index * 7919) % 1000) * 1000).toISOString(),
    });
    const tree = treeOf(...manyJobs(1000, at));
    const times = tree.jobs('Ingest', 'RUNNING', 200).map(job => Date.parse(job.timestamp) / 1000);
    assert.deepEqual(
      times,
      Array.from({ length: 200 }, (_, index) => 999 - index),
    );
  });

  it('moves a job to the group of its new status and touches only its task type', () => {
    const before = aJob({ jobId: 'a', jobQueue: 'Ingest', status: 'RUNNING' });
    const tree = treeOf(before, aJob({ jobId: 'b', jobQueue: 'Storage' }));
    const after = { ...before, status: 'FAILED' };
    const change = tree.update({ added: [], changed: [{ before, after }], removed: [] });
    assert.deepEqual(change, { root: false, taskTypes: new Set(['Ingest']) });
    assert.deepEqual(tree.statuses('Ingest'), [{ status: 'FAILED', count: 1 }]);
  });

  it('says when a task type comes or goes, even both at once', () => {
    const gone = aJob({ jobId: 'a', jobQueue: 'Ingest' });
    const come = aJob({ jobId: 'b', jobQueue: 'Storage' });
    const tree = treeOf(gone);
    assert.equal(tree.update({ added: [come], changed: [], removed: [gone] }).root, true);
    assert.deepEqual(tree.taskTypes(), ['Storage']);
  });
});
