import assert from 'node:assert/strict';
import { JobStore } from '../../../../src/core/store/jobStore';
import { latestStates } from '../../../../src/core/job/latestStates';
import { newestRows } from '../../../../src/core/query/newestRows';
import { versionOf } from '../../../../src/core/job/jobVersion';
import { aJob, manyJobs } from '../../../support/builders/builders';

const at = (second: number): string => new Date(second * 1_000).toISOString();

function newest(order: readonly number[], limit: number, isWanted?: (id: string) => boolean) {
  const store = new JobStore();
  store.apply(manyJobs(order.length, index => ({ timestamp: at(order[index] ?? 0) })));
  const { rows } = store;
  const idOf = (row: number): string => rows.fields.jobId.get(row);
  return newestRows(rows, limit, isWanted && (row => isWanted(idOf(row)))).map(idOf);
}

describe('newestRows', () => {
  it('are the newest, in order, whatever order they are stored in', () => {
    const count = 97;
    const sorted = Array.from({ length: count }, (_, index) => index);
    const mixed = sorted.map(index => (index * 31) % count);
    for (const order of [sorted, sorted.toReversed(), mixed]) {
      for (const limit of [1, 2, 10, 96, 97, 98, 1_000]) {
        assert.deepEqual(
          newest(order, limit),
          sorted
            .toReversed()
            .slice(0, limit)
            .map(time => `job-${order.indexOf(time)}`),
        );
      }
    }
  });

  it('match the condition', () => {
    const isEven = (id: string): boolean => /[02468]$/.test(id);
    assert.deepEqual(newest([1, 2, 3, 4, 5, 6], 2, isEven), ['job-4', 'job-2']);
    assert.deepEqual(
      newest([1, 2, 3], 2, () => false),
      [],
    );
  });

  it('exclude removed ones', () => {
    const store = new JobStore();
    store.apply([aJob({ jobId: 'gone' }), aJob({ jobId: 'here' })]);
    const mark = store.mark();
    store.apply([aJob({ jobId: 'here' })]);
    store.removeUnseen(mark);
    const { rows } = store;
    assert.deepEqual(
      newestRows(rows, 5).map(row => rows.fields.jobId.get(row)),
      ['here'],
    );
    assert.deepEqual(newestRows(new JobStore().rows, 5), []);
  });
});

describe('latestStates', () => {
  it('keeps one state per job, the latest, in whatever order they arrive', () => {
    const states = [
      aJob({ jobId: 'a', status: 'RUNNING', sequence: 4 }),
      aJob({ jobId: 'b', status: 'FAILED', sequence: 1_000 }),
      aJob({ jobId: 'a', status: 'SUCCEEDED', sequence: 1_000 }),
      aJob({ jobId: 'b', status: 'RUNNABLE', sequence: 2 }),
    ];
    for (const order of [states, states.toReversed()]) {
      assert.deepEqual(
        latestStates(order)
          .map(({ jobId, status }) => `${jobId} ${status}`)
          .sort(),
        ['a SUCCEEDED', 'b FAILED'],
      );
    }
    assert.deepEqual(latestStates([]), []);
  });
});

describe('versionOf', () => {
  it('changes as soon as a write has changed the job', () => {
    const job = aJob({ sequence: 4, updatedAt: 1 });
    const others = [
      { jobId: 'other' },
      { status: 'FAILED' },
      { timestamp: at(1) },
      { sequence: 5 },
      { updatedAt: 2 },
    ].map(change => versionOf({ ...job, ...change }));
    assert.equal(new Set([versionOf(job), ...others]).size, 6);
    assert.equal(versionOf({ ...job }), versionOf(job));
  });
});
