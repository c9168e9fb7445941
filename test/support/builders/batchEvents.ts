import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../../local/root';

const folder = path.join(root, 'test/fixtures/events');

/** The recorded EventBridge events; the other fixtures are API responses. */
export const eventFixtures: readonly string[] = readdirSync(folder)
  .filter(name => /^\d.*\.json$/.test(name))
  .sort();

export const fixturePath = (name: string): string => path.join(folder, name);

/** A recorded event or API response by the prefix of its file name: `01`, `detail-04`. */
export function fixture(prefix: string): Record<string, unknown> {
  const name = readdirSync(folder).find(candidate => candidate.startsWith(`${prefix}-`));
  if (name === undefined) {
    throw new Error(`There is no fixture ${prefix}.`);
  }
  return JSON.parse(readFileSync(fixturePath(name), 'utf8')) as Record<string, unknown>;
}

/** A valid event; tests override only the facts they are about. */
export const anEvent = (
  detail: Readonly<Record<string, unknown>> = {},
  event: Readonly<Record<string, unknown>> = {},
): Record<string, unknown> => ({
  version: '0',
  id: 'c8f9c4b5-76e5-d76a-f980-7011e206042b',
  'detail-type': 'Batch Job State Change',
  source: 'aws.batch',
  account: '123456789012',
  time: '2026-11-23T10:00:00Z',
  region: 'eu-west-1',
  resources: [],
  detail: {
    jobId: '4c7599ae-0a82-49aa-ba5a-4727fcce14a8',
    jobName: 'event-test',
    jobQueue: 'arn:aws:batch:eu-west-1:123456789012:job-queue/standard',
    jobDefinition: 'arn:aws:batch:eu-west-1:123456789012:job-definition/test:1',
    status: 'RUNNABLE',
    attempts: [],
    ...detail,
  },
  ...event,
});

/** A finished attempt with one container. */
export const anAttempt = (container: Readonly<Record<string, unknown>> = {}): object => ({
  container,
  startedAt: 1_795_428_000_000,
  stoppedAt: 1_795_428_060_000,
  statusReason: 'Essential container in task exited',
});

/** The events of a job with a retry, in order: seven states within three seconds, so that times tie. */
export function aLifeWithRetry(jobId: string): readonly Record<string, unknown>[] {
  const attempt = anAttempt({ exitCode: 1, logStreamName: 'job/default/first' });
  const states = [
    ['RUNNABLE', 0, 0],
    ['STARTING', 0, 0],
    ['RUNNING', 0, 1],
    ['RUNNABLE', 1, 1],
    ['STARTING', 1, 1],
    ['RUNNING', 1, 2],
    ['SUCCEEDED', 2, 2],
  ] as const;
  return states.map(([status, finished, second]) =>
    anEvent(
      { jobId, status, attempts: Array.from({ length: finished }, () => attempt) },
      { time: `2026-11-23T10:00:0${second}Z` },
    ),
  );
}
