import { batchEvent, type BatchEvent } from '../../../src/sample/batchEvent';
import { pastMoments, type PastOptions } from '../../../src/sample/jobStream';
import { finish } from '../process/finish';

export type SimulationOptions = PastOptions;

/**
 * All events of a past period, in chronological order; deterministic for the same options. Some jobs are
 * unfinished at `until`.
 */
export function* simulate(options: SimulationOptions): Generator<BatchEvent, void> {
  const until = options.until.getTime();
  for (const { job, step } of finish(pastMoments(options))) {
    if (step.at > until) {
      return;
    }
    yield batchEvent(job, step);
  }
}
