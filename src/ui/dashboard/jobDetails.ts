import { t } from '@vscode/l10n';
import { definitionName, definitionRevision, queueName } from '../../core/job/arn';
import { isArrayParent } from '../../core/job/arrayParent';
import { durationOf, type RunFields } from '../../core/job/duration';
import type { Job } from '../../core/job/job';
import { reasonsOf } from '../../core/job/reasons';
import { formatDuration, parseTime } from '../../core/text/time';
import type { Fact } from '../../protocol/details';
import type { ToPage } from '../../protocol/toPage';
import type { Message } from '../../protocol/messages';
import type { RetryLinks } from '../actions/retryLinks';
import {
  copyable,
  fact,
  inCode,
  optional,
  optionalCopyable,
  optionalTime,
  searchable,
} from './detailFacts';

type Details = NonNullable<Message<ToPage, 'details'>['details']>;

/** Whether a job can be shown. */
export type IsKnown = (jobId: string) => boolean;

/**
 * The details of a job: general facts first, then technical ones; absent facts as "–". `hasChildren`: the store
 * has children of this array job.
 */
export function detailsOf(
  job: Job,
  taskType: string,
  isKnown: IsKnown,
  hasChildren = false,
): Details {
  const isParent = isArrayParent({ ...job, hasChildren });
  return {
    jobName: job.jobName,
    status: job.status,
    reasons: job.status === 'SUCCEEDED' ? [] : reasonsOf(job),
    exitCode: job.exitCode,
    attempts: job.attempts,
    times: timesOf(job, isParent),
    general: [
      searchable(fact(t('Task type'), taskType), 'type', taskType),
      ...inCode([
        searchable(copyable(t('Media ID'), job.mediaId), 'mediaid', job.mediaId),
        searchable(copyable(t('Task ID'), job.taskId), 'task', job.taskId),
        copyable(t('Job ID'), job.jobId),
        copyable(t('Job name'), job.jobName),
      ]),
      searchable(fact(t('Status'), job.status), 'status', job.status),
    ],
    technical: [
      ...inCode([
        searchable(
          copyable(t('Job queue'), queueName(job.jobQueue), t('Job queue ARN'), job.jobQueue),
          'queue',
          queueName(job.jobQueue),
        ),
        searchable(
          copyable(
            t('Job definition'),
            definitionName(job.jobDefinition),
            t('Job definition ARN'),
            job.jobDefinition,
          ),
          'definition',
          definitionName(job.jobDefinition),
        ),
      ]),
      fact(t('Revision'), definitionRevision(job.jobDefinition)),
      searchable(fact(t('Region'), job.region), 'region', job.region),
      fact(t('Account'), job.account),
      { ...fact(t('Timestamp'), job.timestamp), time: parseTime(job.timestamp) },
      copyable(t('Status reason'), job.statusReason),
      ...inCode(optionalCopyable(t('Workspace'), job.workspaceUid)),
      ...inCode(optionalCopyable(t('Assembly'), job.assemblyId)),
      ...optional(t('Attempts'), job.attempts),
      ...optional(t('Exit code'), job.exitCode),
      ...optionalCopyable(t('Reason'), job.reason),
      ...optionalTime(t('Created'), job.createdAt),
      ...optionalTime(t('Started'), job.startedAt),
      ...optionalTime(t('Stopped'), job.stoppedAt),
      ...optional(isParent ? t('Duration') : t('Run time'), durationText({ ...job, hasChildren })),
      ...inCode(optionalCopyable(t('Log group'), job.logGroupName)),
      ...inCode(optionalCopyable(t('Log stream'), job.logStreamName)),
      ...optional(t('Array size'), job.arraySize),
      ...optional(t('Array index'), job.arrayIndex),
      ...inCode(optionalCopyable(t('Parent job'), job.parentId)).map(parent =>
        linked(parent, isKnown),
      ),
    ],
  };
}

/** When the job changed its state. */
export function timesOf(job: Job, isParent: boolean): Details['times'] {
  return {
    status: job.status,
    since: parseTime(job.timestamp),
    createdAt: job.createdAt,
    startedAt: job.startedAt,
    stoppedAt: job.stoppedAt,
    isArrayParent: isParent,
    ran: job.exitCode !== undefined,
  };
}

/** With a way to the job that the fact names, where it is known. */
export function linked(named: Fact, isKnown: IsKnown): Fact {
  return isKnown(named.value) ? { ...named, jobId: named.value } : named;
}

/** The job that retried this one, and the one that this one retried. */
export const linkFacts = (
  jobId: string,
  links: Pick<RetryLinks, 'retriedAs' | 'retryOf'> | undefined,
  isKnown: IsKnown,
): Fact[] =>
  inCode([
    ...optionalCopyable(t('Retried as'), links?.retriedAs(jobId)),
    ...optionalCopyable(t('Retry of'), links?.retryOf(jobId)),
  ]).map(named => linked(named, isKnown));

function durationText(job: RunFields): string | undefined {
  const ms = durationOf(job);
  return ms === undefined ? undefined : formatDuration(ms);
}
