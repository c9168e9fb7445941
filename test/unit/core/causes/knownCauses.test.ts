import assert from 'node:assert/strict';
import {
  categoryOf,
  causeOf,
  causeTitle,
  describeCause,
  waitingCauseIdOf,
} from '../../../../src/core/causes/causeOf';
import { causeRules } from '../../../../src/core/causes/causeRules';

describe('what is known of a cause by its id', () => {
  it('is its category, its title, what it is, and what to do about it', () => {
    assert.equal(categoryOf('pull-manifest-unknown'), 'image');
    assert.equal(causeTitle('timeout'), 'Timeout');
    const { explanation, remedy, source } = causeOf({
      status: 'FAILED',
      statusReason: 'Job attempt duration exceeded timeout',
    });
    assert.deepEqual(describeCause('timeout'), { explanation, remedy, source });
  });

  it('is the same as in the job’s own cause, for each cause', () => {
    for (const { id, category, source, words } of causeRules) {
      const [title, explanation, remedy] = words();
      assert.deepEqual(
        [categoryOf(id), causeTitle(id), describeCause(id)],
        [category, title, { explanation, remedy, source }],
      );
    }
  });

  it('is nothing but the id for a cause of a later version', () => {
    assert.equal(categoryOf('of-tomorrow'), '');
    assert.equal(causeTitle('of-tomorrow'), 'of-tomorrow');
    assert.deepEqual(describeCause('of-tomorrow'), { explanation: '', remedy: '', source: '' });
  });
});

describe('the cause of a wait', () => {
  const waits = (statusReason: string): string | undefined =>
    waitingCauseIdOf({ status: 'RUNNABLE', statusReason });

  it('is known if AWS says why the job is not placed', () => {
    assert.equal(waits('MISCONFIGURATION:JOB_RESOURCE_REQUIREMENT - …'), 'misconf-job-resource');
    assert.equal(waits('CAPACITY:INSUFFICIENT_INSTANCE_CAPACITY - …'), 'capacity-insufficient');
    assert.equal(waits('UNDETERMINED - Batch job is blocked'), 'blocked-undetermined');
  });

  it('is unknown if the reason is about something else, or missing', () => {
    assert.equal(waits(''), undefined);
    assert.equal(waits('Waiting for something new'), undefined);
    assert.equal(waits('Cancelled by user'), undefined);
  });
});
