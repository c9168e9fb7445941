import { isUnacknowledgedFailure } from '../failures/countedFailures';
import { TopItems } from '../base/topItems';
import { NamedOrder, NewestOrder, type GroupOrder } from './groupOrder';
import type { Job } from '../job/job';
import { ChildJobs } from './childJobs';
import { groupLevel, groupings, type GroupingId, type GroupLevel } from './jobGrouping';
import type { JobColumns } from '../store/jobColumns';
import type { RowTally } from '../query/jobView';
import { IntQueue } from '../base/intQueue';
import { LinkedRowLists } from '../store/linkedRowLists';
import { newestFirstComparison } from '../query/rowSort';
import type { RowTaskTypes } from '../store/rowTaskTypes';

/** The names of a group and the groups around it, top first; empty for the root. */
export type GroupPath = readonly string[];

export interface JobGroup {
  readonly path: GroupPath;
  readonly count: number;
  /** Unacknowledged failed jobs. */
  readonly failed: number;
}

export interface JobGroups {
  /** In order, limited to what a view shows. */
  readonly groups: readonly JobGroup[];
  /** The number of groups left out. */
  readonly more: number;
}

/** What changed, so that a view refreshes only that. */
export interface TreeChange {
  /** A top-level group appeared, disappeared or moved. */
  readonly root: boolean;
  /** Groups whose figures, subgroups or jobs changed; none within another. */
  readonly groups: readonly GroupPath[];
  /** The ids of jobs whose children changed. */
  readonly parents: ReadonlySet<string>;
}

/** The maximum number of groups, and of jobs per group, that a tree shows. */
export interface TreeLimits {
  readonly groups: number;
  readonly jobs: number;
}

/** Items processed between two yields. */
const chunkSize = 4096;

/**
 * Jobs in one or two levels of groups, maintained row by row; contains the rows reported to `count`. Groups
 * of the lowest level are called leaves here.
 */
export class JobTree implements RowTally {
  private readonly top: GroupLevel;
  private readonly second: GroupLevel | undefined;
  /** Rows by leaf. */
  private readonly lists = new LinkedRowLists();
  private readonly failed: number[] = [];
  private total = 0;
  /** With two levels: the leaf by both codes, and back. */
  private readonly leafOf: number[][] = [];
  private readonly codesOf: { readonly top: number; readonly second: number }[] = [];
  private readonly order: GroupOrder;
  private readonly compare: (a: number, b: number) => number;
  /** For leaves whose jobs were requested. */
  private readonly newest = new Map<number, TopItems>();
  private childJobs: ChildJobs | undefined;
  /** Rows below this are in `childJobs`. */
  private childJobsUpTo = 0;
  /** Leaves changed since the last `settle`, and since the last `drainChange`. */
  private readonly unsettled = new IntQueue();
  private readonly changedLeaves = new IntQueue();
  private shown: readonly number[] = [];
  private hadMore = false;
  /** The figures of groups at the last `drainChange`. */
  private readonly signatures = new Map<number, string>();

  constructor(
    private readonly rows: JobColumns,
    taskTypes: RowTaskTypes,
    readonly grouping: GroupingId,
    private readonly limits: TreeLimits,
  ) {
    const [top, second] = groupings[grouping].map(by => groupLevel(by, rows, taskTypes));
    if (!top) {
      throw new Error('A grouping has a level at least.');
    }
    this.top = top;
    this.second = second;
    this.compare = newestFirstComparison(rows);
    this.order = this.topOrder(top);
  }

  count(row: number, by: 1 | -1): void {
    if (by === 1) {
      this.enter(row);
    } else {
      this.leave(row);
    }
    if (row < this.childJobsUpTo) {
      this.childJobs?.count(row, by);
    }
  }

  /** Must run before the tree is read; yields between chunks. */
  *settle(): Generator<undefined, void> {
    let done = 0;
    for (let leaf = this.unsettled.shift(); leaf !== undefined; leaf = this.unsettled.shift()) {
      const top = this.topOf(leaf);
      this.order.settle(top, this.hasJobs(top));
      if (++done % chunkSize === 0) {
        yield;
      }
    }
    yield* this.order.update();
  }

