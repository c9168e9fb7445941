import assert from 'node:assert/strict';
import { allFacets } from '../../../../src/core/query/facetCounts';
import { RowMarks } from '../../../../src/core/query/rowMarks';
import { TallyReports } from '../../../../src/core/query/rowTally';

describe('TallyReports', () => {
  let marks: RowMarks;
  let counted: number[];
  let reports: TallyReports;

  beforeEach(() => {
    marks = new RowMarks();
    marks.reserve(10);
    for (let row = 0; row < 10; row++) {
      marks.add(row, row % 2 === 0 ? allFacets : 0);
    }
    counted = [];
    reports = new TallyReports({ count: (row, by) => counted.push(row * by) }, marks);
  });

  it('report the matching rows in steps', () => {
    reports.reportTo(5);
    assert.equal(reports.upTo, 5);
    assert.deepEqual(counted, [0, 2, 4]);
    reports.reportTo(5);
    reports.reportTo(10);
    assert.deepEqual(counted, [0, 2, 4, 6, 8]);
  });

  it('report changes of rows that were reported, as the others are still to come', () => {
    reports.reportTo(5);
    counted = [];
    reports.change(4, -1);
    marks.remove(4);
    reports.change(4, 1);
    reports.change(6, -1);
    marks.add(3, allFacets);
    reports.change(3, 1);
    assert.deepEqual(counted, [-4, 3]);
  });
});
