import assert from 'node:assert/strict';
import { IntQueue } from '../../../../src/core/base/intQueue';
import { Random } from '../../../../src/sample/random';

describe('IntQueue', () => {
  it('contains the same as a Set, in the same order, through all additions and removals', () => {
    const random = new Random(5);
    const numbers = new IntQueue();
    const expected = new Set<number>();
    for (let step = 0; step < 10_000; step++) {
      const value = random.integer(0, 3_000);
      if (random.next() < 0.6) {
        numbers.add(value);
        expected.add(value);
      } else {
        const [first] = expected;
        assert.equal(numbers.shift(), first);
        expected.delete(first ?? -1);
      }
      if (random.next() < 0.001) {
        numbers.clear();
        expected.clear();
      }
      assert.equal(numbers.has(value), expected.has(value));
    }
    assert.deepEqual([...numbers], [...expected]);
    numbers.clear();
    assert.deepEqual([...numbers], []);
    assert.equal(numbers.shift(), undefined);
    assert.equal(numbers.has(3), false);
  });
});