  /** What changed since the last call; call right after `settle`. */
  drainChange(): TreeChange {
    const shown = this.order.first;
    const hasMore = this.order.size > shown.length;
    const root =
      hasMore !== this.hadMore ||
      shown.length !== this.shown.length ||
      shown.some((top, index) => top !== this.shown[index]);
    this.shown = shown;
    this.hadMore = hasMore;
    if (root) {
      const isShown = new Set(shown);
      [...this.signatures.keys()]
        .filter(top => !isShown.has(top))
        .forEach(top => this.signatures.delete(top));
    }
    const groups = this.changedGroups();
    this.changedLeaves.clear();
    return { root, groups, parents: this.childJobs?.drainChange() ?? new Set() };
  }

  /** The groups within a group, or those of the top level. */
  groups(path: GroupPath = []): JobGroups {
    const [name] = path;
    if (name === undefined) {
      const groups = this.order.first.map(top => this.topGroup(top));
      return { groups, more: this.order.size - groups.length };
    }
    const groups = this.leavesOf(this.top.find(name)).map(leaf => this.leafGroup(leaf));
    const { order } = this.second ?? this.top;
    const nameOf = ({ path: [, second] }: JobGroup): string => second ?? '';
    const sorted = order === 'newest' ? groups : groups.sort((a, b) => order(nameOf(a), nameOf(b)));
    const first = sorted.slice(0, this.limits.groups);
    return { groups: first, more: sorted.length - first.length };
  }

  /** A group in its current state; empty if it does not exist. */
  group(path: GroupPath): JobGroup {
    const leaf = this.find(path);
    return leaf === undefined ? this.topGroup(this.top.find(path[0] ?? '')) : this.leafGroup(leaf);
  }

  /** Whether the group at the path holds jobs rather than groups. */
  isLowest(path: GroupPath): boolean {
    return path.length === groupings[this.grouping].length;
  }

  /** The newest jobs of a leaf; yields between chunks. */
  *jobs(path: GroupPath): Generator<undefined, Job[]> {
    const leaf = this.find(path);
    if (leaf === undefined) {
      return [];
    }
    const newest = this.newest.get(leaf) ?? new TopItems(this.compare, this.limits.jobs);
    this.newest.set(leaf, newest);
    yield* newest.update(
      () => this.lists.rowsOf(leaf),
      row => this.lists.listOf(row) === leaf,
      () => this.lists.lengthOf(leaf),
    );
    return newest.items.map(row => this.rows.read(row));
  }

  /**
   * Finds the children of all jobs once, yielding between chunks; from then on, they are maintained row by
   * row.
   */
  *findChildren(): Generator<undefined, void> {
    const childJobs = (this.childJobs ??= new ChildJobs(this.rows));
    while (this.childJobsUpTo < this.rows.length) {
      const end = Math.min(this.childJobsUpTo + chunkSize, this.rows.length);
      for (; this.childJobsUpTo < end; this.childJobsUpTo++) {
        if (this.lists.listOf(this.childJobsUpTo) !== undefined) {
          childJobs.count(this.childJobsUpTo, 1);
        }
      }
      yield;
    }
    this.childJobsUpTo = Infinity;
  }

  /** The number of known children; 0 before `findChildren`. */
  childCount(jobId: string): number {
    return this.childJobs?.sizeOf(jobId) ?? 0;
  }

  /** The first children of a job, by index. */
  children(jobId: string): Job[] {
    const first = this.childJobs?.first(jobId, this.limits.jobs) ?? [];
    return first.map(row => this.rows.read(row));
  }

  /** The number of jobs. */
  get size(): number {
    return this.total;
  }

  private enter(row: number): void {
    const leaf = this.leafFor(row);
    this.newest.get(leaf)?.enter(row, this.lists.lengthOf(leaf));
    this.lists.put(row, leaf);
    this.updateCounts(row, leaf, 1);
  }

  private leave(row: number): void {
    const leaf = this.lists.listOf(row);
    if (leaf !== undefined) {
      this.newest.get(leaf)?.leave(row);
      this.lists.remove(row);
      this.updateCounts(row, leaf, -1);
    }
  }

