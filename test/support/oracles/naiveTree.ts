import { causeIdOf, waitingCauseIdOf } from '../../../src/core/causes/causeOf';
import { definitionName, definitionWithRevision, queueName } from '../../../src/core/job/arn';
import type { Job } from '../../../src/core/job/job';
import type { GroupBy, GroupingId } from '../../../src/core/tree/jobGrouping';
import { compareStatuses } from '../../../src/core/job/status';
import { parseTime } from '../../../src/core/text/time';

export interface NaiveGroup {
  readonly path: readonly string[];
  readonly count: number;
  readonly failed: number;
  readonly stuck: number;
}

export interface NaiveContext {
  readonly taskTypeOf: (job: Job) => string;
  readonly isAcknowledged: (job: Job) => boolean;
  readonly isStuck: (job: Job) => boolean;
}

const levels: Readonly<Record<GroupingId, readonly GroupBy[]>> = {
  taskType: ['taskType', 'status'],
  status: ['status', 'taskType'],
  cause: ['cause', 'taskType'],
  queue: ['queue', 'status'],
  definition: ['definition', 'status'],
  revision: ['revision', 'status'],
  region: ['region', 'status'],
  media: ['media'],
};

/** The expected tree, computed in the simplest way: from all jobs, every time. */
export class NaiveTree {
  constructor(
    private readonly jobs: readonly Job[],
    private readonly grouping: GroupingId,
    private readonly context: NaiveContext,
  ) {}

  /** All groups within a group, sorted; media with equally new jobs in any order. */
  groups(path: readonly string[] = []): NaiveGroup[] {
    const by = levels[this.grouping][path.length];
    if (!by) {
      return [];
    }
    const jobs = this.in(path);
    const names = [...new Set(jobs.map(job => this.nameOf(job, by)))];
    return names.sort((a, b) => this.compare(by, a, b)).map(name => this.group([...path, name]));
  }

  newest(path: readonly string[]): number {
    return Math.max(...this.in(path).map(timeOf));
  }

  /** The times of its jobs, newest first. */
  times(path: readonly string[]): number[] {
    return this.in(path)
      .map(timeOf)
      .sort((a, b) => b - a);
  }

  private group(path: readonly string[]): NaiveGroup {
    const jobs = this.in(path);
    const failed = jobs.filter(
      job => job.status === 'FAILED' && !this.context.isAcknowledged(job),
    ).length;
    return { path, count: jobs.length, failed, stuck: jobs.filter(this.context.isStuck).length };
  }

  private in(path: readonly string[]): Job[] {
    return this.jobs.filter(job =>
      path.every((name, level) => {
        const by = levels[this.grouping][level];
        return by && this.nameOf(job, by) === name;
      }),
    );
  }

  private nameOf(job: Job, by: GroupBy): string {
    switch (by) {
      case 'taskType':
        return this.context.taskTypeOf(job);
      case 'status':
        return job.status;
      case 'cause':
        return naiveCauseId(job);
      case 'definition':
        return definitionName(job.jobDefinition);
      case 'revision':
        return definitionWithRevision(job.jobDefinition);
      case 'queue':
        return queueName(job.jobQueue);
      case 'region':
        return job.region;
      case 'media':
        return job.mediaId ?? '';
    }
  }

  private compare(by: GroupBy, a: string, b: string): number {
    if (by === 'status') {
      return compareStatuses(a, b);
    }
    if (by === 'cause') {
      const size = (name: string): number => this.in([name]).length;
      return Number(a === '') - Number(b === '') || size(b) - size(a);
    }
    const noneLast = Number(a === '') - Number(b === '');
    return noneLast || (by === 'media' ? this.newest([b]) - this.newest([a]) : a.localeCompare(b));
  }
}

/** Jobs never change, and the rules of causes are slow to try for each job of each group again. */
const causeIds = new WeakMap<Job, string>();

/** The id of a job's cause; empty if it has not failed and AWS does not say why it waits. */
export function naiveCauseId(job: Job): string {
  const known = causeIds.get(job) ?? newCauseId(job);
  causeIds.set(job, known);
  return known;
}

function newCauseId(job: Job): string {
  const isWaiting = !['SUCCEEDED', 'FAILED'].includes(job.status);
  return job.status === 'FAILED' ? causeIdOf(job) : isWaiting ? (waitingCauseIdOf(job) ?? '') : '';
}

const timeOf = ({ timestamp }: Job): number => parseTime(timestamp) ?? -Infinity;
