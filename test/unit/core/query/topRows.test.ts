import assert from 'node:assert/strict';
import { topRows } from '../../../../src/core/query/topRows';
import { Random } from '../../../../src/sample/random';

describe('topRows', () => {
  const listOf = (length: number): Uint32Array => Uint32Array.from({ length }, (_, row) => row * 3);

  it('finds the first matching rows in the order of the list, or none of them', () => {
    const random = Random.of(5, 1);
    let found = 0;
    for (let round = 0; round < 500; round++) {
      const list = listOf(random.integer(0, 3_000));
      const count = random.integer(1, 60);
      const every = random.integer(1, 40);
      const matching = new Set(list.filter(() => random.integer(1, every) === 1));
      const top = topRows(list, count, row => matching.has(row));
      if (top) {
        found++;
        assert.deepEqual(top, list.filter(row => matching.has(row)).subarray(0, count));
        assert.equal(top.length, count);
      } else {
        assert(matching.size < count || every > 10, `${every}, ${matching.size}, ${count}`);
      }
    }
    assert(found > 200 && found < 500, String(found));
  });

  it('gives up early where few rows match, however long the list', () => {
    const looksAt = (list: Uint32Array, matches: (row: number) => boolean): number => {
      let looks = 0;
      const top = topRows(list, 50, row => {
        looks++;
        return matches(row);
      });
      assert.equal(top, undefined);
      return looks;
    };
    const long = listOf(100_000);
    assert(looksAt(long, () => false) <= 129);
    assert(looksAt(long, row => row % 300 === 0) <= 2_000);
    // Frequent at first.
    assert(looksAt(long, row => row < 60) <= 2_000);
    const tenTimes = listOf(1_000_000);
    assert(looksAt(tenTimes, () => false) <= 193);
    assert(looksAt(tenTimes, row => row % 3_000 === 0) <= 16_000);
  });
});
