import { actionOutcomes, type ActionEntry } from '../../../../src/core/actions/actionLog';
import { jobActions } from '../../../../src/core/actions/jobActions';
import { madeUpJob, newest } from './madeUpJobs';

const detailOf = (index: number, jobName: string): string =>
  index % 4 === 0 ? `Simulated: would submit ${jobName} to queue generic-pre.` : '';

/** Entry `index` of a made-up history, 0 being the oldest; one in nine is about a job that is gone. */
export function madeUpEntry(index: number): ActionEntry {
  const job = madeUpJob(index % 50);
  const isGone = index % 9 === 4;
  return {
    id: `entry-${index}`,
    run: `run-${Math.floor(index / 3)}`,
    at: newest + index * 60_000,
    action: jobActions[index % jobActions.length] ?? 'retry',
    mode: 'simulated',
    outcome: index % 7 === 3 ? (actionOutcomes[1 + (index % 3)] ?? 'failed') : 'done',
    by: 'arn:aws:sts::123456789012:assumed-role/Operator/ada@example.org',
    table: 'MonitoringToolTest',
    region: 'eu-west-1',
    jobId: isGone ? `gone-${index}` : job.jobId,
    jobName: isGone ? `gone by now ${index}` : job.jobName,
    taskType: 'Ingest',
    status: job.status,
    taskId: job.taskId,
    mediaId: job.mediaId,
    detail: detailOf(index, job.jobName),
    note: undefined,
  };
}

export const madeUpHistory = (count: number): ActionEntry[] =>
  Array.from({ length: count }, (_, index) => madeUpEntry(index));
