import assert from 'node:assert/strict';
import { newestFirst } from '../../../src/core/filter/columns';
import { sortedBy } from '../../../webview/model/sorting';

const up = 'ascending';
const down = 'descending';

describe('sortedBy', () => {
  it('sorts by a column, then reverses it', () => {
    const once = sortedBy(newestFirst, 'status', false);
    assert.deepEqual(once, { column: 'status', direction: up });
    assert.deepEqual(sortedBy(once, 'status', false), { column: 'status', direction: down });
    assert.deepEqual(sortedBy(once, 'timestamp', false), newestFirst);
  });

  it('adds a second key, reverses it, and replaces it with another', () => {
    const first = { column: 'status', direction: up } as const;
    const two = sortedBy(first, 'jobName', true);
    assert.deepEqual(two, { ...first, then: { column: 'jobName', direction: up } });
    assert.deepEqual(sortedBy(two, 'jobName', true).then?.direction, down);
    assert.deepEqual(sortedBy(two, 'timestamp', true).then, newestFirst);
  });

  it('reverses the first key and keeps the second, or removes it', () => {
    const two = sortedBy({ column: 'status', direction: up }, 'jobName', true);
    assert.deepEqual(sortedBy(two, 'status', true), { ...two, direction: down });
    assert.equal(sortedBy(two, 'status', false).then, undefined);
  });
});
