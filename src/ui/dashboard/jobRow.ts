import { definitionWithRevision, queueName } from '../../core/job/arn';
import { startOf } from '../../core/job/duration';
import type { Job } from '../../core/job/job';
import type { JobMark } from '../../core/job/jobMarks';
import { isTerminal } from '../../core/job/status';
import { parseTime } from '../../core/text/time';
import { maxCellLength, type Row } from '../../protocol/rows';

export const clipCell = (text: string, maxLength = maxCellLength): string =>
  text.length > maxLength ? `${text.slice(0, maxLength)}…` : text;

/** Truncates texts for display; pass `Infinity` for complete ones. */
export function rowOf(job: Job, taskType: string, maxLength = maxCellLength): Row {
  const clip = (text: string): string => clipCell(text, maxLength);
  const optionalClip = (text: string | undefined): string | undefined =>
    text === undefined ? undefined : clip(text);
  return {
    jobId: job.jobId,
    jobName: clip(job.jobName),
    status: clip(job.status),
    taskType: clip(taskType),
    region: clip(job.region),
    time: parseTime(job.timestamp),
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

/** A row for display with the user's marks. Copies and exports omit marks, because no event contains them. */
export function markedRowOf(job: Job, taskType: string, isMarked: (mark: JobMark) => boolean): Row {
  return {
    ...rowOf(job, taskType),
    ...(isMarked('broken') ? { broken: true } : {}),
    ...(isMarked('acknowledged') ? { acknowledged: true } : {}),
  };
}
