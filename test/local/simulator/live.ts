import { setTimeout as delay } from 'node:timers/promises';
import { batchEvent, type BatchEvent } from './batchEvent';
import { Random } from './random';
import { inTime, momentsOf, type Moment, type SimulationOptions } from './simulate';
import { workflow } from './workflow';

export interface LiveClock {
  readonly now: () => number;
  /** Resolves after so many milliseconds, or when aborted. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
}

export interface LiveOptions extends SimulationOptions {
  /** How many times faster than in life jobs go on after `until`; their times stay real. */
  readonly speed?: number;
  readonly newJobsPerMinute?: number;
  readonly signal: AbortSignal;
  readonly clock?: LiveClock;
}

/** On average, so that the rate of jobs gives that of workflows. */
const jobsPerWorkflow = 2.6;

/** Workflows that come live have numbers of their own, far from those of the past. */
const firstLiveIndex = 10_000_000;

/**
 * Goes on where `simulate` with the same options ends, in real time: jobs under way progress, new
 * ones come. Each event is given when its time has come; an overdue one at once. Ends when aborted.
 */
export async function* live(options: LiveOptions): AsyncGenerator<BatchEvent, void> {
  const { seed, signal, speed = 1, newJobsPerMinute = 6, clock = realClock } = options;
  const until = options.until.getTime();
  const warp = (ms: number): number => (ms <= until ? ms : until + (ms - until) / speed);
  const unwarp = (ms: number): number => until + (ms - until) * speed;

  const coming = momentsOf(options, warp).filter(({ step }) => step.at > until);
  const chance = Random.of(seed, firstLiveIndex - 1);
  const gap = (): number => chance.wait((60_000 * jobsPerWorkflow) / newJobsPerMinute);
  let nextStart = until + gap();

  for (let index = firstLiveIndex; !isAborted(signal);) {
    const next = coming[0];
    if (!next || next.step.at >= nextStart) {
      const random = Random.of(seed, index++);
      insert(coming, momentsAfter(random, unwarp(nextStart), warp));
      nextStart += gap();
      continue;
    }
    await clock.sleep(Math.max(0, next.step.at - clock.now()), signal);
    if (!isAborted(signal)) {
      coming.shift();
      yield batchEvent(next.job, next.step);
    }
  }
}

function momentsAfter(random: Random, start: number, warp: (ms: number) => number): Moment[] {
  return workflow(random, start, warp).flatMap(job => job.steps.map(step => ({ job, step })));
}

function insert(coming: Moment[], moments: readonly Moment[]): void {
  coming.push(...moments);
  coming.sort(inTime);
}

/** A function, since an abort while waiting is nothing the compiler can see. */
function isAborted(signal: AbortSignal): boolean {
  return signal.aborted;
}

const realClock: LiveClock = {
  now: Date.now,
  async sleep(ms, signal) {
    // Timers take at most 2^31 - 1 milliseconds; a rejection only means that it was aborted.
    await delay(Math.min(ms, 2 ** 31 - 1), undefined, { signal }).catch(() => undefined);
  },
};
