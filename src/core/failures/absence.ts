import { hourMs } from '../base/timeUnits';

/** Returning after a shorter time is no return. */
const minAbsenceMs = hourMs;

/** Notices when the user returns after a long time. Times are milliseconds since the epoch. */
export class Absence {
  private lastSeen: number | undefined;

  /** `lastSeen`: when the user was last there, if that is known from an earlier session. */
  constructor(lastSeen: number | undefined) {
    this.lastSeen = lastSeen;
  }

  /** When the user was last there; undefined if never. */
  get seenAt(): number | undefined {
    return this.lastSeen;
  }

  /** Call while the user is there, at least every few minutes; returns since when the user was away. */
  seen(now: number): number | undefined {
    const since = this.lastSeen;
    this.lastSeen = now;
    return since !== undefined && now - since > minAbsenceMs ? since : undefined;
  }
}
