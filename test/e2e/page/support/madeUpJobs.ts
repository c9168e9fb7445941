import { makeJob, type Job } from '../../../../src/core/job/job';
import { jobStatuses } from '../../../../src/core/job/status';

/** The newest made-up job is of this moment, so that tests and pictures are the same every day. */
export const newest = Date.UTC(2026, 10, 23, 10, 0, 0);

const queues = [
  'orchestrator-repair-ingest-standard-pre',
  'assembly-zip-pre',
  'text-recognition-gpu-pre',
  'generic-pre',
];
const definitions = [
  'ingest-pre:41',
  'assembly-pre:7',
  'text-recognition-pre:12',
  'storage-pre:129',
];
const regions = ['eu-west-1', 'eu-west-1', 'eu-west-1', 'us-east-1', 'ap-south-1'];
const reasons = [
  'Essential container in task exited',
  'OutOfMemoryError: Container killed due to memory usage',
  'Host EC2 (instance i-0a1b2c3d4e5f60718) terminated.',
  'Timeout: Job attempt duration exceeded timeout',
];

const hex = (seed: number, digits: number): string => {
  let text = '';
  for (let value = seed + 1; text.length < digits; value++) {
    text += (Math.imul(value, 2654435761) >>> 0).toString(16).padStart(8, '0');
  }
  return text.slice(0, digits);
};

const pick = <T>(list: readonly [T, ...T[]] | readonly T[], index: number): T =>
  list[index % list.length] as T;

/** Most succeed, some fail, a few are under way: about as in a real table. */
function statusOf(index: number): string {
  const share = Math.imul(index + 7, 2654435761) >>> 0;
  const percent = share % 100;
  return percent < 88 ? 'SUCCEEDED' : percent < 94 ? 'FAILED' : pick(jobStatuses, share % 5);
}

/** Job `index` of a made-up table, the newest first; the same one at every call. */
export function madeUpJob(index: number): Job {
  const status = statusOf(index);
  const media = hex(Math.floor(index / 3), 24);
  const kind = (Math.imul(index + 3, 2246822519) >>> 0) % queues.length;
  const time = newest - index * 17_000;
  const isOver = status === 'SUCCEEDED' || status === 'FAILED';
  const hasStarted = isOver || status === 'RUNNING';
  const arn = (what: string): string => `arn:aws:batch:eu-west-1:123456789012:${what}`;
  return makeJob({
    jobId: `${hex(index, 8)}-${hex(index + 1, 4)}-4${hex(index + 2, 3)}-9${hex(index + 3, 3)}-${hex(index + 4, 12)}`,
    jobName: `pre-${media}-${time}`,
    status,
    timestamp: `${new Date(time).toISOString().slice(0, 19)}Z`,
    jobQueue: arn(`job-queue/${pick(queues, kind)}`),
    jobDefinition: arn(`job-definition/${pick(definitions, kind)}`),
    region: pick(regions, (Math.imul(index + 11, 3266489917) >>> 0) % 5),
    account: '123456789012',
    statusReason: status === 'FAILED' ? pick(reasons, index % 7) : '',
    mediaId: index % 9 === 0 ? undefined : media,
    taskId: hex(index + 5, 24),
    createdAt: time - (15 + (index % 7)) * 60_000,
    startedAt: hasStarted ? time - ((index % 50) + 1) * 20_000 : undefined,
    stoppedAt: isOver ? time : undefined,
    ...(status === 'FAILED' ? { attempts: 2, exitCode: 137 } : {}),
  });
}

export const madeUpJobs = (count: number): Job[] =>
  Array.from({ length: count }, (_, index) => madeUpJob(index));
