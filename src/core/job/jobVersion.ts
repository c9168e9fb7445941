import type { Job } from './job';

/** The same for as long as the job's item is the same. */
export function versionOf({
  jobId,
  status,
  timestamp,
  sequence,
  updatedAt,
}: Pick<Job, 'jobId' | 'status' | 'timestamp' | 'sequence' | 'updatedAt'>): string {
  return JSON.stringify([jobId, status, timestamp, sequence, updatedAt]);
}
