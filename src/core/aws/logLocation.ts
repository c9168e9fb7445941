import { readDetail } from '../event/eventDetails';
import { lastOutcome } from '../job/attemptOutcome';
import { isOnEks } from '../job/containers';
import type { Job } from '../job/job';

/** Where the log of a job is. */
export interface LogLocation {
  readonly logStreamName: string | undefined;
  readonly logGroupName: string | undefined;
  /** Where it is not the region of the job. */
  readonly logRegion?: string | undefined;
  /** Who has the log, where CloudWatch Logs has not. */
  readonly logDriver?: string | undefined;
  /** Pods log to their cluster, not to AWS Batch. */
  readonly isOnEks?: boolean;
}

/**
 * By the job's full event, which alone tells regions and drivers of logs, else by the job itself: items of
 * some writers have no log stream, others no event that can be read, or one of which parts were left out.
 */
export function logLocationOf(
  job: Job,
  item: Readonly<Record<string, unknown>> | undefined,
): LogLocation {
  const { logStreamName, logGroupName } = job;
  const read = readDetail(job.jobId, item);
  if (!read.ok) {
    return { logStreamName, logGroupName };
  }
  const { detail, isCut } = read;
  const told = lastOutcome(detail);
  if (told.logStreamName === undefined || (isCut && told.logStreamName === logStreamName)) {
    const isElsewhere = told.logDriver !== undefined || isOnEks(detail);
    return {
      logStreamName: isElsewhere ? undefined : logStreamName,
      logGroupName: isElsewhere ? undefined : logGroupName,
      logRegion: told.logRegion,
      logDriver: told.logDriver,
      isOnEks: isOnEks(detail),
    };
  }
  return told;
}
