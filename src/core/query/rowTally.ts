import type { RowMarks } from './rowMarks';

/** Keeps its own figures of the matching rows. */
export interface RowTally {
  /** Adds (1) or removes (-1) the row, in its current state. */
  count(row: number, by: 1 | -1): void;
}

/** Reports the rows that match to a tally: at first in steps, from then on each that starts or stops matching. */
export class TallyReports {
  /** Rows below this have been reported. */
  private end = 0;

  constructor(
    readonly tally: RowTally,
    private readonly marks: RowMarks,
  ) {}

  get upTo(): number {
    return this.end;
  }

  reportTo(end: number): void {
    const { tally, marks } = this;
    for (let row = this.end; row < end; row++) {
      if (marks.matchesAll(row)) {
        tally.count(row, 1);
      }
    }
    this.end = end;
  }

  /** Call after the row's mark was set, or before it is removed. */
  change(row: number, by: 1 | -1): void {
    if (row < this.end && this.marks.matchesAll(row)) {
      this.tally.count(row, by);
    }
  }
}
