import { definitionWithRevision, queueName } from '../../core/job/arn';
import { startOf } from '../../core/job/duration';
import type { Job } from '../../core/job/job';
import { isTerminal } from '../../core/job/status';
import type { JobColumns } from '../../core/store/jobColumns';
import { parseTime } from '../../core/text/time';
import { maxCellLength, type Row } from '../../protocol/rows';

export const clipCell = (text: string, maxLength = maxCellLength): string =>
  text.length > maxLength ? `${text.slice(0, maxLength)}…` : text;

function rowOf(
  job: Job,
  taskType: string,
  /** The job's timestamp, in milliseconds since the epoch. */
  time: number | undefined,
  maxLength: number,
): Row {
  const clip = (text: string): string => clipCell(text, maxLength);
  const optionalClip = (text: string | undefined): string | undefined =>
    text === undefined ? undefined : clip(text);
  return {
    jobId: job.jobId,
    jobName: clip(job.jobName),
    status: clip(job.status),
    taskType: clip(taskType),
    region: clip(job.region),
    time,
    timestamp: clip(job.timestamp),
    statusReason: clip(job.statusReason),
    reason: optionalClip(job.reason),
    mediaId: optionalClip(job.mediaId),
    taskId: optionalClip(job.taskId),
    queue: clip(queueName(job.jobQueue)),
    definition: clip(definitionWithRevision(job.jobDefinition)),
    startedAt: startOf(job),
    stoppedAt: isTerminal(job.status) ? job.stoppedAt : undefined,
    attempts: job.attempts,
    exitCode: job.exitCode,
    workspace: optionalClip(job.workspaceUid),
  };
}

/** A row of the store, truncated for display, with the user's marks. */
export function displayedRow(
  columns: JobColumns,
  row: number,
  taskTypeOf: (job: Job) => string,
): Row {
  const job = columns.read(row);
  const time = columns.fields.timestamp.time(row);
  return {
    ...rowOf(job, taskTypeOf(job), Number.isNaN(time) ? undefined : time, maxCellLength),
    ...(columns.isMarked(row, 'broken') ? { broken: true } : {}),
    ...(columns.isMarked(row, 'acknowledged') ? { acknowledged: true } : {}),
  };
}

/** A row with complete texts. Copies and exports omit marks, because no event contains them. */
export const completeRow = (job: Job, taskType: string): Row =>
  rowOf(job, taskType, parseTime(job.timestamp), Infinity);
