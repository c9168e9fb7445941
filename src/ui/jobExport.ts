import { setImmediate as turn } from 'node:timers/promises';
import { exportRows, type ExportFormat } from '../core/exportRows';
import type { JobQuery } from '../core/jobQueries';
import type { JobStore } from '../core/jobStore';
import { SettledJobs } from '../core/settledJobs';
import { runInSlices, type SliceClock } from '../core/slices';
import type { Workload } from '../core/taskType';
import type { ExportTarget } from './exportFile';

export interface ExportCounts {
  readonly written: number;
  /** Jobs that went away while the others were being written. */
  readonly gone: number;
}

/** The jobs of a query as they are now; to be disposed of. */
export function settle(
  query: JobQuery,
  store: JobStore,
  clock: SliceClock,
  signal: AbortSignal,
): Promise<SettledJobs> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const work = runInSlices(query.update(), clock, ({ rows }) => {
      resolve(new SettledJobs(store, rows));
    });
    signal.addEventListener('abort', () => {
      work.dispose();
      reject(signal.reason as Error);
    });
  });
}

/** Writes all of the jobs, or nothing: the target is left as it was after a failure or when cancelled. */
export async function writeJobs(
  jobs: SettledJobs,
  format: ExportFormat,
  taskTypeOf: (job: Workload) => string,
  target: ExportTarget,
  signal: AbortSignal,
  onProgress: (done: number) => void,
): Promise<ExportCounts> {
  let written = 0;
  try {
    for (const chunk of exportRows(jobs, format, taskTypeOf)) {
      await target.write(chunk.text);
      // Whatever the target does, others on the thread have their turn.
      await turn();
      signal.throwIfAborted();
      written = chunk.written;
      onProgress(chunk.done);
    }
    await target.finish();
  } catch (error) {
    // Why the export failed is what counts, not that cleaning up failed too.
    await target.abandon().catch(() => undefined);
    throw error;
  }
  return { written, gone: jobs.size - written };
}
