import assert from 'node:assert/strict';
import { RowHashIndex } from '../../../../src/core/store/rowHashIndex';
import { Random } from '../../../../src/sample/random';

describe('RowHashIndex', () => {
  it('finds the rows of a hash, whatever is added and removed', () => {
    const random = new Random(4);
    const index = new RowHashIndex();
    const hashes = new Map<number, number>();
    for (let step = 0; step < 20_000; step++) {
      const row = random.integer(0, 4_000);
      if (hashes.delete(row)) {
        index.remove(row);
      } else {
        // Few hashes in the same slots, and some of the full width.
        const hash = random.pick([
          random.integer(0, 50),
          random.integer(0, 50) * 65_536,
          0xffffffff,
        ]);
        hashes.set(row, hash);
        index.add(row, hash);
      }
    }
    for (const hash of new Set(hashes.values())) {
      const found: number[] = [];
      for (let row = index.first(hash); row >= 0; row = index.next(row)) {
        found.push(row);
      }
      const expected = [...hashes].filter(([, other]) => other === hash).map(([row]) => row);
      assert.deepEqual(
        found.sort((a, b) => a - b),
        expected.sort((a, b) => a - b),
      );
    }
    assert.equal(index.has(123_456), false);
  });
});
