import { minuteMs } from '../base/timeUnits';

/** Rows to evaluate again at a later time, by minute. A row may be listed more than once. */
export class DueRows {
  private readonly byMinute = new Map<number, number[]>();
  private minute: number;

  /** Times are in milliseconds since the epoch. */
  constructor(now: number) {
    this.minute = Math.floor(now / minuteMs);
  }

  /** The row changes at this moment, or right after it. */
  add(row: number, moment: number): void {
    if (moment === Infinity) {
      return;
    }
    const minute = Math.max(this.minute + 1, Math.ceil(moment / minuteMs));
    const rows = this.byMinute.get(minute);
    if (rows) {
      rows.push(row);
    } else {
      this.byMinute.set(minute, [row]);
    }
  }

  /** Removes and returns the rows that are due by now. */
  takeDue(now: number): number[] {
    this.minute = Math.floor(now / minuteMs);
    const due: number[] = [];
    for (const [minute, rows] of this.byMinute) {
      if (minute <= this.minute) {
        rows.forEach(row => due.push(row));
        this.byMinute.delete(minute);
      }
    }
    return due;
  }
}
