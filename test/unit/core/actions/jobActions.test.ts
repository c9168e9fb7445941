import assert from 'node:assert/strict';
import { reasonAgainst } from '../../../../src/core/actions/jobActions';
import { aJob } from '../../../support/builders/builders';

const failed = { status: 'FAILED' } as const;

describe('reasonAgainst', () => {
  it('is undefined if the action is possible', () => {
    assert.equal(reasonAgainst('retry', aJob(failed), false), undefined);
    assert.equal(reasonAgainst('abort', aJob(), false), undefined);
    assert.equal(reasonAgainst('markBroken', aJob(), false), undefined);
    assert.equal(reasonAgainst('unmarkBroken', aJob(), true), undefined);
  });

  it('explains why an action is not possible', () => {
    assert.equal(reasonAgainst('retry', aJob(), false), 'The job has not finished yet.');
    assert.equal(reasonAgainst('abort', aJob(failed), false), 'The job has already finished.');
    assert.equal(reasonAgainst('markBroken', aJob(), true), 'The job is already marked as broken.');
    assert.equal(reasonAgainst('unmarkBroken', aJob(), false), 'The job is not marked as broken.');
  });

  it('retries no part of a job, however it is identified', () => {
    for (const part of [
      { arrayIndex: 0 },
      { parentId: 'p' },
      { jobId: 'p:12' },
      { jobId: 'p#0' },
    ]) {
      assert.match(reasonAgainst('retry', aJob({ ...failed, ...part }), false) ?? '', /part of/);
    }
    for (const jobId of ['p', 'p:', 'p:x', 'p:1x', 'p-1']) {
      assert.equal(reasonAgainst('retry', aJob({ ...failed, jobId }), false), undefined);
    }
  });
});
