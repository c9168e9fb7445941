import { randomSeed, textHash } from '../base/textHash';
import { RowHashIndex } from './rowHashIndex';

/** Finds the row of a job by its id. A `Map` of a million ids blocks for hundreds of milliseconds when it grows. */
export class RowIds {
  private readonly index = new RowHashIndex();
  private readonly seed = randomSeed();

  constructor(private readonly ids: { holds(row: number, jobId: string): boolean }) {}

  /** Adds a row under its id, unless another one has it; returns whether it did. */
  add(row: number, jobId: string): boolean {
    const hash = textHash(jobId, this.seed);
    if (this.search(jobId, hash) !== undefined) {
      return false;
    }
    this.index.add(row, hash);
    return true;
  }

  remove(row: number): void {
    this.index.remove(row);
  }

  find(jobId: string): number | undefined {
    return this.search(jobId, textHash(jobId, this.seed));
  }

  private search(jobId: string, hash: number): number | undefined {
    let found: number | undefined;
    this.index.visit(hash, row => {
      if (this.ids.holds(row, jobId)) {
        found = row;
      }
    });
    return found;
  }
}
