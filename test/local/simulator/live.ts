import { setTimeout as delay } from 'node:timers/promises';
import { batchEvent, type BatchEvent } from '../../../src/sample/batchEvent';
import { JobStream, type StreamOptions } from '../../../src/sample/jobStream';
import { finish } from '../process/finish';

export interface LiveClock {
  readonly now: () => number;
  /** Resolves after so many milliseconds, or when aborted. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
}

export interface LiveOptions extends Omit<StreamOptions, 'newJobsPerMinute'> {
  readonly newJobsPerMinute?: number;
  readonly signal: AbortSignal;
  readonly clock?: LiveClock;
}

/**
 * Goes on where `simulate` with the same options ends, in real time: jobs under way progress, new
 * ones come. Each event is given when its time has come; an overdue one at once. Ends when aborted.
 */
export async function* live(options: LiveOptions): AsyncGenerator<BatchEvent, void> {
  const { signal, newJobsPerMinute = 6, clock = realClock } = options;
  const stream = finish(JobStream.open({ ...options, newJobsPerMinute }));
  while (stream.nextAt <= options.until.getTime()) {
    stream.next();
  }
  while (!isAborted(signal)) {
    await clock.sleep(Math.max(0, stream.nextAt - clock.now()), signal);
    if (!isAborted(signal)) {
      const { job, step } = stream.next();
      yield batchEvent(job, step);
    }
  }
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
