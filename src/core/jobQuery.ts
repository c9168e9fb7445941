import type { ColumnId, Sort } from './columns';
import type { Job } from './job';
import type { JobFilter } from './jobFilter';
import { statisticsOfCounts, type Count, type Statistics } from './statistics';
import { compareStatuses } from './status';
import { parseTime } from './time';

export type TaskTypeOf = (job: Job) => string;

export interface Facets {
  readonly statuses: readonly Count[];
  readonly taskTypes: readonly Count[];
  readonly regions: readonly Count[];
}

export interface QueryResult {
  /** The jobs that pass the filter, sorted. */
  readonly jobs: readonly Job[];
  /** Of the jobs that pass the filter. */
  readonly statistics: Statistics;
  /** For each filter, what can be chosen, counted over the jobs that pass the other filters. */
  readonly facets: Facets;
}

export function queryJobs(
  jobs: Iterable<Job>,
  taskTypeOf: TaskTypeOf,
  filter: JobFilter,
  sort: Sort,
): QueryResult {
  const statuses = new Choice(filter.statuses);
  const taskTypes = new Choice(filter.taskTypes);
  const regions = new Choice(filter.regions);
  const matching: Job[] = [];
  const counts = new Map<string, number>();
  for (const job of jobs) {
    const taskType = taskTypeOf(job);
    const byStatus = statuses.has(job.status);
    const byTaskType = taskTypes.has(taskType);
    const byRegion = regions.has(job.region);
    if (byTaskType && byRegion) {
      statuses.count(job.status);
    }
    if (byStatus && byRegion) {
      taskTypes.count(taskType);
    }
    if (byStatus && byTaskType) {
      regions.count(job.region);
    }
    if (byStatus && byTaskType && byRegion) {
      matching.push(job);
      counts.set(job.status, (counts.get(job.status) ?? 0) + 1);
    }
  }
  return {
    jobs: sortJobs(matching, taskTypeOf, sort),
    statistics: statisticsOfCounts(counts),
    facets: {
      statuses: statuses.options((a, b) => compareStatuses(a.value, b.value)),
      taskTypes: taskTypes.options(byText),
      regions: regions.options(byText),
    },
  };
}

/** One filter: what is chosen (nothing means all), and how often each value occurs. */
class Choice {
  private readonly chosen: ReadonlySet<string>;
  private readonly counts = new Map<string, number>();

  constructor(chosen: readonly string[]) {
    this.chosen = new Set(chosen);
  }

  has(value: string): boolean {
    return this.chosen.size === 0 || this.chosen.has(value);
  }

  count(value: string): void {
    this.counts.set(value, (this.counts.get(value) ?? 0) + 1);
  }

  /** A chosen value stays on offer with count 0, so that it can be taken back. */
  options(order: (a: Count, b: Count) => number): Count[] {
    for (const value of this.chosen) {
      this.counts.set(value, this.counts.get(value) ?? 0);
    }
    return [...this.counts].map(([value, count]) => ({ value, count })).sort(order);
  }
}

type SortKey = string | number | undefined;

/** Stable, with missing values last in both directions. Keys are taken once a job, not once a comparison. */
export function sortJobs(jobs: readonly Job[], taskTypeOf: TaskTypeOf, sort: Sort): Job[] {
  const keyOf = sortKeys(taskTypeOf)[sort.column];
  const direction = sort.direction === 'ascending' ? 1 : -1;
  return jobs
    .map(job => ({ job, key: keyOf(job) }))
    .sort((a, b) => compareKeys(a.key, b.key, direction))
    .map(({ job }) => job);
}

function sortKeys(taskTypeOf: TaskTypeOf): Record<ColumnId, (job: Job) => SortKey> {
  return {
    mediaId: job => textKey(job.mediaId),
    taskId: job => textKey(job.taskId),
    taskType: job => textKey(taskTypeOf(job)),
    status: job => textKey(job.status),
    jobId: job => textKey(job.jobId),
    jobName: job => textKey(job.jobName),
    region: job => textKey(job.region),
    timestamp: job => parseTime(job.timestamp),
    statusReason: job => textKey(job.statusReason),
  };
}

function textKey(text: string | undefined): string | undefined {
  return text === undefined || text === '' ? undefined : text.toLowerCase();
}

function compareKeys(a: SortKey, b: SortKey, direction: 1 | -1): number {
  if (a === b) {
    return 0;
  }
  if (a === undefined) {
    return 1;
  }
  if (b === undefined) {
    return -1;
  }
  return a < b ? -direction : direction;
}

function byText(a: Count, b: Count): number {
  return a.value < b.value ? -1 : a.value > b.value ? 1 : 0;
}
