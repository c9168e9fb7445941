import assert from 'node:assert/strict';
import { jobContextValue, contextValueOfMany } from '../../../../src/core/actions/jobContextValue';
import { aJob } from '../../../support/builders/builders';

const unmarked = { isBroken: false, isAcknowledged: false };

describe('the context values of a job for menus', () => {
  it('list the possible actions', () => {
    const words = (status: string, marks = unmarked): string =>
      jobContextValue(aJob({ status }), marks).join(' ');
    assert.equal(words('RUNNING'), 'job abortable unbroken');
    assert.equal(words('SUCCEEDED'), 'job retryable unbroken');
    assert.equal(words('FAILED'), 'job retryable unbroken acknowledgeable');
    assert.equal(
      words('FAILED', { isBroken: true, isAcknowledged: true }),
      'job retryable broken acknowledged',
    );
  });

  it('omit retrying a part of a job', () => {
    assert(
      !jobContextValue(aJob({ jobId: 'a:3', status: 'FAILED' }), unmarked).includes('retryable'),
    );
  });

  it('are all there for several jobs', () => {
    const all = ['RUNNING', 'FAILED'].flatMap(status => [
      ...jobContextValue(aJob({ status }), unmarked),
      ...jobContextValue(aJob({ status }), { isBroken: true, isAcknowledged: true }),
    ]);
    assert.deepEqual(contextValueOfMany.toSorted(), [...new Set(all)].toSorted());
  });
});
