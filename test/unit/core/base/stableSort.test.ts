import assert from 'node:assert/strict';
import { keyedRows } from '../../../../src/core/base/keyedRows';
import { sortSpan, stableSort } from '../../../../src/core/base/stableSort';
import { Random } from '../../../../src/sample/random';
import { finish } from '../../../local/process/finish';

describe('stableSort', () => {
  const random = Random.of(9, 1);

  it('sorts rows by their keys, of any number, and keeps the order of rows with equal ones', () => {
    for (const length of [0, 1, 2, 7, 8, 9, 100, 4_096, 16_385, 50_000]) {
      for (const different of [1, 20, 1e9]) {
        const keys = Float64Array.from({ length }, () => random.integer(-different, different));
        const rows = Uint32Array.from(keys.keys()).reverse();
        const expected = [...rows].sort((a, b) => (keys[a] ?? 0) - (keys[b] ?? 0));
        const list = { rows, keys: Float64Array.from(rows, row => keys[row] ?? 0) };
        finish(stableSort(list, keyedRows(length)));
        assert.deepEqual([...list.rows], expected);
        assert.deepEqual(
          [...list.keys],
          expected.map(row => keys[row]),
        );
      }
    }
  });

  it('sorts infinite keys, too', () => {
    const list = {
      rows: Uint32Array.of(0, 1, 2, 3),
      keys: Float64Array.of(Infinity, 1, -Infinity, 1),
    };
    finish(stableSort(list, keyedRows(4)));
    assert.deepEqual([...list.rows], [2, 1, 3, 0]);
  });

  it('sorts many keys of every size and sign; 0 and -0 are equal', () => {
    const extremes = [0, -0, 5e-324, -5e-324, 2 ** -1022, 1.5, -1.5, 2 ** 53, -(2 ** 53)];
    const largest = [Number.MAX_VALUE, -Number.MAX_VALUE, Infinity, -Infinity];
    const keys = Float64Array.from({ length: 9_000 }, (_, row) => {
      const exponent = random.integer(-300, 300);
      return row % 2 === 0
        ? random.pick([1, ...extremes, ...largest])
        : random.between(-1, 1) * 10 ** exponent;
    });
    const expected = [...keys.keys()].sort((a, b) => {
      const [x, y] = [keys[a] ?? NaN, keys[b] ?? NaN];
      return x === y ? 0 : x < y ? -1 : 1;
    });
    // A part of a longer array.
    const list = { rows: Uint32Array.from(keys.keys()), keys: new Float64Array(9_001).subarray(1) };
    list.keys.set(keys);
    finish(stableSort(list, keyedRows(9_000)));
    assert.deepEqual([...list.rows], expected);
  });

  it('sorts a part, and leaves the rest', () => {
    const keys = Float64Array.from({ length: 60 }, (_, row) => 60 - row);
    const list = { rows: Uint32Array.from(keys.keys()), keys };
    sortSpan(list, keyedRows(60), 10, 50);
    assert.deepEqual([...list.keys.subarray(0, 10)], [60, 59, 58, 57, 56, 55, 54, 53, 52, 51]);
    assert.deepEqual(
      [...list.keys.subarray(10, 50)],
      [...list.keys.subarray(10, 50)].toSorted((a, b) => a - b),
    );
    assert.deepEqual([...list.keys.subarray(50)], [10, 9, 8, 7, 6, 5, 4, 3, 2, 1]);
    assert.equal(list.rows[10], 49);
  });
});
