import type { JobColumns } from '../store/jobColumns';
import { newestFirstComparison } from './rowSort';

/** The newest matching rows, at most `limit`, without sorting all of them. */
export function newestRows(
  rows: JobColumns,
  limit: number,
  matches: (row: number) => boolean = () => true,
): number[] {
  const compare = newestFirstComparison(rows);
  let newest: number[] = [];
  let oldest: number | undefined;
  for (let row = 0; row < rows.length; row++) {
    if (rows.has(row) && matches(row) && (oldest === undefined || compare(row, oldest) < 0)) {
      newest.push(row);
      if (newest.length >= 2 * limit) {
        newest = newest.sort(compare).slice(0, limit);
        oldest = newest.at(-1);
      }
    }
  }
  return newest.sort(compare).slice(0, limit);
}
