import { grown, roomFor } from '../base/growableArray';

/** How long the finished jobs of a task type ran. */
export interface TaskDurations {
  readonly taskType: string;
  readonly count: number;
  /** Half of them took no longer; within 1 %. */
  readonly medianMs: number;
  /** 95 of 100 took no longer; within 1 %. */
  readonly p95Ms: number;
}

/** Durations whose logarithms share a unit differ by 2 % at most. */
const unit = Math.log(1.02);

/** Of ages upon ages, which only damaged times can be apart. */
const lastBucket = 2000;

/** Counts durations by task type, close enough for quantiles, and forgets them as well. */
export class DurationPercentiles {
  /** By the task type's code. */
  private readonly tallies: Tally[] = [];

  count(ms: number, taskType: number, by: 1 | -1): void {
    (this.tallies[taskType] ??= new Tally()).count(ms, by);
  }

  /** The task types with most jobs, most first, and how many others there are. */
  read(
    taskTypes: readonly string[],
    max: number,
  ): { readonly durations: TaskDurations[]; readonly moreTaskTypes: number } {
    const all = taskTypes
      .map((taskType, code) => ({ taskType, tally: this.tallies[code] }))
      .flatMap(({ taskType, tally }) => (tally?.total ? [{ taskType, tally }] : []))
      .sort((a, b) => b.tally.total - a.tally.total || (a.taskType < b.taskType ? -1 : 1));
    const durations = all.slice(0, max).map(({ taskType, tally }) => {
      const [medianMs = 0, p95Ms = 0] = tally.quantiles([0.5, 0.95]);
      return { taskType, count: tally.total, medianMs, p95Ms };
    });
    return { durations, moreTaskTypes: all.length - durations.length };
  }
}

class Tally {
  total = 0;
  /** By logarithm, after those of no time at all. */
  private counts = new Uint32Array();

  count(ms: number, by: 1 | -1): void {
    const bucket = ms < 1 ? 0 : Math.min(lastBucket, 1 + Math.floor(Math.log(ms) / unit));
    if (bucket >= this.counts.length) {
      this.counts = grown(this.counts, new Uint32Array(roomFor(bucket)));
    }
    this.counts[bucket] = (this.counts[bucket] ?? 0) + by;
    this.total += by;
  }

  /** For each part of all, in ascending order, what so many take at most. */
  quantiles(parts: readonly number[]): number[] {
    let bucket = -1;
    let passed = 0;
    return parts.map(part => {
      while (passed < part * this.total && bucket < lastBucket) {
        passed += this.counts[++bucket] ?? 0;
      }
      return bucket > 0 ? Math.exp((bucket - 0.5) * unit) : 0;
    });
  }
}
