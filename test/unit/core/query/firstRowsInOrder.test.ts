import assert from 'node:assert/strict';
import { firstRowsInOrder } from '../../../../src/core/query/firstRowsInOrder';
import type { RowSort } from '../../../../src/core/query/rowSort';
import { Random } from '../../../../src/sample/random';
import { finish } from '../../../local/process/finish';

describe('firstRowsInOrder', () => {
  const keysOf = (keys: readonly number[]): Omit<RowSort<number>, 'sort'> => ({
    keyOf: row => keys[row] ?? 0,
    roughKeyOf: row => Math.floor((keys[row] ?? 0) / 3),
    isBefore: (a, b) => a < b,
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
        const expected = [...rows]
          .filter(passes)
          .sort((a, b) => by.keyOf(a) - by.keyOf(b))
          .slice(0, 100);
        assert.deepEqual(
          finish(firstRowsInOrder(rows, by, 100, passes)),
          Uint32Array.from(expected),
        );
      }
    }
  });
});
