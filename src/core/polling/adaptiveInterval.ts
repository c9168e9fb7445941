import { minuteMs } from '../base/timeUnits';

/** What decides how often the changes of a table are worth reading. */
export interface Activity {
  /** The time since the last change, or since the user last turned to the jobs. */
  readonly quietMs: number;
  /** Reads fail, or lacked capacity lately. */
  readonly isRestrained: boolean;
}

/** The shortest interval, and the step in which it widens, so that what users read of it stays calm. */
const stepMs = 1_000;

/**
 * The interval between refreshes that read only changes: a sixtieth of the time for which nothing has moved, so 1 s for
 * two minutes and 5 s after five. Never longer than the setting, `maxMs`; 0, which turns refreshes off, stays 0.
 * What refreshes cost does not count: reads of busy tables cost less this way than whole ones every 5 s.
 */
export function adaptiveInterval(maxMs: number, { quietMs, isRestrained }: Activity): number {
  if (isRestrained) {
    return maxMs;
  }
  // A clock that was set back makes the time negative.
  const steps = Math.floor(Math.abs(quietMs) / minuteMs);
  return Math.min(maxMs, Math.max(1, steps) * stepMs);
}
