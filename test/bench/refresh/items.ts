import { readBatchEvent } from '../../../src/core/job/batchEvent';
import { itemOf, type JobItem } from '../../../src/core/job/jobItem';
import { supersedes } from '../../../src/core/job/sequence';
import { shardOf } from '../../../src/core/job/shard';
import type { Job } from '../../../src/core/job/job';
import { simulate } from '../../local/simulator/simulate';

/** The latest state of so many simulated jobs, as the Lambda function leaves it in the table. */
export function simulatedItems(jobs: number, until: Date): JobItem[] {
  const latest = new Map<string, { readonly job: Job; readonly fullEvent: string }>();
  for (const event of simulate({ seed: 11, jobs, until, hours: 240 })) {
    const fullEvent = JSON.stringify(event);
    const read = readBatchEvent(JSON.parse(fullEvent));
    if (read.ok) {
      const known = latest.get(read.job.jobId);
      if (!known || supersedes(read.job, known.job)) {
        latest.set(read.job.jobId, { job: read.job, fullEvent });
      }
    }
  }
  return [...latest.values()].map(({ job, fullEvent }) => ({
    ...itemOf({ ...job, shard: shardOf(job.jobId), updatedAt: Date.parse(job.timestamp) }),
    fullEvent,
  }));
}

/** The next write of an item, at that time. */
export function changedItem(item: JobItem, at: number): JobItem {
  return {
    ...item,
    status: 'FAILED',
    sequence: 1000,
    updatedAt: at,
    timestamp: new Date(at).toISOString().replace(/\.\d+Z/, 'Z'),
    statusReason: `Changed at ${at}`,
  };
}
