import { maxSelected, type Target } from '../../src/protocol';

interface Anchor {
  readonly jobId: string;
  /** The row it has, as far as is known. */
  readonly row: number | undefined;
}

/** Which rows the user has chosen: some jobs, or all that pass the filter, but for some. */
export class Selection {
  /** Chosen, or left out where all others are chosen. */
  private jobIds: ReadonlySet<string> = new Set();
  private isAll = false;
  private changes = 0;
  private from: Anchor | undefined;
  private listed: { readonly version: number; readonly text: string } | undefined;

  /** Where a range begins: the job chosen last by itself. */
  get anchor(): Anchor | undefined {
    return this.from;
  }

  /** Rises with every change. */
  get version(): number {
    return this.changes;
  }

  has(jobId: string): boolean {
    return this.isAll !== this.jobIds.has(jobId);
  }

  count(matching: number): number {
    return this.isAll ? Math.max(0, matching - this.jobIds.size) : this.jobIds.size;
  }

  get target(): Target {
    const jobIds = [...this.jobIds];
    return this.isAll ? { kind: 'matching', except: jobIds } : { kind: 'some', jobIds };
  }

  /** For VS Code's context menu: the chosen ids, or those not chosen where the others are too many to name. */
  get context(): string {
    if (this.listed?.version !== this.changes) {
      const jobIds = [...this.jobIds];
      const context = this.isAll
        ? { selectsMatching: true, exceptIds: jobIds }
        : { selectedIds: jobIds };
      this.listed = { version: this.changes, text: JSON.stringify(context) };
    }
    return this.listed.text;
  }

  only(jobId: string, row?: number): void {
    this.set([jobId]);
    this.from = { jobId, row };
  }

  /** `false` where no more can be chosen one by one. */
  toggle(jobId: string, row: number): boolean {
    const isIn = this.jobIds.has(jobId);
    if (!isIn && this.jobIds.size >= maxSelected) {
      return false;
    }
    const others = [...this.jobIds].filter(id => id !== jobId);
    this.set(isIn ? others : [...others, jobId], this.isAll);
    this.from = { jobId, row };
    return true;
  }

  /** A range takes the place of what was chosen; its anchor stays. */
  range(jobIds: readonly string[]): void {
    this.set(jobIds);
  }

  all(): void {
    this.set([], true);
  }

  clear(): void {
    this.set([]);
    this.from = undefined;
  }

  /** So many rows have come above; the chosen jobs are the same. */
  shift(rows: number): void {
    if (this.from?.row !== undefined) {
      this.from = { ...this.from, row: this.from.row + rows };
    }
  }

  private set(jobIds: readonly string[], isAll = false): void {
    this.jobIds = new Set(jobIds);
    this.isAll = isAll;
    this.changes++;
  }
}
