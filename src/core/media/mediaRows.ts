import type { JobColumns } from '../store/jobColumns';
import type { RowObserver } from '../store/jobStore';
import { rowsPerStep } from './mediaOverview';

/** The rows of a media item's jobs: found once, then kept row by row. */
export class MediaRows implements RowObserver {
  private readonly found = new Set<number>();
  private searchedUpTo = 0;
  private isChanged = true;

  constructor(
    private readonly rows: JobColumns,
    readonly mediaId: string,
  ) {}

  entered(row: number): void {
    if (this.rows.fields.mediaId.get(row) === this.mediaId) {
      this.found.add(row);
      this.isChanged = true;
    }
  }

  leaving(row: number): void {
    this.isChanged = this.found.delete(row) || this.isChanged;
  }

  /** Whether one of the jobs changed since the last `read`. */
  get hasChanged(): boolean {
    return this.isChanged;
  }

  /** Looks at all rows the first time; yields between chunks. */
  *search(): Generator<undefined, void> {
    while (this.searchedUpTo < this.rows.length) {
      const end = Math.min(this.searchedUpTo + rowsPerStep, this.rows.length);
      for (; this.searchedUpTo < end; this.searchedUpTo++) {
        if (this.rows.has(this.searchedUpTo)) {
          this.entered(this.searchedUpTo);
        }
      }
      yield;
    }
  }

  /** The rows, in the order of the table. */
  read(): readonly number[] {
    this.isChanged = false;
    return [...this.found].sort((a, b) => a - b);
  }
}
