import { definitionName, definitionRevision, queueName } from '../core/arn';
import type { Job } from '../core/job';
import { isTerminal } from '../core/status';
import { formatDuration, parseTime } from '../core/time';
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
    mediaId: optionalClip(job.mediaId),
    taskId: optionalClip(job.taskId),
    queue: clip(queueName(job.jobQueue)),
    definition: clip(definitionWithRevision(job.jobDefinition)),
    startedAt: job.startedAt,
    stoppedAt: isTerminal(job.status) ? job.stoppedAt : undefined,
    attempts: job.attempts,
    exitCode: job.exitCode,
    workspace: optionalClip(job.workspaceUid),
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
      ...optional('Created', isoOf(job.createdAt)),
      ...optional('Started', isoOf(job.startedAt)),
      ...optional('Stopped', isoOf(job.stoppedAt)),
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

function isoOf(ms: number | undefined): string | undefined {
  const date = new Date(ms ?? NaN);
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}

function durationOf({ startedAt, stoppedAt }: Job): string | undefined {
  return startedAt === undefined || stoppedAt === undefined || stoppedAt < startedAt
    ? undefined
    : formatDuration(stoppedAt - startedAt);
}

const optionalClip = (text: string | undefined): string | undefined =>
  text === undefined ? undefined : clip(text);

function definitionWithRevision(jobDefinition: string): string {
  const revision = definitionRevision(jobDefinition);
  const name = definitionName(jobDefinition);
  return revision === undefined ? name : `${name}:${revision}`;
}

function clip(text: string): string {
  return text.length > longestCell ? `${text.slice(0, longestCell)}…` : text;
}
