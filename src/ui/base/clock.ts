import type { Clock } from '../../core/base/clock';

export const systemClock: Clock = {
  now: Date.now,
  setTimeout: (run, ms) => setTimeout(run, ms),
  clearTimeout: timer => clearTimeout(timer as NodeJS.Timeout | undefined),
  random: Math.random,
};
