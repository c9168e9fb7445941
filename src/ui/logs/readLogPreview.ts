import { isAbort, isUserError, messageOf } from '../../core/diagnostics/errors';
import type { Job } from '../../core/job/job';
import { jobLogsOf } from '../../core/logs/jobLogs';
import { eventsPerPreview, previewOf } from '../../core/logs/logPreview';
import type { RawItem } from '../../data/table/jobTable';
import type { LogPreview } from '../../protocol/logPreview';
import type { LogAccess } from './logAccess';

/**
 * The last lines of the log that decided a job, by one request; undefined if it has no log.
 * @throws AbortError when aborted
 */
export async function readLogPreview(
  access: Pick<LogAccess, 'locate' | 'reader' | 'region'>,
  job: Job,
  item: RawItem | undefined,
  signal: AbortSignal,
): Promise<LogPreview | undefined> {
  try {
    const logs = item
      ? jobLogsOf(job, item, access.region)
      : (await access.locate(job.jobId, signal)).logs;
    if (!logs.ok) {
      return undefined;
    }
    const reader = await access.reader();
    const { events } = await reader.lastPage(logs.main, eventsPerPreview, signal);
    return { kind: 'lines', lines: previewOf(events) };
  } catch (error) {
    if (isAbort(error)) {
      throw error;
    }
    return isUserError(error)
      ? { kind: 'failed', message: error.message, remedy: error.remedy }
      : { kind: 'failed', message: messageOf(error), remedy: '' };
  }
}
