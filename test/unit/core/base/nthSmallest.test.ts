import assert from 'node:assert/strict';
import { nthSmallest } from '../../../../src/core/base/nthSmallest';
import { Random } from '../../../../src/sample/random';

describe('nthSmallest', () => {
  it('is the one in that place of the sorted numbers', () => {
    const random = Random.of(4, 1);
    for (const length of [1, 2, 500, 5_000, 60_000]) {
      for (const different of [1, 2, 300, 1e9]) {
        const numbers = Float64Array.from({ length }, () => random.integer(0, different));
        // Estimates from a sample are wrong where the numbers are not mixed.
        const [ascending, infinite] = [numbers.toSorted(), numbers.slice().fill(Infinity, 1)];
        for (const all of [numbers, ascending, ascending.toReversed(), infinite]) {
          const sorted = all.toSorted();
          for (const n of [1, 2, 100, 500, length - 1, length]) {
            if (n >= 1 && n <= length) {
              assert.equal(nthSmallest(all, n), sorted[n - 1]);
            }
          }
        }
      }
    }
  });

  it('is found where none of the sample is small', () => {
    const numbers = new Float64Array(50_000).fill(7);
    for (let index = 1; index < numbers.length; index += 13) {
      numbers[index] = 1;
    }
    assert.equal(nthSmallest(numbers, 3), 1);
    assert.equal(nthSmallest(numbers, 49_000), 7);
  });
});
