import type { Resolution } from '../job/resolution';
import type { JobColumns } from './jobColumns';
import type { JobStore } from './jobStore';

/** Whether a job has failed and no later job for the same work has succeeded. */
export function isUnresolved(rows: JobColumns, row: number): boolean {
  return rows.fields.status.get(row) === 'FAILED' && rows.resolutionOf(row) !== 'recovered';
}

/** What became of the work of a job, if it failed. */
export function resolutionOfJob(
  store: Pick<JobStore, 'rows' | 'rowOfJob'>,
  jobId: string,
): Resolution {
  const row = store.rowOfJob(jobId);
  return row === undefined ? 'none' : store.rows.resolutionOf(row);
}
