import { causeIdOf, signatureOf } from '../../../src/core/causes/causeOf';
import { definitionName, definitionRevision } from '../../../src/core/job/arn';
import type { Job } from '../../../src/core/job/job';
import type { Resolution } from '../../../src/core/job/resolution';
import { isTerminal } from '../../../src/core/job/status';
import { parseTime } from '../../../src/core/text/time';

type TaskTypeOf = (job: Job) => string;

const hourMs = 3_600_000;

const momentOf = (job: Job): number =>
  job.createdAt ?? parseTime(job.timestamp) ?? Number.NEGATIVE_INFINITY;

const childOf = (job: Job): string => /[:#]\d+$/.exec(job.jobId)?.[0] ?? '';

const orNone = (text: string | undefined): string | undefined => (text === '' ? undefined : text);

function isSameWork(a: Job, b: Job, taskTypeOf: TaskTypeOf): boolean {
  const [mediaA, mediaB] = [orNone(a.mediaId), orNone(b.mediaId)];
  const [taskA, taskB] = [orNone(a.taskId), orNone(b.taskId)];
  if (childOf(a) !== childOf(b) || mediaA !== mediaB) {
    return false;
  }
  if (mediaA !== undefined) {
    return taskTypeOf(a) === taskTypeOf(b);
  }
  if (taskA !== undefined || taskB !== undefined) {
    return taskA === taskB && taskTypeOf(a) === taskTypeOf(b);
  }
  const nameOf = (job: Job): string => job.jobName.split(/\d+/).join('#');
  return (
    nameOf(a) === nameOf(b) && definitionName(a.jobDefinition) === definitionName(b.jobDefinition)
  );
}

/** What became of a failed job's work, from all jobs. */
export function naiveResolution(
  job: Job,
  jobs: readonly Job[],
  taskTypeOf: TaskTypeOf,
): Resolution {
  if (job.status !== 'FAILED') {
    return 'none';
  }
  const later = jobs.filter(
    other => isSameWork(job, other, taskTypeOf) && momentOf(other) > momentOf(job),
  );
  if (later.some(({ status }) => status === 'SUCCEEDED')) {
    return 'recovered';
  }
  if (later.some(({ status }) => !isTerminal(status))) {
    return 'runningAgain';
  }
  return later.length > 0 ? 'failedAgain' : 'notRetried';
}

/** The groups of failures without their ids and newest jobs, in the order of their names. */
export function naiveFailures(jobs: readonly Job[], taskTypeOf: TaskTypeOf) {
  const groups = new Map<string, Job[]>();
  for (const job of jobs.filter(({ status }) => status === 'FAILED')) {
    const key = JSON.stringify([causeIdOf(job), signatureOf(job), job.exitCode]);
    groups.set(key, [...(groups.get(key) ?? []), job]);
  }
  return [...groups.values()]
    .map(members => {
      const [first] = members as [Job];
      const times = members.flatMap(job => parseTime(job.timestamp) ?? []);
      const hours = times.map(time => Math.floor(time / hourMs) * hourMs);
      return {
        causeId: causeIdOf(first),
        signature: signatureOf(first),
        exitCode: first.exitCode,
        count: members.length,
        unresolved: members.filter(job => naiveResolution(job, jobs, taskTypeOf) !== 'recovered')
          .length,
        firstTime: times.length > 0 ? Math.min(...times) : undefined,
        lastTime: times.length > 0 ? Math.max(...times) : undefined,
        taskTypes: counted(members.map(taskTypeOf)),
        revisions: counted(
          members.map(
            ({ jobDefinition }) =>
              `${definitionName(jobDefinition)}:${definitionRevision(jobDefinition) ?? ''}`,
          ),
        ),
        media: new Set(members.flatMap(({ mediaId }) => orNone(mediaId) ?? [])).size,
        hours: counted(hours.filter(hour => hour > Math.max(...hours) - 48 * hourMs).map(String)),
      };
    })
    .sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}

export const keyOf = (group: {
  readonly causeId: string;
  readonly signature: string;
  readonly exitCode: number | undefined;
}): string => JSON.stringify([group.causeId, group.signature, group.exitCode]);

/** Counts by value, in the order of the values. */
function counted(values: readonly string[]): [string, number][] {
  const counts = new Map<string, number>();
  values.forEach(value => counts.set(value, (counts.get(value) ?? 0) + 1));
  return [...counts].sort(([a], [b]) => (a < b ? -1 : 1));
}
