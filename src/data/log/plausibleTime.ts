import { dayMs } from '../../core/base/timeUnits';

/** A century allows for clocks that were wrong. */
const maxAheadMs = 100 * 365 * dayMs;

/**
 * Whether a stored time can be right. New entries get later times than all known ones, so a damaged time at
 * the end of the range of dates would leave no valid time for them.
 */
export const isPlausibleTime = (time: number, now: number): boolean =>
  Math.abs(time) <= now + maxAheadMs;
