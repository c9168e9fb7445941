import { copyInto, capacityFor } from '../base/growableArray';

/** How long the finished jobs of a task type ran. */
export interface TaskDurations {
  readonly taskType: string;
  readonly count: number;
  /** The median, within 1 %. */
  readonly medianMs: number;
  /** The 95th percentile, within 1 %. */
  readonly p95Ms: number;
}

/** The logarithmic width of a bucket: durations in one differ by at most 2 %. */
const bucketWidth = Math.log(1.02);

/** Reached only by damaged times. */
const lastBucket = 2000;

/** Counts durations by task type, precisely enough for percentiles, and can remove them again. */
export class DurationPercentiles {
  /** By the task type's code. */
  private readonly tallies: Tally[] = [];

  count(ms: number, taskType: number, by: 1 | -1): void {
    (this.tallies[taskType] ??= new Tally()).count(ms, by);
  }

  /** The task types with the most jobs, in descending order, and the number of others. */
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
  /** By logarithm; the first bucket holds durations below 1 ms. */
  private counts = new Uint32Array();

  count(ms: number, by: 1 | -1): void {
    const bucket = ms < 1 ? 0 : Math.min(lastBucket, 1 + Math.floor(Math.log(ms) / bucketWidth));
    if (bucket >= this.counts.length) {
      this.counts = copyInto(this.counts, new Uint32Array(capacityFor(bucket)));
    }
    this.counts[bucket] = (this.counts[bucket] ?? 0) + by;
    this.total += by;
  }

  /** The quantiles in milliseconds; `fractions` are in ascending order. */
  quantiles(fractions: readonly number[]): number[] {
    let bucket = -1;
    let cumulative = 0;
    return fractions.map(fraction => {
      while (cumulative < fraction * this.total && bucket < lastBucket) {
        cumulative += this.counts[++bucket] ?? 0;
      }
      return bucket > 0 ? Math.exp((bucket - 0.5) * bucketWidth) : 0;
    });
  }
}
