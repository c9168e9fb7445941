import { hourMs, minuteMs } from './timeUnits';

/** The range of a `Date` (ECMAScript, "Time Values and Time Range"). */
export const maxTime = 8.64e15;

/** Bounds the memory of a zone that is asked about very many times. */
const maxCached = 5_000;

/** A time zone of the IANA database: what its clocks show, with daylight saving time. */
export class TimeZone {
  private readonly format: Intl.DateTimeFormat;
  private readonly offsets = new Map<number, number>();

  /** @throws RangeError if the zone is unknown. */
  constructor(readonly name: string) {
    this.format = new Intl.DateTimeFormat('en', { timeZone: name, timeZoneName: 'longOffset' });
  }

  /** The zone, or UTC if this computer does not know it. */
  static of(name: string): TimeZone {
    try {
      return new TimeZone(name);
    } catch {
      return new TimeZone('UTC');
    }
  }

  /** The clock's lead over UTC at that time, in milliseconds. */
  offsetAt(time: number): number {
    if (Number.isNaN(time)) {
      return 0;
    }
    const minute = Math.floor(Math.min(maxTime, Math.max(-maxTime, time)) / minuteMs);
    let offset = this.offsets.get(minute);
    if (offset === undefined) {
      offset = this.readOffset(Math.max(-maxTime, minute * minuteMs));
      if (this.offsets.size >= maxCached) {
        this.offsets.clear();
      }
      this.offsets.set(minute, offset);
    }
    return offset;
  }

  /** What the clock shows at that time, as milliseconds of a clock without a zone. */
  localTime(time: number): number {
    return time + this.offsetAt(time);
  }

  /** When the clock shows that local time: once, apart from changes of the clock. */
  timeOf(local: number): number {
    return local - this.offsetAt(local - this.offsetAt(local));
  }

  /** The time of the change of the offset between two times with different offsets. */
  changeBetween(before: number, after: number): number {
    const offset = this.offsetAt(before);
    let [low, high] = [before, after];
    while (high - low > 1) {
      const middle = Math.floor((low + high) / 2);
      if (this.offsetAt(middle) === offset) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return high;
  }

  /** Reads `GMT`, `GMT+10:30` or, before standard time, `GMT+00:09:21`. */
  private readOffset(time: number): number {
    const parts = this.format.formatToParts(time);
    const name = parts.find(({ type }) => type === 'timeZoneName')?.value ?? '';
    const [, sign, hours = 0, minutes = 0, seconds = 0] =
      /([+-])(\d+):(\d+)(?::(\d+))?/.exec(name) ?? [];
    const offset = Number(hours) * hourMs + Number(minutes) * minuteMs + Number(seconds) * 1000;
    return sign === '-' ? -offset : offset;
  }
}
