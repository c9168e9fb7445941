import type { Job } from './job';

/** A key that changes whenever the job's item does. */
export function versionOf({
  jobId,
  status,
  timestamp,
  sequence,
  updatedAt,
}: Pick<Job, 'jobId' | 'status' | 'timestamp' | 'sequence' | 'updatedAt'>): string {
  return JSON.stringify([jobId, status, timestamp, sequence, updatedAt]);
}
