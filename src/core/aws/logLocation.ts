import { readDetail } from '../event/eventDetails';
import { lastOutcome } from '../job/attemptOutcome';
import { earlierLogStreams } from '../job/endedAttempts';
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

/** Where the job itself says its log is, without its event. */
export function logLocationOfJob({ logStreamName, logGroupName, facts = {} }: Job): LogLocation {
  const { logRegion, logDriver } = facts;
  return {
    ...{ logStreamName, logGroupName },
    ...(logRegion === undefined ? {} : { logRegion }),
    ...(logDriver === undefined ? {} : { logDriver }),
  };
}

/**
 * By the job's full event, which knows regions and drivers of logs, else by the job itself: items of some writers
 * have no log stream, others no event that can be read. An event of which parts were cut may lack the container
 * that decides, so the job's own log stream comes first, unless that is the one of an earlier attempt.
 */
export function logLocationOf(
  job: Job,
  item: Readonly<Record<string, unknown>> | undefined,
): LogLocation {
  const read = readDetail(job.jobId, item);
  if (!read.ok) {
    return logLocationOfJob(job);
  }
  const { detail, isCut } = read;
  const isEarlier = earlierLogStreams(detail).has(job.logStreamName ?? '');
  const ofJob = logLocationOfJob(
    isEarlier ? { ...job, logStreamName: undefined, logGroupName: undefined } : job,
  );
  const ofEvent = lastOutcome(detail);
  if (ofEvent.logStreamName !== undefined && !(isCut && ofJob.logStreamName !== undefined)) {
    return ofEvent;
  }
  const logDriver = ofEvent.logDriver ?? ofJob.logDriver;
  const isElsewhere = logDriver !== undefined || isOnEks(detail);
  return {
    logStreamName: isElsewhere ? undefined : ofJob.logStreamName,
    logGroupName: isElsewhere ? undefined : ofJob.logGroupName,
    logRegion: ofEvent.logRegion ?? ofJob.logRegion,
    logDriver,
    isOnEks: isOnEks(detail),
  };
}
