import assert from 'node:assert/strict';
import { firstRowsInOrder } from '../../../../src/core/query/firstRowsInOrder';
import { stableSort, type SortBy } from '../../../../src/core/base/stableSort';
import { Random } from '../../../../src/sample/random';
import { finish } from '../../../local/process/finish';

describe('firstRowsInOrder', () => {
  const keysOf = (keys: readonly number[]): SortBy<number> => ({
    keyOf: row => keys[row] ?? 0,
    isBefore: (a, b) => a < b,
    allocate: length => new Float64Array(length),
  });

  it('returns the first rows of the sorted list, whatever their order and number', () => {
    const random = Random.of(4, 1);
    for (const [length, different] of [
      [0, 1],
      [3, 1],
      [500, 7],
      [20_000, 1],
      [20_000, 50],
      [20_000, 1e6],
    ] as const) {
      const keys = Array.from({ length }, () => random.integer(0, different));
      const descending = keys.toSorted((a, b) => b - a);
      for (const all of [keys, descending]) {
        const by = keysOf(all);
        const rows = Uint32Array.from(all, (_, row) => row);
        const passes = (row: number): boolean => row % 3 !== 0;
        const expected = finish(stableSort(rows.filter(passes), by)).subarray(0, 100);
        assert.deepEqual(
          finish(firstRowsInOrder(rows, by, 100, passes)),
          Uint32Array.from(expected),
        );
      }
    }
  });
});
