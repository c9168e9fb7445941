import assert from 'node:assert/strict';
import { LruCache } from '../../../../src/core/base/lruCache';

describe('LruCache', () => {
  it('drops the least recently used value, and reports it', () => {
    const evicted: number[] = [];
    const cache = new LruCache<number>(2, value => evicted.push(value));
    cache.set('a', 1);
    cache.set('b', 2);
    assert.equal(cache.get('a'), 1);
    cache.set('c', 3);
    assert.deepEqual(evicted, [2]);
    assert.equal(cache.get('b'), undefined);
    assert.deepEqual(cache.values, [3, 1]);
  });

  it('replaces a value without dropping another', () => {
    const evicted: number[] = [];
    const cache = new LruCache<number>(2, value => evicted.push(value));
    ['a', 'b', 'a'].forEach((key, index) => cache.set(key, index));
    assert.deepEqual([evicted, cache.values], [[], [2, 1]]);
    cache.clear();
    assert.deepEqual([evicted, cache.values], [[], []]);
  });
});
