import { capacityFor, copyInto } from '../base/growableArray';

/** When the job of each row was last read, so that a complete read can tell which jobs it did not find. */
export class ReadMarks {
  private current = 0;
  /** By row. */
  private latest = new Uint32Array();

  /** Starts a read and returns its mark. */
  next(): number {
    return ++this.current;
  }

  /** The current read has found the job of a row. */
  set(row: number): void {
    if (row >= this.latest.length) {
      this.latest = copyInto(this.latest, new Uint32Array(capacityFor(row)));
    }
    this.latest[row] = this.current;
  }

  /** Whether the job of a row was not found since the read with this mark has started. */
  isBefore(row: number, mark: number): boolean {
    return (this.latest[row] ?? 0) < mark;
  }

  /** Makes room for so many rows at once. */
  reserve(rows: number): void {
    if (rows > this.latest.length) {
      this.latest = copyInto(this.latest, new Uint32Array(rows));
    }
  }
}
