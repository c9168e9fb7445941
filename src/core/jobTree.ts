import type { Job } from './job';
import type { TaskTypeOf } from './jobQuery';
import type { JobChange } from './jobStore';
import { compareStatuses } from './status';
import { parseTime } from './time';

export interface StatusGroup {
  readonly status: string;
  readonly count: number;
}

/** What a change touched, so that a view refreshes no more than that. */
export interface TreeChange {
  /** A task type came or went. */
  readonly root: boolean;
  /** Task types whose counts or jobs changed. */
  readonly taskTypes: ReadonlySet<string>;
}

type JobsById = Map<string, Job>;

/** Jobs grouped by task type and status, kept up to date change by change. */
export class JobTree {
  private readonly groups = new Map<string, Map<string, JobsById>>();

  constructor(private readonly taskTypeOf: TaskTypeOf) {}

  update(change: Omit<JobChange, 'revision'>): TreeChange {
    const known = new Set(this.groups.keys());
    const touched = new Set<string>();
    for (const job of change.removed) {
      touched.add(this.remove(job));
    }
    for (const { before: old, after } of change.changed) {
      touched.add(this.remove(old));
      touched.add(this.add(after));
    }
    for (const job of change.added) {
      touched.add(this.add(job));
    }
    for (const taskType of touched) {
      if (this.groups.get(taskType)?.size === 0) {
        this.groups.delete(taskType);
      }
    }
    const root = [...touched].some(taskType => known.has(taskType) !== this.groups.has(taskType));
    return { root, taskTypes: touched };
  }

  /** In alphabetical order. */
  taskTypes(): string[] {
    return [...this.groups.keys()].sort((a, b) => a.localeCompare(b));
  }

  /** What needs attention first. */
  statuses(taskType: string): StatusGroup[] {
    return [...(this.groups.get(taskType) ?? [])]
      .map(([status, jobs]) => ({ status, count: jobs.size }))
      .sort((a, b) => compareStatuses(a.status, b.status));
  }

  /** The newest jobs of a group, at most `limit`. */
  jobs(taskType: string, status: string, limit: number): Job[] {
    return newest(this.groups.get(taskType)?.get(status)?.values() ?? [], limit);
  }

  private add(job: Job): string {
    const taskType = this.taskTypeOf(job);
    const statuses = this.groups.get(taskType) ?? new Map<string, JobsById>();
    const jobs = statuses.get(job.status) ?? new Map<string, Job>();
    this.groups.set(taskType, statuses.set(job.status, jobs.set(job.jobId, job)));
    return taskType;
  }

  private remove(job: Job): string {
    const taskType = this.taskTypeOf(job);
    const statuses = this.groups.get(taskType);
    const jobs = statuses?.get(job.status);
    jobs?.delete(job.jobId);
    if (jobs?.size === 0) {
      statuses?.delete(job.status);
    }
    return taskType;
  }
}

/** Holds at most twice `limit` jobs at a time, so that a group of a million is not sorted whole. */
function newest(jobs: Iterable<Job>, limit: number): Job[] {
  let kept: { job: Job; time: number }[] = [];
  const trim = (): void => {
    kept.sort((a, b) => b.time - a.time || (a.job.jobId < b.job.jobId ? -1 : 1));
    kept = kept.slice(0, limit);
  };
  for (const job of jobs) {
    kept.push({ job, time: parseTime(job.timestamp) ?? 0 });
    if (kept.length >= 2 * limit) {
      trim();
    }
  }
  trim();
  return kept.map(({ job }) => job);
}
