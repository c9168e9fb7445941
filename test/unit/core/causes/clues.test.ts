import assert from 'node:assert/strict';
import { cluesOf } from '../../../../src/core/causes/clues';

describe('the clues of a job', () => {
  it('are its reasons in lower case, the container’s first, without empty ones', () => {
    const blocked = { reason: 'CAPACITY:NONE' };
    const job = { status: 'RUNNABLE', reason: '  First\n', statusReason: 'Second' };

    assert.deepEqual(cluesOf({ ...job, facts: { blocked } }).reasons, [
      'first',
      'second',
      'capacity:none',
    ]);
    assert.deepEqual(cluesOf({ ...job, reason: ' ', facts: {} }).reasons, ['second']);
    assert.deepEqual(cluesOf({}).reasons, []);
  });

  it('are generic only if no reason says more than that a container exited', () => {
    const areGeneric = (reason: string, statusReason: string): boolean =>
      cluesOf({ status: 'FAILED', reason, statusReason }).areGeneric;

    assert.equal(areGeneric('Error', 'Essential container in task exited'), true);
    assert.equal(areGeneric('', ''), true);
    assert.equal(areGeneric('Error', 'Host terminated'), false);
    assert.equal(areGeneric('Out of memory', 'Essential container in task exited'), false);
  });

  it('stop at a length that no reason of AWS has', () => {
    const [reason = ''] = cluesOf({ reason: 'x'.repeat(5_000) }).reasons;

    assert.equal(reason.length, 2_048);
  });
});
