import type { Job } from '../core/job';
import { parseTime } from '../core/time';
import type { Row } from '../protocol';

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

function clip(text: string): string {
  return text.length > longestCell ? `${text.slice(0, longestCell)}…` : text;
}
