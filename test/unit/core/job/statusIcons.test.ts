import assert from 'node:assert/strict';
import { iconOfStatus } from '../../../../src/core/job/statusIcons';

describe('The icon of a status', () => {
  it('is another one for each status', () => {
    const statuses = [
      ...['SUBMITTED', 'PENDING', 'RUNNABLE', 'STARTING', 'RUNNING', 'SUCCEEDED', 'FAILED'],
      'DANCING',
    ];
    assert.equal(new Set(statuses.map(iconOfStatus)).size, statuses.length);
  });

  it('is a question mark for an unknown status, also for the name of an object’s member', () => {
    assert.equal(iconOfStatus(''), 'question');
    assert.equal(iconOfStatus('constructor'), 'question');
  });
});
