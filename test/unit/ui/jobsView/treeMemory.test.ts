import assert from 'node:assert/strict';
import { TreeMemory } from '../../../../src/ui/jobsView/treeMemory';

function remembered(kept: Record<string, unknown> = {}) {
  const errors: unknown[] = [];
  const values = new Map(Object.entries(kept));
  const memento = {
    get: (key: string) => values.get(key),
    update: (key: string, value: unknown) => {
      values.set(key, value);
      return Promise.resolve();
    },
  };
  const memory = new TreeMemory(memento, error => errors.push(error));
  return { memory, values, errors, again: () => new TreeMemory(memento, () => undefined) };
}

describe('TreeMemory', () => {
  it('remembers the grouping and filter of the tree', () => {
    const { memory, again } = remembered();
    assert.deepEqual([memory.grouping, memory.search, memory.isShared], ['taskType', '', false]);
    memory.grouping = 'media';
    memory.search = 'is:stuck';
    memory.isShared = true;
    const { grouping, search, isShared } = again();
    assert.deepEqual([grouping, search, isShared], ['media', 'is:stuck', true]);
  });

  it('treats unreadable values as missing', () => {
    const { memory } = remembered({
      'tree.grouping': 'colour',
      'tree.search': 7,
      'tree.isShared': 'yes',
    });
    assert.deepEqual([memory.grouping, memory.search, memory.isShared], ['taskType', '', false]);
    const long = remembered({ 'tree.search': 'x'.repeat(9_999) });
    assert.equal(long.memory.search.length, 500);
  });

  it('reports when something could not be saved', async () => {
    const errors: unknown[] = [];
    const full = { get: () => undefined, update: () => Promise.reject(new Error('full')) };
    new TreeMemory(full, error => errors.push(error)).grouping = 'queue';
    await new Promise(resolve => setImmediate(resolve));
    assert.equal(errors.length, 1);
  });
});
