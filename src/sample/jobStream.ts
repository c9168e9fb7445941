import { hourMs, minuteMs } from '../core/base/timeUnits';
import type { Step } from './life';
import { Random } from './random';
import type { SimulatedJob, Warp } from './simulatedJob';
import { workflow } from './workflow';

/** A state change of a job. */
export interface Moment {
  readonly job: SimulatedJob;
  readonly step: Step;
}

/** Creates the jobs of the `index`-th workflow, which begins at `start`. */
export type MakeJobs = (
  random: Random,
  start: number,
  warp: Warp,
  index: number,
) => readonly SimulatedJob[];

export interface PastOptions {
  readonly seed: number;
  /** The number of jobs with an event by `until`, including array parents and children. */
  readonly jobs: number;
  readonly until: Date;
  /** The jobs were submitted during this many hours before `until`. */
  readonly hours: number;
  readonly makeJobs?: MakeJobs;
}

export interface StreamOptions extends PastOptions {
  /** How much faster than real time jobs proceed after `until`; their timestamps stay real. */
  readonly speed?: number;
  readonly newJobsPerMinute: number;
}

const busyTime = 12 * minuteMs;

/** On average; converts the rate of jobs into the rate of workflows. */
const jobsPerWorkflow = 2.6;

/** Live workflows have their own numbers, far from those of the past. */
const firstLiveIndex = 10_000_000;

/**
 * All moments of the jobs that begin in the window, including later ones, in order of time; yields after each
 * workflow.
 */
export function* pastMoments(
  { seed, jobs, until, hours, makeJobs = workflow }: PastOptions,
  warp: Warp = ms => ms,
): Generator<undefined, Moment[]> {
  const end = until.getTime();
  const moments: Moment[] = [];
  const random = new Random(seed);
  let begun = 0;
  for (let index = 0; begun < jobs; index++) {
    const start = Math.round(end - lookBack(random, hours * hourMs));
    for (const job of makeJobs(Random.of(seed, index), start, warp, index)) {
      const isBegun = (job.steps[0]?.at ?? Infinity) <= end;
      if (!isBegun || begun < jobs) {
        begun += isBegun ? 1 : 0;
        moments.push(...job.steps.map(step => ({ job, step })));
      }
    }
    yield;
  }
  return moments.sort(inTime);
}

/** Spread over the window, with some more just before its end, so that many jobs are active then. */
function lookBack(random: Random, window: number): number {
  return Math.min(window, random.chance(0.15) ? busyTime : window) * random.next();
}

/**
 * An endless stream of the moments of jobs, in order of time: the jobs of a past window, then also new ones.
 * The same options give the same moments.
 */
export class JobStream {
  private readonly warp: Warp;
  private readonly gaps: Random;
  private index = firstLiveIndex;
  private nextStart: number;

  private constructor(
    private readonly options: StreamOptions,
    /** Moments still to come of jobs already created. */
    private readonly upcoming: Moment[],
  ) {
    this.warp = warpOf(options);
    this.gaps = Random.of(options.seed, firstLiveIndex - 1);
    this.nextStart = options.until.getTime() + this.gap();
  }

  /** Creates the jobs of the past, which takes a while. */
  static *open(options: StreamOptions): Generator<undefined, JobStream> {
    return new JobStream(options, yield* pastMoments(options, warpOf(options)));
  }

  /** The time of the next moment. */
  get nextAt(): number {
    return this.peek().step.at;
  }

  next(): Moment {
    const moment = this.peek();
    this.upcoming.shift();
    return moment;
  }

  private peek(): Moment {
    for (;;) {
      const next = this.upcoming[0];
      if (next && next.step.at < this.nextStart) {
        return next;
      }
      this.beginWorkflow();
    }
  }

  /** Creates the jobs of the next workflow. */
  private beginWorkflow(): void {
    const { seed, makeJobs = workflow } = this.options;
    const index = this.index++;
    const start = this.unwarped(this.nextStart);
    for (const job of makeJobs(Random.of(seed, index), start, this.warp, index)) {
      this.upcoming.push(...job.steps.map(step => ({ job, step })));
    }
    this.upcoming.sort(inTime);
    this.nextStart += this.gap();
  }

  private gap(): number {
    return this.gaps.wait((minuteMs * jobsPerWorkflow) / this.options.newJobsPerMinute);
  }

  private unwarped(ms: number): number {
    const { until, speed = 1 } = this.options;
    return until.getTime() + (ms - until.getTime()) * speed;
  }
}

/** After the past window, time runs faster. */
function warpOf({ until, speed = 1 }: StreamOptions): Warp {
  const end = until.getTime();
  return ms => (ms <= end ? ms : end + (ms - end) / speed);
}

function inTime(a: Moment, b: Moment): number {
  return a.step.at - b.step.at;
}
