import type { Clock } from '../../core/base/clock';

export const systemClock: Clock = {
  now: Date.now,
  setTimeout: (run, ms) => {
    if (ms > 0) {
      const timer = setTimeout(run, ms);
      return () => clearTimeout(timer);
    }
    // The shortest time-out is a millisecond, which sliced work would spend between any two slices.
    const immediate = setImmediate(run);
    return () => clearImmediate(immediate);
  },
  clearTimeout: cancel => (cancel as (() => void) | undefined)?.(),
  random: Math.random,
};
