import assert from 'node:assert/strict';
import { facetKeys } from '../../../../src/core/filter/facets';
import { allFacets } from '../../../../src/core/query/facetCounts';
import { RowMarks } from '../../../../src/core/query/rowMarks';
import { Random } from '../../../../src/sample/random';

const allButStatus = allFacets ^ (1 << facetKeys.indexOf('statuses'));

describe('RowMarks', () => {
  let marks: RowMarks;

  beforeEach(() => {
    marks = new RowMarks();
    marks.reserve(4);
    marks.add(0, allFacets);
    marks.add(1, allButStatus);
    marks.add(2, 0);
  });

  const rowsThat = (matches: (row: number) => boolean): readonly number[] =>
    [0, 1, 2, 3, 1_000].filter(matches);

  it('tell which rows match all filters, all but the status, or those that are no facets', () => {
    assert.deepEqual(
      rowsThat(row => marks.matchesAll(row)),
      [0],
    );
    assert.deepEqual(
      rowsThat(row => marks.matchesAllButStatus(row)),
      [0, 1],
    );
    assert.deepEqual(
      rowsThat(row => marks.matchesRest(row)),
      [0, 1, 2],
    );
  });

  it('forget rows, and all of them for the next view', () => {
    marks.remove(0);
    assert.deepEqual(
      rowsThat(row => marks.matchesRest(row)),
      [1, 2],
    );
    marks.clear();
    assert.deepEqual(
      rowsThat(row => marks.matchesRest(row)),
      [],
    );
  });

  it('keep what they have while they grow, and list the matching rows in any order', () => {
    const random = Random.of(3, 2);
    const facets = new Map<number, number>();
    for (let end = 4; end < 20_000; end += random.integer(1, 3_000)) {
      marks.reserve(end);
      for (let row = facets.size; row < end; row++) {
        facets.set(row, random.chance(0.5) ? allFacets : random.integer(0, allFacets));
        marks.add(row, facets.get(row) ?? 0);
      }
      const rows = [...facets.keys()].toReversed();
      assert.deepEqual(
        [...marks.matching(Uint32Array.from(rows))],
        rows.filter(row => facets.get(row) === allFacets),
      );
    }
  });
});
