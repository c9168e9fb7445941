import assert from 'node:assert/strict';
import { durationOf, runningFor, startOf } from '../../../../src/core/job/duration';

describe('the duration of a job', () => {
  const times = { createdAt: 10, startedAt: 40, stoppedAt: 100 };

  it('is from start to stop', () => assert.equal(durationOf({ status: 'FAILED', ...times }), 60));

  it('is from creation to end for the parent of an array job, whose children run', () => {
    const parent = { status: 'SUCCEEDED', createdAt: 10, stoppedAt: 100, arraySize: 3 };
    assert.equal(durationOf(parent), 90);
    assert.equal(durationOf({ ...parent, startedAt: 50 }), 90);
    assert.equal(startOf({ ...parent, startedAt: 50, arrayIndex: 2 }), 50, 'a child runs itself');
  });

  it('is unknown before the end, or without both times', () => {
    for (const status of ['PENDING', 'RUNNABLE', 'RUNNING']) {
      assert.equal(durationOf({ status, ...times }), undefined);
    }
    assert.equal(durationOf({ status: 'FAILED', createdAt: 10, stoppedAt: 100 }), undefined);
    assert.equal(durationOf({ status: 'FAILED', createdAt: 10, arraySize: 3 }), undefined);
  });

  it('increases only while the job is running', () => {
    assert.equal(runningFor('RUNNING', 40, 100), 60);
    assert.equal(runningFor('RUNNING', 140, 100), undefined, 'the clock is behind');
    for (const status of ['PENDING', 'RUNNABLE', 'STARTING', 'SUCCEEDED', 'NEW']) {
      assert.equal(runningFor(status, 40, 100), undefined, status);
    }
  });
});
