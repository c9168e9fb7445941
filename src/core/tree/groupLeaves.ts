import { LinkedRowLists } from '../store/linkedRowLists';
import type { GroupPath, JobGroup } from './jobGroup';
import type { GroupLevel } from './jobGrouping';

/**
 * The groups of the lowest level, called leaves, by number: their jobs, figures and paths. With one level, the
 * leaves are the top-level groups.
 */
export class GroupLeaves {
  /** Rows by leaf. */
  private readonly lists = new LinkedRowLists();
  private readonly failed: number[] = [];
  private readonly stuck: number[] = [];
  /** With two levels: the leaf by both codes, and back. */
  private readonly leafOf: number[][] = [];
  private readonly codesOf: { readonly top: number; readonly second: number }[] = [];

  constructor(
    private readonly top: GroupLevel,
    readonly second: GroupLevel | undefined,
  ) {}

  /** The leaf that a row belongs to by its present fields. */
  leafFor(row: number): number {
    const top = this.top.groups.code(row);
    if (!this.second) {
      return top;
    }
    const second = this.second.groups.code(row);
    const leaves = (this.leafOf[top] ??= []);
    return (leaves[second] ??= this.codesOf.push({ top, second }) - 1);
  }

  /** The leaf that holds the row. */
  holderOf(row: number): number | undefined {
    return this.lists.listOf(row);
  }

  put(row: number, leaf: number): void {
    this.lists.put(row, leaf);
  }

  remove(row: number): void {
    this.lists.remove(row);
  }

  countFailed(leaf: number, by: number): void {
    // Always written: a sparse array is many times slower.
    this.failed[leaf] = (this.failed[leaf] ?? 0) + by;
  }

  countStuck(leaf: number, by: number): void {
    this.stuck[leaf] = (this.stuck[leaf] ?? 0) + by;
  }

  rowsOf(leaf: number): Uint32Array {
    return this.lists.rowsOf(leaf);
  }

  countOf(leaf: number): number {
    return this.lists.lengthOf(leaf);
  }

  topOf(leaf: number): number {
    return this.second ? (this.codesOf[leaf]?.top ?? -1) : leaf;
  }

  /** The leaves that hold jobs within a top-level group. */
  within(top: number): number[] {
    const leaves = this.second ? (this.leafOf[top] ?? []).filter(leaf => leaf >= 0) : [top];
    return leaves.filter(leaf => this.countOf(leaf) > 0);
  }

  hasJobs(top: number): boolean {
    return this.second ? this.within(top).length > 0 : this.countOf(top) > 0;
  }

  find([name, second]: GroupPath): number | undefined {
    const top = this.top.find(name ?? '');
    if (!this.second) {
      return top < 0 ? undefined : top;
    }
    return second === undefined ? undefined : this.leafOf[top]?.[this.second.find(second)];
  }

  nameOfTop(top: number): string {
    return this.top.groups.values[top] ?? '';
  }

  pathOf(leaf: number): GroupPath {
    const top = this.nameOfTop(this.topOf(leaf));
    const code = this.codesOf[leaf]?.second;
    return this.second ? [top, this.second.groups.values[code ?? -1] ?? ''] : [top];
  }

  /** A top-level group in its current state. */
  topGroup(top: number): JobGroup {
    const leaves = this.within(top);
    return {
      path: [this.nameOfTop(top)],
      count: leaves.reduce((sum, leaf) => sum + this.countOf(leaf), 0),
      failed: leaves.reduce((sum, leaf) => sum + (this.failed[leaf] ?? 0), 0),
      stuck: leaves.reduce((sum, leaf) => sum + (this.stuck[leaf] ?? 0), 0),
    };
  }

  leafGroup(leaf: number): JobGroup {
    return {
      path: this.pathOf(leaf),
      count: this.countOf(leaf),
      failed: this.failed[leaf] ?? 0,
      stuck: this.stuck[leaf] ?? 0,
    };
  }
}
