import assert from 'node:assert/strict';
import type { Job } from '../../../src/core/job';
import { JobStore } from '../../../src/core/jobStore';
import { JobTree } from '../../../src/core/jobTree';
import { RowTaskTypes } from '../../../src/core/rowTaskTypes';
import { aJob, manyJobs } from '../../support/builders';

const most = 20;

function treeOf(...jobs: Job[]): { store: JobStore; tree: JobTree } {
  const store = new JobStore();
  store.apply(jobs);
  const tree = new JobTree(
    store.rows,
    new RowTaskTypes(store.rows, ({ jobQueue }) => jobQueue),
    most,
  );
  store.observe(tree);
  tree.takeChange();
  return { store, tree };
}

const remove = (store: JobStore, ...jobIds: string[]): void => {
  const rest = [...store.jobs()].filter(({ jobId }) => !jobIds.includes(jobId));
  const mark = store.mark();
  store.apply(rest);
  store.removeUnseen(mark);
};

describe('JobTree', () => {
  it('groups by task type, then status, with what needs attention first', () => {
    const { tree } = treeOf(
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
    assert.deepEqual(tree.jobs('none', 'FAILED'), []);
    assert.deepEqual(tree.jobs('Ingest', 'PENDING'), []);
  });

  it('moves a job to the group of its new status and touches only its task type', () => {
    const job = aJob({ jobId: 'a', jobQueue: 'Ingest', status: 'RUNNING' });
    const { store, tree } = treeOf(job, aJob({ jobId: 'b', jobQueue: 'Storage' }));
    store.apply([{ ...job, status: 'FAILED' }]);
    assert.deepEqual(tree.takeChange(), { root: false, taskTypes: new Set(['Ingest']) });
    assert.deepEqual(tree.statuses('Ingest'), [{ status: 'FAILED', count: 1 }]);
    assert.deepEqual(tree.takeChange(), { root: false, taskTypes: new Set() });
  });

  it('says when a task type comes or goes, even both at once', () => {
    const { store, tree } = treeOf(aJob({ jobId: 'a', jobQueue: 'Ingest' }));
    store.apply([aJob({ jobId: 'b', jobQueue: 'Storage' })]);
    remove(store, 'a');
    assert.equal(tree.takeChange().root, true);
    assert.deepEqual(tree.taskTypes(), ['Storage']);
  });

  it('gives the newest jobs of a group, whatever comes, changes and goes', () => {
    const at = (index: number) => ({
      jobQueue: 'Ingest',
      timestamp: new Date(((index * 7919) % 1000) * 1000).toISOString(),
    });
    const { store, tree } = treeOf(...manyJobs(300, at));
    const check = (): void => {
      const expected = [...store.jobs()]
        .filter(({ status }) => status === 'RUNNING')
        .map(({ timestamp }) => Date.parse(timestamp))
        .sort((a, b) => b - a)
        .slice(0, most);
      const shown = tree.jobs('Ingest', 'RUNNING').map(({ timestamp }) => Date.parse(timestamp));
      assert.deepEqual(shown, expected);
    };
    check();
    // The newest leave one by one, so that the ones kept in store run out more than once.
    for (let round = 0; round < 70; round++) {
      const [newest] = tree.jobs('Ingest', 'RUNNING');
      assert(newest);
      store.apply([{ ...newest, status: 'SUCCEEDED' }]);
      check();
      if (round % 5 === 0) {
        store.apply([aJob({ jobId: `new-${round}`, ...at(round * 13 + 500) })]);
        check();
      }
    }
    remove(store, ...[...store.jobs()].slice(5).map(({ jobId }) => jobId));
    check();
    store.apply(manyJobs(300, at));
    check();
  });
});
