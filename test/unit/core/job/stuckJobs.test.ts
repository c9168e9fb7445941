import assert from 'node:assert/strict';
import { isStuck, isWaiting } from '../../../../src/core/job/stuckJobs';

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

  it('is stuck after an hour, as is a starting one', () => {
    for (const status of ['RUNNABLE', 'STARTING']) {
      assert.equal(isStuck({ status }, 0, 2 * hours), true);
      assert.equal(isStuck({ status }, 0, hours), false);
    }
    assert.equal(isStuck({ status: 'RUNNING' }, 0, 2 * hours), false);
    assert.equal(isStuck(parent, 0, 2 * hours), false);
  });
});
