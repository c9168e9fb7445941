import { definitionName, definitionRevision, queueName } from '../core/arn';
import type { Job } from '../core/job';
import { isTerminal } from '../core/status';
import { parseTime } from '../core/time';
import { maxCellLength, type Row } from '../protocol';

/** For the screen no cell needs more than `longest`. */
export function rowOf(job: Job, taskType: string, longest = maxCellLength): Row {
  const clip = (text: string): string =>
    text.length > longest ? `${text.slice(0, longest)}…` : text;
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

function definitionWithRevision(jobDefinition: string): string {
  const revision = definitionRevision(jobDefinition);
  const name = definitionName(jobDefinition);
  return revision === undefined ? name : `${name}:${revision}`;
}
