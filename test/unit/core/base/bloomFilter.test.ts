import assert from 'node:assert/strict';
import { BloomFilter } from '../../../../src/core/base/bloomFilter';
import { Random } from '../../../../src/sample/random';

describe('BloomFilter', () => {
  it('has what was added, and hardly anything else', () => {
    const random = Random.of(7, 3);
    const hash = (): number => random.integer(0, 2 ** 30 - 1);
    const filter = new BloomFilter();
    const added = new Set(Array.from({ length: 20_000 }, hash));
    added.forEach(one => filter.add(one));

    assert([...added].every(one => filter.mayHave(one)));
    const others = Array.from({ length: 20_000 }, hash).filter(one => !added.has(one));
    const mistakes = others.filter(one => filter.mayHave(one)).length;
    assert(mistakes < others.length / 50, `${mistakes} of ${others.length}`);
  });

  it('tells the highest and the lowest bit of a word apart', () => {
    const filter = new BloomFilter();
    filter.add(31);
    assert.deepEqual(
      [31, 0, 30, 63].map(hash => filter.mayHave(hash)),
      [true, false, false, false],
    );
  });
});
