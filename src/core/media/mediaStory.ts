import type { Job } from '../job/job';
import { parseTime } from '../text/time';

/** One step of a media item's way through the pipeline: all jobs of one task type, oldest first. */
export interface MediaStage {
  readonly taskType: string;
  readonly jobs: readonly Job[];
}

/** What happened to a media item, in the order of time. */
export interface MediaStory {
  /** By the beginning of their first job. */
  readonly stages: readonly MediaStage[];
  /** The number of its jobs, including those that are left out. */
  readonly total: number;
  readonly failed: number;
  /** The number of jobs left out. */
  readonly hidden: number;
}

/** More do not fit on a screen; the table shows all. */
const maxStoryJobs = 200;

/**
 * The story of jobs of one media item. Children of a job among them are left out unless they failed: their parent
 * stands for them.
 */
export function mediaStory(
  jobs: readonly Job[],
  taskTypeOf: (job: Job) => string,
  max = maxStoryJobs,
): MediaStory {
  const ids = new Set(jobs.map(({ jobId }) => jobId));
  const isTold = ({ parentId, status, jobId }: Job): boolean =>
    parentId === undefined || parentId === jobId || !ids.has(parentId) || status === 'FAILED';
  const told = jobs
    .filter(isTold)
    .map(job => ({ job, begin: beginOf(job) }))
    .sort((a, b) => a.begin - b.begin)
    // The newest are the end of the story.
    .slice(-max)
    .map(({ job }) => job);
  const stages = new Map<string, Job[]>();
  for (const job of told) {
    const taskType = taskTypeOf(job);
    stages.set(taskType, [...(stages.get(taskType) ?? []), job]);
  }
  return {
    stages: [...stages].map(([taskType, ofStage]) => ({ taskType, jobs: ofStage })),
    total: jobs.length,
    failed: jobs.filter(({ status }) => status === 'FAILED').length,
    hidden: jobs.length - told.length,
  };
}

/** Without any time, a job comes first: nothing is known to precede it. */
const beginOf = ({ createdAt, startedAt, timestamp }: Job): number =>
  createdAt ?? startedAt ?? parseTime(timestamp) ?? 0;
