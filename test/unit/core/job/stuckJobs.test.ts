import assert from 'node:assert/strict';
import { defaultStuckLimits, isStuck, isWaiting } from '../../../../src/core/job/stuckJobs';

const hours = 3_600_000;

describe('a waiting job', () => {
  const parent = { status: 'PENDING', arraySize: 3 };

  it('is submitted, pending or runnable', () => {
    const statuses = ['SUBMITTED', 'PENDING', 'RUNNABLE', 'STARTING', 'RUNNING', 'FAILED', 'NEW'];
    assert.deepEqual(
      statuses.filter(status => isWaiting({ status })),
      ['SUBMITTED', 'PENDING', 'RUNNABLE'],
    );
  });

  it('is never the parent of an array job, whose children may run', () => {
    assert.equal(isWaiting(parent), false);
    for (const status of ['SUBMITTED', 'PENDING']) {
      assert.equal(isWaiting({ status, hasChildren: true }), false, 'known by its children');
    }
    assert.equal(isWaiting({ ...parent, arrayIndex: 1 }), true, 'a child waits itself');
    assert.equal(isWaiting({ ...parent, status: 'SUBMITTED' }), true, 'no child is there yet');
  });

  it('is stuck after an hour by default, and a starting one after ten minutes', () => {
    const isStuckAfter = (job: { status: string }, ms: number): boolean =>
      isStuck(job, defaultStuckLimits, 0, ms);
    for (const status of ['SUBMITTED', 'PENDING', 'RUNNABLE']) {
      assert.equal(isStuckAfter({ status }, hours + 1), true, status);
      assert.equal(isStuckAfter({ status }, hours), false, status);
    }
    assert.equal(isStuckAfter({ status: 'STARTING' }, hours / 6 + 1), true);
    assert.equal(isStuckAfter({ status: 'STARTING' }, hours / 6), false);
    assert.equal(isStuckAfter({ status: 'RUNNING' }, 200 * hours), false);
    assert.equal(isStuckAfter(parent, 2 * hours), false);
  });

  it('is stuck after the limit of its own status, and without one never', () => {
    const limits = { SUBMITTED: Infinity, PENDING: 1, RUNNABLE: 3 * hours, STARTING: 2 };
    assert.equal(isStuck({ status: 'RUNNABLE' }, limits, 0, 2 * hours), false);
    assert.equal(isStuck({ status: 'PENDING' }, limits, 0, 2), true);
    assert.equal(isStuck({ status: 'SUBMITTED' }, limits, 0, 1e12), false);
    assert.equal(isStuck({ status: 'constructor' }, limits, 0, 1e12), false);
  });
});