  private updateCounts(row: number, leaf: number, by: 1 | -1): void {
    this.total += by;
    const counts = isUnacknowledgedFailure(this.rows, row);
    // Always written: a sparse array is many times slower.
    this.failed[leaf] = (this.failed[leaf] ?? 0) + (counts ? by : 0);
    this.unsettled.add(leaf);
    this.changedLeaves.add(leaf);
  }

  private leafFor(row: number): number {
    const top = this.top.groups.code(row);
    if (!this.second) {
      return top;
    }
    const second = this.second.groups.code(row);
    const leaves = (this.leafOf[top] ??= []);
    return (leaves[second] ??= this.codesOf.push({ top, second }) - 1);
  }

  private topOf(leaf: number): number {
    return this.second ? (this.codesOf[leaf]?.top ?? -1) : leaf;
  }

  private leavesOf(top: number): number[] {
    const leaves = this.second ? (this.leafOf[top] ?? []).filter(leaf => leaf >= 0) : [top];
    return leaves.filter(leaf => this.lists.lengthOf(leaf) > 0);
  }

  private hasJobs(top: number): boolean {
    return this.second ? this.leavesOf(top).length > 0 : this.lists.lengthOf(top) > 0;
  }

  private find([name, second]: GroupPath): number | undefined {
    const top = this.top.find(name ?? '');
    if (!this.second) {
      return top < 0 ? undefined : top;
    }
    return second === undefined ? undefined : this.leafOf[top]?.[this.second.find(second)];
  }

  private topGroup(top: number): JobGroup {
    const leaves = this.leavesOf(top);
    return {
      path: [this.top.groups.values[top] ?? ''],
      count: leaves.reduce((sum, leaf) => sum + this.lists.lengthOf(leaf), 0),
      failed: leaves.reduce((sum, leaf) => sum + (this.failed[leaf] ?? 0), 0),
    };
  }

  private leafGroup(leaf: number): JobGroup {
    return {
      path: this.pathOf(leaf),
      count: this.lists.lengthOf(leaf),
      failed: this.failed[leaf] ?? 0,
    };
  }

  private pathOf(leaf: number): GroupPath {
    const top = this.top.groups.values[this.topOf(leaf)] ?? '';
    const code = this.codesOf[leaf]?.second;
    return this.second ? [top, this.second.groups.values[code ?? -1] ?? ''] : [top];
  }

  /** Only groups that are shown; others are read when they are. */
  private changedGroups(): GroupPath[] {
    const { changedLeaves } = this;
    if (!this.second) {
      return this.shown.filter(leaf => changedLeaves.has(leaf)).map(leaf => this.pathOf(leaf));
    }
    const tops = new Set(Array.from(changedLeaves, leaf => this.topOf(leaf)));
    const changedTops = this.shown.filter(top => tops.has(top));
    const changed = new Set(changedTops.filter(top => this.figuresChanged(top)));
    const within = new Set(changedTops.filter(top => !changed.has(top)));
    return [
      ...Array.from(changed, top => [this.top.groups.values[top] ?? '']),
      ...[...changedLeaves]
        .filter(leaf => within.has(this.topOf(leaf)))
        .map(leaf => this.pathOf(leaf)),
    ];
  }

  /** Whether the figures or subgroups of a top-level group changed since the last call. */
  private figuresChanged(top: number): boolean {
    const { count, failed } = this.topGroup(top);
    const signature = JSON.stringify([count, failed, this.leavesOf(top)]);
    const hasChanged = signature !== this.signatures.get(top);
    this.signatures.set(top, signature);
    return hasChanged;
  }

  private topOrder({ order, groups }: GroupLevel): GroupOrder {
    const nameOf = (top: number): string => groups.values[top] ?? '';
    if (order !== 'newest') {
      return new NamedOrder((a, b) => order(nameOf(a), nameOf(b)), this.limits.groups);
    }
    const isUnnamed = (top: number): boolean => nameOf(top) === '';
    return new NewestOrder(
      top => (isUnnamed(top) ? -Infinity : this.newestTime(top)),
      isUnnamed,
      this.limits.groups,
    );
  }

  private newestTime(leaf: number): number {
    const { timestamp } = this.rows.fields;
    let newest = -Infinity;
    for (const row of this.lists.rowsOf(leaf)) {
      const time = timestamp.time(row);
      newest = time > newest ? time : newest;
    }
    return newest;
  }
}
