import assert from 'node:assert/strict';
import { statisticsOf } from '../../../../src/core/store/statistics';
import { aJob } from '../../../support/builders/builders';

const of = (...statuses: string[]) => statisticsOf(statuses.map(status => aJob({ status })));

describe('statisticsOf', () => {
  it('counts RUNNING, STARTING and RUNNABLE as running', () => {
    const { running, total } = of('RUNNING', 'STARTING', 'RUNNABLE', 'PENDING', 'SUBMITTED');
    assert.equal(running, 3);
    assert.equal(total, 5);
  });

  it('has no success rate while no job has finished', () => {
    assert.equal(of('RUNNING').successRate, undefined);
    assert.equal(of().successRate, undefined);
  });

  it('computes the success rate of finished jobs only', () => {
    assert.equal(of('SUCCEEDED', 'SUCCEEDED', 'SUCCEEDED', 'FAILED', 'RUNNING').successRate, 0.75);
  });

  it('counts unknown statuses, and lists them last', () => {
    assert.deepEqual(of('SCHEDULED', 'SUCCEEDED', '').byStatus, [
      { value: 'SUCCEEDED', count: 1 },
      { value: '', count: 1 },
      { value: 'SCHEDULED', count: 1 },
    ]);
  });
});
