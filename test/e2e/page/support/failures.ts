import type { Job } from '../../../../src/core/job/job';
import { madeUpJob, newest } from './madeUpJobs';

/** Failures as AWS Batch tells them: what the container says, what the job says, and the exit code. */
const kinds = [
  [
    'OutOfMemoryError: Container killed due to memory usage',
    'Essential container in task exited',
    137,
  ],
  ['', 'Essential container in task exited', 1],
  [
    'CannotPullContainerError: pull image manifest has been retried 5 time(s): failed to resolve ref 123456789012.dkr.ecr.eu-west-1.amazonaws.com/ingest:2026-11-22: not found',
    'Task failed to start',
    undefined,
  ],
  ['', 'Host EC2 (instance i-0a1b2c3d4e5f60718) terminated.', undefined],
] as const;

/** Failed jobs of one region, the newest first: a morning after. */
export const failures = (count: number): Job[] =>
  Array.from({ length: count }, (_, index) => {
    const [reason, statusReason, exitCode] = kinds[index % kinds.length] ?? kinds[0];
    const time = newest + (count - index) * 1000;
    return {
      ...madeUpJob(index * 4 + 2),
      jobId: `${madeUpJob(index).jobId.slice(0, -4)}${String(index).padStart(4, '0')}`,
      mediaId: madeUpJob(1).mediaId,
      region: 'eu-west-1',
      status: 'FAILED',
      timestamp: `${new Date(time).toISOString().slice(0, 19)}Z`,
      statusReason,
      reason: reason === '' ? undefined : reason,
      exitCode,
      attempts: 1,
    };
  });
