import { jobOf } from '../../../src/core/job/jobItem';
import type { Job } from '../../../src/core/job/job';
import { Random } from '../../../src/sample/random';

const start = Date.parse('2026-11-01T00:00:00Z');
const span = 20 * 86_400_000;
const statuses = ['SUCCEEDED', 'SUCCEEDED', 'SUCCEEDED', 'SUCCEEDED', 'FAILED', 'RUNNING'] as const;
const reasons = ['Essential container in task exited', 'Host EC2 terminated.', ''] as const;

/**
 * Jobs as they come out of a table: each item went through JSON and our codec, so that its texts are
 * in memory as they would be. Every job has its own name, ids and log stream.
 */
export function* tableOfJobs(count: number): Generator<Job, void> {
  const random = new Random(1);
  for (let index = 0; index < count; index++) {
    const read = jobOf(
      JSON.parse(JSON.stringify(itemAt(index, random))) as Record<string, unknown>,
    );
    if (read.ok) {
      yield read.job;
    }
  }
}

export function itemAt(index: number, random: Random): Record<string, string | number> {
  const at = start + Math.floor(random.next() * span);
  const media = random.hex(24);
  return {
    jobId: [8, 4, 4, 4, 12].map(digits => random.hex(digits)).join('-'),
    jobName: `${random.pick(['pre', 'assembly-pre', 'pro'])}-${media}-${at}`,
    status: random.pick(statuses),
    timestamp: new Date(at).toISOString().replace(/\.\d+Z/, 'Z'),
    jobQueue: `arn:aws:batch:eu-west-1:123456789012:job-queue/queue-${index % 7}`,
    jobDefinition: `arn:aws:batch:eu-west-1:123456789012:job-definition/work-${index % 9}:${index % 40}`,
    region: random.pick(['eu-west-1', 'us-east-1']),
    account: '123456789012',
    statusReason: random.pick(reasons),
    media_id: media,
    task_id: random.hex(24),
    sequence: 1000,
    shard: String(index % 4),
    updatedAt: at,
    createdAt: at - 90_000,
    startedAt: at - 60_000,
    stoppedAt: at,
    attempts: 1,
    exitCode: 0,
    logGroupName: '/aws/batch/job',
    logStreamName: `work-${index % 9}/default/${random.hex(32)}`,
  };
}
