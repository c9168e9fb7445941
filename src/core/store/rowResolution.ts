import type { JobColumns } from './jobColumns';

/** Whether a job has failed and no later job for the same work has succeeded. */
export function isUnresolved(rows: JobColumns, row: number): boolean {
  return rows.fields.status.get(row) === 'FAILED' && rows.resolutionOf(row) !== 'recovered';
}
