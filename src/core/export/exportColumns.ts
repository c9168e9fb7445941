import { definitionName, definitionRevision, queueName } from '../job/arn';
import { durationOf } from '../job/duration';
import type { ExportColumn } from './exportLayout';
import type { Job } from '../job/job';
import type { Resolution } from '../job/resolution';
import { isoTime } from '../text/time';

/** In English, as the titles: programs read exports. */
const words: Readonly<Record<Resolution, string | undefined>> = {
  none: undefined,
  notRetried: 'Not retried',
  failedAgain: 'Failed again',
  runningAgain: 'Running again',
  recovered: 'Recovered',
};

/** The columns of an exported table: the default columns of the dashboard, then everything else. */
export const exportColumns: readonly ExportColumn<[Job, string, Resolution]>[] = [
  { title: 'Media ID', valueOf: job => job.mediaId },
  { title: 'Task ID', valueOf: job => job.taskId },
  { title: 'Task Type', valueOf: (_, taskType) => taskType },
  { title: 'Status', valueOf: job => job.status },
  { title: 'Job ID', valueOf: job => job.jobId },
  { title: 'Job Name', valueOf: job => job.jobName },
  { title: 'Region', valueOf: job => job.region },
  { title: 'Timestamp', valueOf: job => job.timestamp },
  { title: 'Status Reason', valueOf: job => job.statusReason },
  { title: 'Job Queue', valueOf: job => queueName(job.jobQueue) },
  { title: 'Job Definition', valueOf: job => definitionName(job.jobDefinition) },
  { title: 'Revision', valueOf: job => definitionRevision(job.jobDefinition) },
  { title: 'Account', valueOf: job => job.account },
  { title: 'Workspace', valueOf: job => job.workspaceUid },
  { title: 'Assembly', valueOf: job => job.assemblyId },
  { title: 'Attempts', valueOf: job => job.attempts },
  { title: 'Exit Code', valueOf: job => job.exitCode },
  { title: 'Reason', valueOf: job => job.reason },
  { title: 'Created', valueOf: job => isoTime(job.createdAt) },
  { title: 'Started', valueOf: job => isoTime(job.startedAt) },
  { title: 'Stopped', valueOf: job => isoTime(job.stoppedAt) },
  { title: 'Duration (seconds)', valueOf: secondsOf },
  { title: 'Log Group', valueOf: job => job.logGroupName },
  { title: 'Log Stream', valueOf: job => job.logStreamName },
  { title: 'Array Index', valueOf: job => job.arrayIndex },
  { title: 'Array Size', valueOf: job => job.arraySize },
  { title: 'Parent Job', valueOf: job => job.parentId },
  { title: 'Resolution', valueOf: (_, __, resolution) => words[resolution] },
];

function secondsOf(job: Job): number | undefined {
  const ms = durationOf(job);
  return ms === undefined ? undefined : ms / 1000;
}
