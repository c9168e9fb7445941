import type { ExportFormat } from '../../core/export/exportLayout';
import { exportRows } from '../../core/export/exportRows';
import type { JobQuery } from '../../core/query/jobQueries';
import type { JobStore } from '../../core/store/jobStore';
import { JobSnapshot } from '../../core/store/jobSnapshot';
import type { SliceClock } from '../../core/base/clock';
import { runInSlices } from '../../core/base/timeSlicing';
import type { Workload } from '../../core/job/taskType';
import { writeAll, type ExportTarget } from './exportFile';

export interface ExportCounts {
  readonly written: number;
  /** Jobs removed during the export. */
  readonly gone: number;
}

/** The jobs that match the query now; the caller disposes of the snapshot. */
export function takeSnapshot(
  query: JobQuery,
  store: JobStore,
  clock: SliceClock,
  signal: AbortSignal,
): Promise<JobSnapshot> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const work = runInSlices(query.update(), clock, ({ rows }) => {
      resolve(new JobSnapshot(store, rows));
    });
    signal.addEventListener('abort', () => {
      work.dispose();
      reject(signal.reason as Error);
    });
  });
}

/** Writes all jobs or nothing: after a failure or cancellation the target is as before. */
export async function writeJobs(
  jobs: JobSnapshot,
  format: ExportFormat,
  taskTypeOf: (job: Workload) => string,
  target: ExportTarget,
  signal: AbortSignal,
  onProgress: (done: number) => void,
): Promise<ExportCounts> {
  let written = 0;
  function* texts(): Generator<string, void> {
    for (const chunk of exportRows(jobs, format, taskTypeOf)) {
      yield chunk.text;
      signal.throwIfAborted();
      written = chunk.written;
      onProgress(chunk.done);
    }
  }
  await writeAll(texts(), target);
  return { written, gone: jobs.size - written };
}
