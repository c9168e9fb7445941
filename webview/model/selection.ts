import type { Target } from '../../src/protocol';

/** A context menu's command takes no more jobs than this; the row of buttons below has no limit. */
const mostInMenu = 1000;

/** Which rows the user has chosen: some jobs, or all that pass the filter. */
export class Selection {
  private jobIds: ReadonlySet<string> = new Set();
  private isAll = false;
  private changes = 0;
  private from: { readonly jobId: string; readonly row: number } | undefined;

  /** Where a range begins: the job chosen last by itself, and the row it had then. */
  get anchor(): { readonly jobId: string; readonly row: number } | undefined {
    return this.from;
  }

  /** Rises with every change. */
  get version(): number {
    return this.changes;
  }

  has(jobId: string): boolean {
    return this.isAll || this.jobIds.has(jobId);
  }

  count(matching: number): number {
    return this.isAll ? matching : this.jobIds.size;
  }

  get target(): Target {
    return this.isAll ? { kind: 'matching' } : { kind: 'some', jobIds: [...this.jobIds] };
  }

  /** So many as a context menu is told of. */
  get firstIds(): readonly string[] {
    return [...this.jobIds].slice(0, mostInMenu);
  }

  only(jobId: string, row = 0): void {
    this.set([jobId]);
    this.from = { jobId, row };
  }

  toggle(jobId: string, row: number): void {
    const others = [...this.jobIds].filter(id => id !== jobId);
    this.set(this.jobIds.has(jobId) ? others : [...others, jobId]);
    this.from = { jobId, row };
  }

  /** A range takes the place of what was chosen; its anchor stays. */
  range(jobIds: readonly string[]): void {
    this.set(jobIds);
  }

  all(): void {
    this.set([]);
    this.isAll = true;
  }

  clear(): void {
    this.set([]);
    this.from = undefined;
  }

  private set(jobIds: readonly string[]): void {
    this.jobIds = new Set(jobIds);
    this.isAll = false;
    this.changes++;
  }
}
