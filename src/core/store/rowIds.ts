import { randomSeed, textHash } from '../base/textHash';
import { RowHashIndex } from './rowHashIndex';

/** Finds the row of a job by its id. A `Map` of a million ids blocks for hundreds of milliseconds when it grows. */
export class RowIds {
  private readonly index = new RowHashIndex();
  private readonly seed = randomSeed();

  constructor(private readonly ids: { get(row: number): string }) {}

  /** Call when the row has its id, which no other row may have. */
  add(row: number): void {
    this.index.add(row, textHash(this.ids.get(row), this.seed));
  }

  remove(row: number): void {
    this.index.remove(row);
  }

  find(jobId: string): number | undefined {
    let found: number | undefined;
    this.index.visit(textHash(jobId, this.seed), row => {
      if (this.ids.get(row) === jobId) {
        found = row;
      }
    });
    return found;
  }
}
