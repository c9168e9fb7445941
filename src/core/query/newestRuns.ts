import { lowerBound } from '../base/binarySearch';
import { maxRuns } from '../job/longRuns';

/** More than the newest runs that count, so that some can be removed before older ones must be found again. */
const capacity = 2 * maxRuns;

/** The rows of the newest successful runs of a definition. */
export class NewestRuns {
  /** Sorted, the newest last. */
  private readonly rows: number[] = [];
  /** Whether older runs were left out. */
  private isCut = false;

  /** `compare` orders two rows by their ends, and never returns 0 for different rows. */
  constructor(private readonly compare: (a: number, b: number) => number) {}

  add(row: number): void {
    const index = this.indexOf(row);
    if (index === 0 && this.isCut) {
      return;
    }
    this.rows.splice(index, 0, row);
    if (this.rows.length > capacity) {
      this.rows.shift();
      this.isCut = true;
    }
  }

  remove(row: number): void {
    const index = this.indexOf(row);
    if (this.rows[index] === row) {
      this.rows.splice(index, 1);
    }
  }

  /** Whether runs that were left out may be among the newest now, so that all must be added again. */
  get isIncomplete(): boolean {
    return this.isCut && this.rows.length < maxRuns;
  }

  clear(): void {
    this.rows.length = 0;
    this.isCut = false;
  }

  newest(): readonly number[] {
    return this.rows.slice(-maxRuns);
  }

  private indexOf(row: number): number {
    return lowerBound(this.rows.length, index => this.compare(this.rows[index] ?? row, row) < 0);
  }
}
