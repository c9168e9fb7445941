import { clip } from '../../core/text/clip';
import { definitionWithRevision, queueName } from '../../core/job/arn';
import { startOf } from '../../core/job/duration';
import type { Job } from '../../core/job/job';
import type { Resolution } from '../../core/job/resolution';
import { isTerminal } from '../../core/job/status';
import type { JobColumns } from '../../core/store/jobColumns';
import { parseTime } from '../../core/text/time';
import { maxCellLength, type Row } from '../../protocol/rows';

export const clipCell = (text: string, maxLength = maxCellLength): string => clip(text, maxLength);

function rowOf(
  job: Job,
  taskType: string,
  /** The job's timestamp, in milliseconds since the epoch. */
  time: number | undefined,
  maxLength: number,
): Row {
  const cut = (text: string): string => clipCell(text, maxLength);
  const optionalCut = (text: string | undefined): string | undefined =>
    text === undefined ? undefined : cut(text);
  return {
    jobId: job.jobId,
    jobName: cut(job.jobName),
    status: cut(job.status),
    taskType: cut(taskType),
    region: cut(job.region),
    time,
    timestamp: cut(job.timestamp),
    statusReason: cut(job.statusReason),
    reason: optionalCut(job.reason),
    mediaId: optionalCut(job.mediaId),
    taskId: optionalCut(job.taskId),
    queue: cut(queueName(job.jobQueue)),
    definition: cut(definitionWithRevision(job.jobDefinition)),
    startedAt: startOf(job),
    stoppedAt: isTerminal(job.status) ? job.stoppedAt : undefined,
    attempts: job.attempts,
    exitCode: job.exitCode,
    workspace: optionalCut(job.workspaceUid),
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
    ...resolutionField(columns.resolutionOf(row)),
    ...(columns.isMarked(row, 'broken') ? { broken: true } : {}),
    ...(columns.isMarked(row, 'acknowledged') ? { acknowledged: true } : {}),
  };
}

/** A row with complete texts. Copies and exports omit marks, because no event contains them. */
export const completeRow = (job: Job, taskType: string, resolution: Resolution): Row => ({
  ...rowOf(job, taskType, parseTime(job.timestamp), Infinity),
  ...resolutionField(resolution),
});

const resolutionField = (resolution: Resolution): Pick<Row, 'resolution'> =>
  resolution === 'none' ? {} : { resolution };
