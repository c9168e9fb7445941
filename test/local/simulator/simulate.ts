import { batchEvent, type BatchEvent } from './batchEvent';
import type { Step } from './life';
import { Random } from './random';
import type { SimulatedJob, Warp } from './simulatedJob';
import { workflow } from './workflow';

export interface SimulationOptions {
  readonly seed: number;
  /** How many jobs have told of themselves by `until`, array parents and children included. */
  readonly jobs: number;
  readonly until: Date;
  /** They were submitted over so many hours before `until`. */
  readonly hours: number;
}

const busyTime = 12 * 60_000;

/** A state and whose it is. */
export interface Moment {
  readonly job: SimulatedJob;
  readonly step: Step;
}

/**
 * Every event of a past window, in time order: the same options give the same events. Some jobs are
 * still under way at `until`.
 */
export function* simulate(options: SimulationOptions): Generator<BatchEvent, void> {
  const until = options.until.getTime();
  for (const { job, step } of momentsOf(options, ms => ms)) {
    if (step.at > until) {
      return;
    }
    yield batchEvent(job, step);
  }
}

/** All moments of the jobs that begin in the window, also those after it, in time order. */
export function momentsOf(
  { seed, jobs, until, hours }: SimulationOptions,
  warp: Warp,
): readonly Moment[] {
  const end = until.getTime();
  const moments: Moment[] = [];
  const chance = new Random(seed);
  let begun = 0;
  for (let index = 0; begun < jobs; index++) {
    const start = Math.round(end - lookBack(chance, hours * 3_600_000));
    for (const job of workflow(Random.of(seed, index), start, warp)) {
      const isBegun = (job.steps[0]?.at ?? Infinity) <= end;
      if (!isBegun || begun < jobs) {
        begun += isBegun ? 1 : 0;
        moments.push(...job.steps.map(step => ({ job, step })));
      }
    }
  }
  return moments.sort(inTime);
}

/** All over the window, and some more of late, so that there is much under way at its end. */
function lookBack(chance: Random, window: number): number {
  return Math.min(window, chance.chance(0.15) ? busyTime : window) * chance.next();
}

export function inTime(a: Moment, b: Moment): number {
  return a.step.at - b.step.at;
}
