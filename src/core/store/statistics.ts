import type { Job } from '../job/job';
import { compareStatuses, toneOf } from '../job/status';

export interface Count {
  readonly value: string;
  readonly count: number;
}

export interface Statistics {
  readonly total: number;
  readonly succeeded: number;
  readonly failed: number;
  /** RUNNING, STARTING and RUNNABLE. */
  readonly running: number;
  /** succeeded / (succeeded + failed), 0 to 1; absent while no job has finished. */
  readonly successRate: number | undefined;
  /** Statuses that occur, those that need attention first. */
  readonly byStatus: readonly Count[];
}

export function statisticsOf(jobs: Iterable<Job>): Statistics {
  const counts = new Map<string, number>();
  for (const { status } of jobs) {
    counts.set(status, (counts.get(status) ?? 0) + 1);
  }
  return statisticsOfCounts(counts);
}

/** Computed from the count of each status. */
export function statisticsOfCounts(counts: ReadonlyMap<string, number>): Statistics {
  let total = 0;
  let running = 0;
  for (const [status, count] of counts) {
    total += count;
    running += toneOf(status) === 'active' ? count : 0;
  }
  const succeeded = counts.get('SUCCEEDED') ?? 0;
  const failed = counts.get('FAILED') ?? 0;
  const finished = succeeded + failed;
  return {
    total,
    succeeded,
    failed,
    running,
    successRate: finished > 0 ? succeeded / finished : undefined,
    byStatus: [...counts]
      .filter(([, count]) => count > 0)
      .map(([value, count]) => ({ value, count }))
      .sort((a, b) => compareStatuses(a.value, b.value)),
  };
}
