import { definitionName, definitionRevision, queueName } from '../core/arn';
import { finishedDuration } from '../core/duration';
import type { Job } from '../core/job';
import { formatDuration, parseTime, isoTime } from '../core/time';
import type { Fact, Message, ToPage } from '../protocol';
import { copyable, fact, optional, optionalCopyable } from './facts';

type Details = NonNullable<Message<ToPage, 'details'>['details']>;

/** Whether a job can be shown. */
export type IsKnown = (jobId: string) => boolean;

/** The details of a job: general facts first, then technical ones; absent facts as "–". */
export function detailsOf(job: Job, taskType: string, isKnown: IsKnown): Details {
  return {
    jobName: job.jobName,
    status: job.status,
    reasons: reasonsOf(job),
    times: {
      status: job.status,
      since: parseTime(job.timestamp),
      createdAt: job.createdAt,
      startedAt: job.startedAt,
      stoppedAt: job.stoppedAt,
    },
    general: [
      fact('Task type', taskType),
      copyable('Media ID', job.mediaId),
      copyable('Task ID', job.taskId),
      copyable('Job ID', job.jobId),
      copyable('Job name', job.jobName),
      fact('Status', job.status),
    ],
    technical: [
      copyable('Job queue', queueName(job.jobQueue), 'Job queue ARN', job.jobQueue),
      copyable(
        'Job definition',
        definitionName(job.jobDefinition),
        'Job definition ARN',
        job.jobDefinition,
      ),
      fact('Revision', definitionRevision(job.jobDefinition)),
      fact('Region', job.region),
      fact('Account', job.account),
      fact('Timestamp', job.timestamp),
      copyable('Status reason', job.statusReason),
      ...optionalCopyable('Workspace', job.workspaceUid),
      ...optionalCopyable('Assembly', job.assemblyId),
      ...optional('Attempts', job.attempts),
      ...optional('Exit code', job.exitCode),
      ...optionalCopyable('Reason', job.reason),
      ...optional('Created', isoTime(job.createdAt)),
      ...optional('Started', isoTime(job.startedAt)),
      ...optional('Stopped', isoTime(job.stoppedAt)),
      ...optional('Ran for', durationOf(job)),
      ...optionalCopyable('Log group', job.logGroupName),
      ...optionalCopyable('Log stream', job.logStreamName),
      ...optional('Array size', job.arraySize),
      ...optional('Array index', job.arrayIndex),
      ...optionalCopyable('Parent job', job.parentId).map(parent => linked(parent, isKnown)),
    ],
  };
}

/** With a way to the job that the fact names, where it is known. */
export function linked(named: Fact, isKnown: IsKnown): Fact {
  return isKnown(named.value) ? { ...named, jobId: named.value } : named;
}

/** The container's own reason tells more than the job's; a success needs none. */
function reasonsOf({ status, reason, statusReason }: Job): string[] {
  const reasons = status === 'SUCCEEDED' ? [] : [reason ?? '', statusReason];
  return [...new Set(reasons)].filter(text => text !== '');
}

function durationOf({ status, startedAt, stoppedAt }: Job): string | undefined {
  const ms = finishedDuration(status, startedAt, stoppedAt);
  return ms === undefined ? undefined : formatDuration(ms);
}
