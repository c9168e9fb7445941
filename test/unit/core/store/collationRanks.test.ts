import assert from 'node:assert/strict';
import fc from 'fast-check';
import { CollationRanks } from '../../../../src/core/store/collationRanks';

describe('CollationRanks', () => {
  it('tells hundreds of texts apart that are there from the start', () => {
    const texts = Array.from({ length: 300 }, (_, index) => `pipeline-${300 - index}`);
    const ranks = new CollationRanks(() => texts, true);
    const places = texts.map((_, code) => ranks.of(code));
    assert.equal(new Set(places).size, 300);
    assert.deepEqual(
      [...texts.keys()]
        .sort((a, b) => (places[a] ?? 0) - (places[b] ?? 0))
        .map(code => texts[code]),
      texts.toSorted(),
    );
  });

  it('keeps the place of each text while others come, in order, the empty one last', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.string({ maxLength: 3 }), { minLength: 1, maxLength: 40 }),
        fc.boolean(),
        (all, isAscending) => {
          const texts: string[] = [];
          const ranks = new CollationRanks(() => texts, isAscending);
          const first: number[] = [];
          for (const text of all) {
            first.push(ranks.of(texts.push(text) - 1));
          }
          const keys = all.map(text => text.toLowerCase());
          assert.deepEqual(
            first,
            all.map((_, code) => ranks.of(code)),
          );
          for (const [i, a] of keys.entries()) {
            for (const [j, b] of keys.entries()) {
              const isBefore = a !== '' && (b === '' || (isAscending ? a < b : a > b));
              assert.equal((first[i] ?? 0) < (first[j] ?? 0), isBefore, `${a} before ${b}`);
            }
          }
        },
      ),
    );
  });
});
