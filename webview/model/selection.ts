import { maxJobsAtOnce } from '../../src/core/actions/jobActions';
import type { Target } from '../../src/protocol/schemas';

interface Anchor {
  readonly jobId: string;
  /** Its row, as last known. */
  readonly row: number | undefined;
}

const maxSaved = 1000;

/** The selected rows: some jobs, or all matches except some. */
export class Selection {
  /** The selected ids or, if all are selected, the exceptions. */
  private jobIds: ReadonlySet<string> = new Set();
  private isAll = false;
  private changes = 0;
  private from: Anchor | undefined;
  private cachedContext: { readonly version: number; readonly text: string } | undefined;

  /** The start of a range: the job last selected on its own. */
  get anchor(): Anchor | undefined {
    return this.from;
  }

  /** Increases with every change. */
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

  /** For VS Code's context menu: the selected ids, or the exceptions if all are selected. */
  get context(): string {
    if (this.cachedContext?.version !== this.changes) {
      const jobIds = [...this.jobIds];
      const context = this.isAll
        ? { selectsMatching: true, exceptIds: jobIds }
        : { selectedIds: jobIds };
      this.cachedContext = { version: this.changes, text: JSON.stringify(context) };
    }
    return this.cachedContext.text;
  }

  /** What is kept with the page; undefined if nothing is selected, or too much to save with every scroll. */
  get saved(): Target | undefined {
    const isSmall = this.jobIds.size <= maxSaved && (this.isAll || this.jobIds.size > 0);
    return isSmall ? this.target : undefined;
  }

  /** As an earlier page had it; `jobId` is the job in its details. */
  restore({
    jobId,
    selection,
  }: {
    readonly jobId?: string | undefined;
    readonly selection?: Target | undefined;
  }): void {
    if (jobId !== undefined) {
      this.only(jobId);
    }
    if (selection?.kind === 'some') {
      this.set(selection.jobIds);
    } else if (selection) {
      this.set(selection.except, true);
    }
  }

  only(jobId: string, row?: number): void {
    this.set([jobId]);
    this.from = { jobId, row };
  }

  /** `false` if the limit of individually selected jobs is reached. */
  toggle(jobId: string, row: number): boolean {
    const isSelected = this.jobIds.has(jobId);
    if (!isSelected && this.jobIds.size >= maxJobsAtOnce) {
      return false;
    }
    const others = [...this.jobIds].filter(id => id !== jobId);
    this.set(isSelected ? others : [...others, jobId], this.isAll);
    this.from = { jobId, row };
    return true;
  }

  /** Replaces the selection; the anchor stays. */
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

  /** Adjusts the anchor after rows were inserted above; the selected jobs stay the same. */
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
