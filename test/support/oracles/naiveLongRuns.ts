import { definitionName } from '../../../src/core/job/arn';
import { arrayParentOf } from '../../../src/core/job/arrayParent';
import type { Job } from '../../../src/core/job/job';

/** How long the last successes like the job took, in the simplest way: from all jobs, every time. */
export function naiveUsualRuns(jobs: readonly Job[], job: Job) {
  const parents = new Set(jobs.map(({ jobId, parentId }) => arrayParentOf(jobId, parentId)));
  const isParent = ({ jobId, arraySize, arrayIndex }: Job): boolean =>
    parents.has(jobId) || (arraySize !== undefined && arrayIndex === undefined);
  const successes = jobs.filter(
    other =>
      other.status === 'SUCCEEDED' &&
      (other.stoppedAt ?? NaN) >= (other.startedAt ?? NaN) &&
      !isParent(other),
  );
  const own = successes.filter(({ jobDefinition }) => jobDefinition === job.jobDefinition);
  const ofAll = successes.filter(
    ({ jobDefinition }) => definitionName(jobDefinition) === definitionName(job.jobDefinition),
  );
  const alike = own.length >= 10 ? own : ofAll;
  const last = alike
    .map(({ stoppedAt = 0, startedAt = 0 }) => ({ stoppedAt, ms: stoppedAt - startedAt }))
    .sort((a, b) => b.stoppedAt - a.stoppedAt || a.ms - b.ms)
    .slice(0, 200)
    .map(({ ms }) => ms)
    .sort((a, b) => a - b);
  return last.length < 10
    ? undefined
    : { count: last.length, p95Ms: last[Math.ceil(last.length * 0.95) - 1] };
}

/** The ids of the jobs that run longer than usual. */
export function naiveSlow(jobs: readonly Job[], now: number): readonly string[] {
  return jobs
    .filter(
      job =>
        job.status === 'RUNNING' &&
        now - (job.startedAt ?? NaN) > (naiveUsualRuns(jobs, job)?.p95Ms ?? Infinity),
    )
    .map(({ jobId }) => jobId)
    .toSorted();
}
