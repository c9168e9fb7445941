import assert from 'node:assert/strict';
import {
  environmentRequests,
  groupsOf,
  jobsCreatedAfter,
  jobsInStatus,
  queueRequests,
} from '../../../../src/data/batch/batchRequests';

describe('requests to AWS Batch', () => {
  it('ask for the largest pages that AWS Batch returns', () => {
    assert.equal(jobsInStatus('queue', 'RUNNING').maxResults, 1_000);
    assert.equal(jobsCreatedAfter('queue', 0).maxResults, 100);
  });

  it('write times as whole milliseconds, and no negative ones', () => {
    const valuesOf = (time: number) => jobsCreatedAfter('queue', time).filters?.[0]?.values;
    assert.deepEqual(valuesOf(1_700_000_000_000.5), ['1700000000000']);
    assert.deepEqual(valuesOf(-5), ['0']);
  });

  it('describe named queues and environments in groups, all of them in one, and none without a request', () => {
    const names = Array.from({ length: 101 }, (_, index) => `n${index}`);
    assert.deepEqual(
      queueRequests(names).map(({ jobQueues = [] }) => jobQueues.length),
      [100, 1],
    );
    assert.equal(environmentRequests(names).length, 2);
    assert.deepEqual(queueRequests(undefined), [{}]);
    assert.deepEqual(environmentRequests([]), []);
  });

  it('split a list without loss', () => {
    assert.deepEqual(groupsOf(2, [1, 2, 3]), [[1, 2], [3]]);
    assert.deepEqual(groupsOf(2, []), []);
  });
});
