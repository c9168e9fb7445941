import { readFileSync } from 'node:fs';
import { dayMs, hourMs, minuteMs } from '../../../src/core/base/timeUnits';
import type { Job } from '../../../src/core/job/job';
import { itemOf, type JobItem } from '../../../src/core/job/jobItem';
import { aJob } from '../../support/builders/builders';

interface FailureText extends Pick<Job, 'statusReason' | 'reason' | 'exitCode'> {
  readonly cause: string;
}

const texts = JSON.parse(
  readFileSync('test/fixtures/causes/failureTexts.json', 'utf8'),
) as readonly FailureText[];

/** The causes of the night beside memory, with how many jobs failed for each: together 14 causes and 634 failures. */
const others = {
  'pull-manifest-unknown': 90,
  'host-terminated': 75,
  timeout: 60,
  'exit-1': 50,
  'docker-timeout': 40,
  'rie-secret-missing': 30,
  'eni-timeout': 25,
  'pull-no-space': 20,
  'start-log-denied': 15,
  'pull-toomanyrequests': 10,
  'exit-139': 7,
  'role-not-assumed': 4,
  'start-mount': 3,
};

const queue = (name: string): string => `arn:aws:batch:eu-west-1:123456789012:job-queue/${name}`;
const definition = (name: string): string =>
  `arn:aws:batch:eu-west-1:123456789012:job-definition/${name}`;

const ingest = { jobQueue: queue('orchestrator-ingest') };
const text = {
  jobQueue: queue('text-recognition'),
  jobDefinition: definition('text-recognition:7'),
};

/** Jobs of one kind that ended within nine hours, ten hours after `from`. */
function finished(
  name: string,
  count: number,
  from: number,
  facts: (index: number) => Partial<Job>,
): Job[] {
  return Array.from({ length: count }, (_, index) => {
    const end = from + 10 * hourMs + (index / count) * 9 * hourMs;
    return aJob({
      jobId: `${name}-${index}`,
      jobName: `${name}-${index}`,
      timestamp: new Date(end).toISOString(),
      createdAt: end - 40 * minuteMs,
      startedAt: end - 30 * minuteMs,
      stoppedAt: end,
      attempts: 1,
      ...facts(index),
    });
  });
}

const outOfMemory = {
  status: 'FAILED',
  statusReason: 'Essential container in task exited',
  reason: 'OutOfMemoryError: Container killed due to memory usage',
  exitCode: 137,
};

/** Revision 43 was deployed yesterday evening; 42 ran before, a week ago with a few failures for the same cause. */
const memory = (now: number): Job[] => [
  ...finished('memory', 205, now - dayMs, index => ({
    ...ingest,
    ...outOfMemory,
    jobDefinition: definition('ingest:43'),
    mediaId: `media-${index % 40}`,
  })),
  ...finished('memory-before', 21, now - 8 * dayMs, index => ({
    ...ingest,
    ...outOfMemory,
    jobDefinition: definition('ingest:42'),
    mediaId: `old-media-${index}`,
  })),
  // Makes good the six failures of its media item.
  aJob({
    ...ingest,
    jobId: 'retried',
    jobName: 'retried',
    status: 'SUCCEEDED',
    jobDefinition: definition('ingest:43'),
    mediaId: 'media-0',
    createdAt: now - 50 * minuteMs,
    timestamp: new Date(now - 20 * minuteMs).toISOString(),
  }),
];

const otherFailures = (now: number): Job[] =>
  Object.entries(others).flatMap(([cause, count]) => {
    const { statusReason = '', reason, exitCode } = texts.find(one => one.cause === cause) ?? {};
    return finished(cause, count, now - dayMs, index => ({
      ...text,
      status: 'FAILED',
      statusReason,
      reason: reason ?? undefined,
      exitCode: exitCode ?? undefined,
      mediaId: `media-${(index * 7) % 60}`,
    }));
  });

/** One has been waiting for 3 h 21 min, because no instance of its queue is large enough. */
function waiting(now: number): Job[] {
  const gpu = { jobQueue: queue('gpu-render'), jobDefinition: definition('render:5') };
  const since = (ms: number) => ({
    timestamp: new Date(now - ms).toISOString(),
    createdAt: now - ms,
  });
  const running = Array.from({ length: 20 }, (_, index) =>
    aJob({
      ...gpu,
      ...since((4 + index) * minuteMs),
      jobId: `render-running-${index}`,
      jobName: `render-${index}`,
      status: 'RUNNING',
      startedAt: now - (4 + index) * minuteMs,
    }),
  );
  const next = Array.from({ length: 56 }, (_, index) =>
    aJob({
      ...gpu,
      ...since((2 + index / 2) * minuteMs),
      jobId: `render-next-${index}`,
      jobName: `render-next-${index}`,
      status: 'RUNNABLE',
    }),
  );
  const stuck = aJob({
    ...gpu,
    ...since(3 * hourMs + 21 * minuteMs),
    jobId: 'render-stuck',
    jobName: 'render-stuck',
    status: 'RUNNABLE',
    statusReason: texts.find(({ cause }) => cause === 'misconf-job-resource')?.statusReason ?? '',
  });
  return [...running, ...next, stuck];
}

/** What a table holds on a morning after a bad night. */
export function onCallMorning(now: number, jobs: number): readonly JobItem[] {
  const known = [...memory(now), ...otherFailures(now), ...waiting(now)];
  const rest = jobs - known.length;
  const succeeded = (name: string, count: number, from: number, facts: Partial<Job>): Job[] =>
    finished(name, count, from, index => ({
      ...facts,
      status: 'SUCCEEDED',
      mediaId: `good-media-${index % 500}`,
    }));
  const share = Math.floor(rest / 3);
  return [
    ...known,
    ...succeeded('ingest-before', share, now - 2 * dayMs, {
      ...ingest,
      jobDefinition: definition('ingest:42'),
    }),
    ...succeeded('ingest-week', share, now - 8 * dayMs, {
      ...ingest,
      jobDefinition: definition('ingest:42'),
    }),
    ...succeeded('text', rest - 2 * share, now - dayMs, text),
  ].map((job, index) => itemOf({ ...job, shard: '0', updatedAt: now - index }));
}
