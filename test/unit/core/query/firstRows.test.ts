import assert from 'node:assert/strict';
import { FirstRows, type RowComparison } from '../../../../src/core/query/firstRows';
import { Random } from '../../../../src/sample/random';
import { finish } from '../../../local/process/finish';

describe('FirstRows', () => {
  /** By each key divided by three, of which the rough key is a third, then by the key, then by number. */
  const comparisonOf = (keys: readonly number[], isExact = false): RowComparison => {
    const keyOf = (row: number): number => keys[row] ?? 0;
    const isBefore = (a: string | number, b: string | number): boolean => a < b;
    const thirdOf = (row: number): number => Math.floor(keyOf(row) / 3);
    return {
      keyOf: thirdOf,
      roughKeyOf: row => (isExact ? thirdOf(row) : Math.floor(thirdOf(row) / 3)),
      isExact,
      isBefore,
      isRowBefore: (a, b) => keyOf(a) < keyOf(b) || (keyOf(a) === keyOf(b) && a < b),
      ties: {
        ...{ keyOf, isExact: true, isBefore, ties: undefined },
        // What it stands for is the opposite.
        roughKeyOf: row => 2_000_000 - keyOf(row),
        orderOf: key => 2_000_000 - key,
        isRowBefore: (a, b) => a < b,
      },
    };
  };
  const matches = (row: number): boolean => row % 3 !== 0;
  const expected = (keys: readonly number[]): Uint32Array =>
    Uint32Array.from([...keys.keys()].filter(matches))
      .sort((a, b) => (keys[a] ?? 0) - (keys[b] ?? 0) || a - b)
      .subarray(0, 100);

  const tables = [
    [0, 1],
    [3, 1],
    [500, 7],
    [20_000, 1],
    [20_000, 50],
    [20_000, 1e6],
  ] as const;

  it('finds the first rows of the sorted list, whatever their order and number', () => {
    const random = Random.of(4, 1);
    for (const [length, different] of tables) {
      const keys = Array.from({ length }, () => random.integer(0, different));
      const ascending = keys.toSorted((a, b) => a - b);
      for (const all of [keys, ascending, ascending.toReversed()]) {
        for (const isExact of [false, true]) {
          const search = new FirstRows(comparisonOf(all, isExact), 100, matches);
          finish(search.search(length));
          assert.deepEqual(search.finish(), expected(all));
        }
      }
    }
  });

  it('looks at those again that change meanwhile', () => {
    const random = Random.of(4, 2);
    for (const [length, different] of tables) {
      for (const changesPerBreak of [1, 30, 3_000]) {
        const keys = Array.from({ length }, () => random.integer(0, different));
        const search = new FirstRows(comparisonOf(keys, random.chance(0.5)), 100, matches);
        const change = (): void => {
          for (let count = 0; count < changesPerBreak; count++) {
            const row = random.integer(0, length);
            keys[row] = random.integer(0, different);
            search.change(row);
          }
        };
        finish(search.search(length), change);
        finish(search.catchUp());
        change();
        const all = expected(keys);
        const found = search.finish() ?? all.subarray(0, 0);
        assert.deepEqual(found, all.subarray(0, found.length));
        assert(found.length >= 0.9 * all.length || changesPerBreak > 1);
      }
    }
  });

  it('finds none if all that were found have changed', () => {
    const keys = Array.from({ length: 20_000 }, (_, row) => row);
    const search = new FirstRows(comparisonOf(keys), 100, matches);
    finish(search.search(keys.length));
    for (let row = 0; row < 150; row++) {
      keys[row] = 1e6;
      search.change(row);
    }
    assert.equal(search.finish(), undefined);
  });

  it('reads few keys, whatever the order of the rows', () => {
    const ascending = Array.from({ length: 100_000 }, (_, row) => row);
    for (const keys of [ascending, ascending.toReversed()]) {
      let read = 0;
      const by = comparisonOf(keys);
      const counting = { ...by, keyOf: (row: number) => (read++, by.keyOf(row)) };
      finish(new FirstRows(counting, 100, () => true).search(keys.length));
      assert(read < 120, `${read} keys`);
    }
  });
});
