import assert from 'node:assert/strict';
import { LinkedRowLists } from '../../../../src/core/store/linkedRowLists';
import { Random } from '../../../../src/sample/random';

describe('LinkedRowLists', () => {
  it('keeps each row in one list through all additions and removals', () => {
    const random = new Random(3);
    const lists = new LinkedRowLists();
    const expected = new Map<number, number>();
    for (let step = 0; step < 20_000; step++) {
      const row = random.integer(0, 300);
      if (expected.has(row)) {
        lists.remove(row);
        expected.delete(row);
      } else {
        const list = random.integer(0, 9);
        lists.put(row, list);
        expected.set(row, list);
      }
    }
    for (let list = 0; list < 10; list++) {
      const rows = [...expected].filter(([, of]) => of === list).map(([row]) => row);
      assert.deepEqual([...lists.rowsOf(list)].sort(), rows.sort());
      assert.equal(lists.lengthOf(list), rows.length);
    }
    assert(
      Array.from({ length: 301 }, (_, row) => lists.listOf(row) === expected.get(row)).every(
        Boolean,
      ),
    );
    lists.remove(100_000);
    assert.deepEqual([...lists.rowsOf(77)], []);
  });
});
