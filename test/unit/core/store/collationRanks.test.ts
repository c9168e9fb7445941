import assert from 'node:assert/strict';
import fc from 'fast-check';
import { byRank } from '../../../../src/core/query/rowSort';
import { CollationRanks } from '../../../../src/core/store/collationRanks';

/** Asserts the order of each pair of texts. */
function assertOrder(ranks: CollationRanks, texts: readonly string[], isAscending: boolean): void {
  const lower = texts.map(text => text.toLowerCase());
  for (const [i, a] of lower.entries()) {
    for (const [j, b] of lower.entries()) {
      const isBefore = a !== '' && (b === '' || (isAscending ? a < b : a > b)) && a !== b;
      assert.equal(ranks.isBefore(ranks.of(i), ranks.of(j)), isBefore, `${a} before ${b}`);
    }
  }
}

describe('CollationRanks', () => {
  it('distinguishes hundreds of strings that exist from the start', () => {
    const texts = Array.from({ length: 300 }, (_, index) => `pipeline-${300 - index}`);
    assertOrder(new CollationRanks(() => texts, true), texts, true);
  });

  it('keeps the key of each string while others arrive, in order, the empty one last', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.string({ maxLength: 3 }), { minLength: 1, maxLength: 40 }),
        fc.boolean(),
        (all, isAscending) => {
          const texts: string[] = [];
          const ranks = new CollationRanks(() => texts, isAscending);
          const first = all.map(text => ranks.of(texts.push(text) - 1));
          assert.deepEqual(
            first,
            all.map((_, code) => ranks.of(code)),
          );
          assertOrder(ranks, all, isAscending);
        },
      ),
    );
  });

  for (const isAscending of [true, false]) {
    it(`inserts 300 strings between the same neighbors, ${isAscending ? 'ascending' : 'descending'}`, () => {
      const texts = ['a', 'b'];
      const ranks = new CollationRanks(() => texts, isAscending);
      for (let count = 1; count <= 300; count++) {
        // Each before the one added last, and after "a".
        ranks.of(texts.push(`a${'0'.repeat(count)}`) - 1);
        ranks.of(texts.push(`azz${'z'.repeat(count)}`) - 1);
      }
      assertOrder(ranks, texts, isAscending);
    });
  }

  it('orders like a naive sort, however strings arrive, one by one and many at once', () => {
    const text = fc.stringMatching(/^[ab]{0,12}$/);
    fc.assert(
      fc.property(fc.array(fc.array(text, { maxLength: 120 }), { maxLength: 12 }), batches => {
        const texts: string[] = [];
        const ranks = new CollationRanks(() => texts, true);
        for (const batch of batches) {
          texts.push(...batch);
          ranks.of(texts.length - 1);
        }
        const byRank = [...texts.keys()].sort((a, b) => {
          const [x, y] = [ranks.of(a), ranks.of(b)];
          return ranks.isBefore(x, y) ? -1 : ranks.isBefore(y, x) ? 1 : 0;
        });
        assert.deepEqual(
          byRank.map(code => texts[code]),
          texts.toSorted((a, b) =>
            a === '' || b === '' ? Number(a === '') - Number(b === '') : a < b ? -1 : Number(a > b),
          ),
        );
      }),
      { numRuns: 50 },
    );
  });

  it('keeps a sort in progress correct while all strings are ranked again', () => {
    const names = ['a', 'b'];
    const add = (): void => void names.push(`a${'0'.repeat(names.length)}`);
    while (names.length < 50) {
      add();
    }
    const codes = Uint32Array.from({ length: 50_000 }, (_, index) => (index * 7) % 50);
    const by = byRank({ code: row => codes[row] ?? 0, values: names }, true);
    const sort = by.sort(Uint32Array.from(codes.keys()));
    let step = sort.next();
    for (; step.done !== true; step = sort.next()) {
      for (let count = 0; count < 8; count++) {
        add();
      }
      // Ranks the new strings.
      codes[0] = names.length - 1;
      by.keyOf(0);
      codes[0] = 0;
    }
    const sorted = [...step.value].map(row => names[codes[row] ?? 0] ?? '');
    assert.deepEqual(sorted, sorted.toSorted());
    assert(names.length > 100, 'ranked again during the sort');
  });
});
