import type { JobColumns } from '../store/jobColumns';
import { newestFirstComparison } from './rowSort';

/** The newest matching rows, at most `limit`, without sorting all of them. */
export function newestRows(
  rows: JobColumns,
  limit: number,
  isWanted: (row: number) => boolean = () => true,
): number[] {
  const compare = newestFirstComparison(rows);
  let kept: number[] = [];
  let oldest: number | undefined;
  for (let row = 0; row < rows.length; row++) {
    if (rows.has(row) && isWanted(row) && (oldest === undefined || compare(row, oldest) < 0)) {
      kept.push(row);
      if (kept.length >= 2 * limit) {
        kept = kept.sort(compare).slice(0, limit);
        oldest = kept.at(-1);
      }
    }
  }
  return kept.sort(compare).slice(0, limit);
}
