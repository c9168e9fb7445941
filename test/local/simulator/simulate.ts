import { batchEvent, type BatchEvent } from '../../../src/sample/batchEvent';
import { pastMoments, type PastOptions } from '../../../src/sample/jobStream';
import { finish } from '../process/finish';

export type SimulationOptions = PastOptions;

/**
 * Every event of a past window, in time order: the same options give the same events. Some jobs are
 * still under way at `until`.
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
