import { TopCollector } from '../base/topItems';
import type { JobColumns } from '../store/jobColumns';
import { newestFirstComparison } from './rowSort';

/** The newest matching rows, at most `limit`, without sorting all of them. */
export function newestRows(
  rows: JobColumns,
  limit: number,
  matches: (row: number) => boolean = () => true,
): number[] {
  const newest = new TopCollector(newestFirstComparison(rows), limit);
  for (let row = 0; row < rows.length; row++) {
    if (rows.has(row) && matches(row)) {
      newest.add(row);
    }
  }
  return newest.sorted();
}
