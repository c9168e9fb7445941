import { t } from '@vscode/l10n';
import { isArrayParent } from '../../core/job/arrayParent';
import { definitionWithRevision, queueName } from '../../core/job/arn';
import { clipText } from '../../core/text/clipText';
import type { Job } from '../../core/job/job';
import { durationOf, runningFor } from '../../core/job/duration';
import { formatDuration, formatInBothZones, parseTime } from '../../core/text/time';
import type { JobFlags } from './jobFlags';

/** A line of a tooltip: a label and the job's text. */
export interface TooltipFact {
  readonly label: string;
  readonly text: string;
}

const maxLength = 1_000;

/** The most relevant facts of a job, without empty ones. */
export function tooltipFacts(
  job: Job,
  taskType: string,
  flags: JobFlags,
  now: number,
): readonly TooltipFact[] {
  const facts: readonly (readonly [string, string | number | undefined])[] = [
    [t('Status'), statusText(job, now)],
    [t('Marks'), marksText(flags)],
    [t('Retried as'), flags.retriedAs],
    [t('Reason'), job.statusReason],
    [t('Exit code'), job.exitCode],
    [t('Container reason'), job.reason],
    [t('Attempts'), job.attempts],
    [t('Duration'), durationText(job, now)],
    [t('Index'), job.arrayIndex],
    [t('Children'), isArrayParent(job) ? job.arraySize : undefined],
    [t('Task type'), taskType],
    [t('Job queue'), queueName(job.jobQueue)],
    [t('Job definition'), definitionWithRevision(job.jobDefinition)],
    [t('Media ID'), job.mediaId],
    [t('Task ID'), job.taskId],
    [t('Workspace'), job.workspaceUid],
    [t('Region'), job.region],
    [t('Job ID'), job.jobId],
  ];
  return facts.flatMap(([label, value]) =>
    value === undefined || value === ''
      ? []
      : [{ label, text: clipText(String(value), maxLength) }],
  );
}

/** The job's name, truncated, or else its id. */
export const tooltipTitle = ({ jobName, jobId }: Job): string =>
  clipText(jobName === '' ? jobId : jobName, maxLength);

function statusText({ status, timestamp }: Job, now: number): string {
  const since = parseTime(timestamp);
  const shown = status === '' ? t('No status') : status;
  if (since === undefined) {
    return timestamp === '' ? shown : t('{0} since {1}', shown, timestamp);
  }
  const time = formatInBothZones(since);
  return now > since
    ? t('{0} since {1}, {2} ago', shown, time, formatDuration(now - since))
    : t('{0} since {1}', shown, time);
}

function marksText({ isBroken, isStuck, isAcknowledged }: JobFlags): string {
  return [
    ...(isBroken ? [t('marked as broken')] : []),
    ...(isStuck ? [t('stuck: waiting or starting for too long')] : []),
    ...(isAcknowledged ? [t('failure acknowledged')] : []),
  ].join(', ');
}

function durationText(job: Job, now: number): string | undefined {
  const ms = durationOf(job);
  if (ms !== undefined) {
    return formatDuration(ms);
  }
  const soFar = runningFor(job.status, job.startedAt, now);
  return soFar === undefined ? undefined : t('{0} so far', formatDuration(soFar));
}
