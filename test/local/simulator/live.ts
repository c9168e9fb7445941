import { setTimeout as delay } from 'node:timers/promises';
import { batchEvent, type BatchEvent } from '../../../src/sample/batchEvent';
import { JobStream, type StreamOptions } from '../../../src/sample/jobStream';
import { finish } from '../process/finish';

export interface LiveClock {
  readonly now: () => number;
  /** Resolves after this many milliseconds, or when aborted. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
}

export interface LiveOptions extends Omit<StreamOptions, 'newJobsPerMinute'> {
  readonly newJobsPerMinute?: number;
  readonly signal: AbortSignal;
  readonly clock?: LiveClock;
}

/**
 * Continues in real time where `simulate` with the same options ends: running jobs progress, new ones start.
 * Yields each event when it is due, overdue ones at once. Ends when aborted.
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

/** A function, because the compiler would narrow the property across the await. */
function isAborted(signal: AbortSignal): boolean {
  return signal.aborted;
}

const realClock: LiveClock = {
  now: Date.now,
  async sleep(ms, signal) {
    // The maximum timer delay is 2^31 - 1 ms; a rejection only means that the wait was aborted.
    await delay(Math.min(ms, 2 ** 31 - 1), undefined, { signal }).catch(() => undefined);
  },
};
