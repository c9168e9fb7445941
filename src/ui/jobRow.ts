import { definitionName, definitionRevision, queueName } from '../core/arn';
import type { Job } from '../core/job';
import { formatDuration, isoTime, parseTime } from '../core/time';
import type { Fact, Row } from '../protocol';

/** No cell needs more; a longer reason is whole in the details. */
const longestCell = 500;

export function rowOf(job: Job, taskType: string): Row {
  return {
    jobId: job.jobId,
    jobName: clip(job.jobName),
    status: clip(job.status),
    taskType: clip(taskType),
    region: clip(job.region),
    time: parseTime(job.timestamp),
    timestamp: clip(job.timestamp),
    statusReason: clip(job.statusReason),
    mediaId: job.mediaId === undefined ? undefined : clip(job.mediaId),
    taskId: job.taskId === undefined ? undefined : clip(job.taskId),
  };
}

/** The details of a job: general facts first, then technical ones; absent facts as "–". */
export function detailsOf(
  job: Job,
  taskType: string,
): { jobName: string; status: string; general: Fact[]; technical: Fact[] } {
  return {
    jobName: job.jobName,
    status: job.status,
    general: [
      fact('Task type', taskType),
      fact('Media ID', job.mediaId),
      fact('Task ID', job.taskId),
      fact('Job ID', job.jobId),
      fact('Job name', job.jobName),
      fact('Status', job.status),
    ],
    technical: [
      fact('Job queue', queueName(job.jobQueue)),
      fact('Job definition', definitionName(job.jobDefinition)),
      fact('Revision', definitionRevision(job.jobDefinition)),
      fact('Region', job.region),
      fact('Account', job.account),
      fact('Timestamp', job.timestamp),
      fact('Status reason', job.statusReason),
      ...optional('Workspace', job.workspaceUid),
      ...optional('Assembly', job.assemblyId),
      ...optional('Attempts', job.attempts),
      ...optional('Exit code', job.exitCode),
      ...optional('Reason', job.reason),
      ...optional('Created', isoTime(job.createdAt)),
      ...optional('Started', isoTime(job.startedAt)),
      ...optional('Stopped', isoTime(job.stoppedAt)),
      ...optional('Ran for', durationOf(job)),
      ...optional('Log group', job.logGroupName),
      ...optional('Log stream', job.logStreamName),
      ...optional('Array size', job.arraySize),
      ...optional('Array index', job.arrayIndex),
      ...optional('Parent job', job.parentId),
    ],
  };
}

function fact(label: string, value: string | number | undefined): Fact {
  return { label, value: value === undefined || value === '' ? '–' : String(value) };
}

/** Facts that many jobs lack are left out rather than shown empty. */
function optional(label: string, value: string | number | undefined): Fact[] {
  return value === undefined || value === '' ? [] : [fact(label, value)];
}

function durationOf({ startedAt, stoppedAt }: Job): string | undefined {
  return startedAt === undefined || stoppedAt === undefined || stoppedAt < startedAt
    ? undefined
    : formatDuration(stoppedAt - startedAt);
}

function clip(text: string): string {
  return text.length > longestCell ? `${text.slice(0, longestCell)}…` : text;
}
