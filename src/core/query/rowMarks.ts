import { capacityFor, copyInto } from '../base/growableArray';
import { facetKeys } from '../filter/facets';
import { allFacets } from './facetCounts';

/** The bits of a row's mark: one for the rest of the filter and, if the row matches that, one for each facet. */
const restBit = allFacets + 1;
const allBits = restBit + allFacets;
const statusBit = 1 << facetKeys.indexOf('statuses');

/** Which filters each row matches. The next view uses the same memory, so that typing a filter creates no garbage. */
export class RowMarks {
  private marks = new Uint8Array();
  private list = new Uint32Array();

  /** Removes all marks. */
  clear(): void {
    this.marks.fill(0);
  }

  /** Makes room for the rows below this one; call before marking them. */
  reserve(end: number): void {
    if (end > this.marks.length) {
      this.marks = copyInto(this.marks, new Uint8Array(capacityFor(end)));
    }
  }

  /** Marks a row that matches the rest of the filter, and these facets. */
  add(row: number, facets: number): void {
    this.marks[row] = restBit | facets;
  }

  remove(row: number): void {
    this.marks[row] = 0;
  }

  matchesAll(row: number): boolean {
    return this.marks[row] === allBits;
  }

  matchesAllButStatus(row: number): boolean {
    return ((this.marks[row] ?? 0) | statusBit) === allBits;
  }

  /** Whether the row matches the rest of the filter, whatever its facets. */
  matchesRest(row: number): boolean {
    return (this.marks[row] ?? 0) >= restBit;
  }

  /** Those of the rows that match all filters, in their order; valid until the next call. */
  matching(rows: Uint32Array): Uint32Array {
    if (rows.length > this.list.length) {
      this.list = new Uint32Array(capacityFor(rows.length));
    }
    const { list, marks } = this;
    let end = 0;
    // oxlint-disable-next-line typescript/prefer-for-of -- several times faster, and every change pays for it
    for (let index = 0; index < rows.length; index++) {
      const row = rows[index] ?? 0;
      list[end] = row;
      end += marks[row] === allBits ? 1 : 0;
    }
    return list.subarray(0, end);
  }
}
