import { isUnacknowledgedFailure } from '../failures/countedFailures';
import { isUnresolved } from '../store/rowResolution';
import { TopItems } from '../base/topItems';
import { LargestOrder, NamedOrder, NewestOrder, type GroupOrder } from './groupOrder';
import type { Job } from '../job/job';
import { ChildJobs } from './childJobs';
import { groupLevel, groupings, type GroupingId, type GroupLevel } from './jobGrouping';
import type { JobColumns } from '../store/jobColumns';
import type { RowTally } from '../query/rowTally';
import { IntQueue } from '../base/intQueue';
import { GroupLeaves } from './groupLeaves';
import type { GroupPath, JobGroup, JobGroups } from './jobGroup';
import { TreeChanges, type TreeChange } from './treeChanges';
import type { StuckLimits } from '../job/stuckJobs';
import { StuckRows } from '../query/stuckRows';
import { newestFirstComparison } from '../query/rowSort';
import type { RowTaskTypes } from '../store/rowTaskTypes';

/** The maximum number of groups, and of jobs per group, that a tree shows. */
export interface TreeLimits {
  readonly groups: number;
  readonly jobs: number;
}

/** Items processed between two yields. */
const chunkSize = 4096;

/**
 * Jobs in one or two levels of groups, maintained row by row; contains the rows reported to `count`. Groups
 * of the lowest level are called leaves.
 */
export class JobTree implements RowTally {
  private readonly top: GroupLevel;
  private readonly leaves: GroupLeaves;
  private total = 0;
  private totalFailed = 0;
  private totalUnresolved = 0;
  private readonly order: GroupOrder;
  private readonly compare: (a: number, b: number) => number;
  /** For leaves whose jobs were requested. */
  private readonly newest = new Map<number, TopItems>();
  private childJobs: ChildJobs | undefined;
  /** Rows below this are in `childJobs`. */
  private childJobsUpTo = 0;
  /** Leaves changed since the last `settle`. */
  private readonly unsettled = new IntQueue();
  private readonly changes: TreeChanges;
  private readonly stuck: StuckRows;

  constructor(
    private readonly rows: JobColumns,
    taskTypes: RowTaskTypes,
    readonly grouping: GroupingId,
    private readonly limits: TreeLimits,
    { stuckLimits, now }: { readonly stuckLimits: StuckLimits; readonly now: number },
  ) {
    const [top, second] = groupings[grouping].map(by => groupLevel(by, rows, taskTypes));
    if (!top) {
      throw new Error('A grouping has at least one level.');
    }
    this.top = top;
    this.leaves = new GroupLeaves(top, second);
    this.compare = newestFirstComparison(rows);
    this.order = this.topOrder(top);
    this.changes = new TreeChanges(this.leaves, this.order);
    this.stuck = new StuckRows(rows, stuckLimits, now, (row, by) => this.countStuck(row, by));
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

  /** Moves the time, in milliseconds since the epoch; returns whether more jobs are stuck. */
  advance(now: number): boolean {
    return this.stuck.advance(now);
  }

  /** Must run before the tree is read; yields between chunks. */
  *settle(): Generator<undefined, void> {
    let done = 0;
    for (let leaf = this.unsettled.shift(); leaf !== undefined; leaf = this.unsettled.shift()) {
      const top = this.leaves.topOf(leaf);
      this.order.settle(top, this.leaves.hasJobs(top));
      if (++done % chunkSize === 0) {
        yield;
      }
    }
    yield* this.order.update();
  }

  /** What changed since the last call; call right after `settle`. */
  drainChange(): TreeChange {
    return { ...this.changes.drain(), parents: this.childJobs?.drainChange() ?? new Set() };
  }

  /** The groups within a group, or those of the top level. */
  groups(path: GroupPath = []): JobGroups {
    const [name] = path;
    if (name === undefined) {
      const groups = this.order.first.map(top => this.leaves.topGroup(top));
      return { groups, more: this.order.size - groups.length };
    }
    const groups = this.leaves.within(this.top.find(name)).map(leaf => this.leaves.leafGroup(leaf));
    const { order } = this.leaves.second ?? this.top;
    const nameOf = ({ path: [, second] }: JobGroup): string => second ?? '';
    const sorted =
      typeof order === 'string' ? groups : groups.sort((a, b) => order(nameOf(a), nameOf(b)));
    const first = sorted.slice(0, this.limits.groups);
    return { groups: first, more: sorted.length - first.length };
  }

  /** A group in its current state; empty if it does not exist. */
  group(path: GroupPath): JobGroup {
    const leaf = this.leaves.find(path);
    return leaf === undefined
      ? this.leaves.topGroup(this.top.find(path[0] ?? ''))
      : this.leaves.leafGroup(leaf);
  }

  /** Whether the group at the path holds jobs rather than groups. */
  isLowest(path: GroupPath): boolean {
    return path.length === groupings[this.grouping].length;
  }

  /** The newest jobs of a leaf; yields between chunks. */
  *jobs(path: GroupPath): Generator<undefined, Job[]> {
    const leaf = this.leaves.find(path);
    if (leaf === undefined) {
      return [];
    }
    const newest = this.newest.get(leaf) ?? new TopItems(this.compare, this.limits.jobs);
    this.newest.set(leaf, newest);
    yield* newest.update(
      () => this.leaves.rowsOf(leaf),
      row => this.leaves.holderOf(row) === leaf,
      () => this.leaves.countOf(leaf),
    );
    return newest.items.map(row => this.rows.read(row));
  }

  /** All jobs of a leaf, in the order of the table; undefined if they are more than `max`. */
  allJobs(path: GroupPath, max: number): Job[] | undefined {
    const leaf = this.leaves.find(path);
    if (leaf === undefined || this.leaves.countOf(leaf) > max) {
      return undefined;
    }
    return Array.from(this.leaves.rowsOf(leaf).sort(), row => this.rows.read(row));
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
        if (this.leaves.holderOf(this.childJobsUpTo) !== undefined) {
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

  /** The number of unacknowledged failed jobs. */
  get failed(): number {
    return this.totalFailed;
  }

  /** The number of those that no later job made good. */
  get unresolved(): number {
    return this.totalUnresolved;
  }

  private enter(row: number): void {
    const leaf = this.leaves.leafFor(row);
    this.newest.get(leaf)?.enter(row, this.leaves.countOf(leaf));
    this.leaves.put(row, leaf);
    this.updateCounts(row, leaf, 1);
    this.stuck.count(row, 1);
  }

  private leave(row: number): void {
    const leaf = this.leaves.holderOf(row);
    if (leaf !== undefined) {
      this.newest.get(leaf)?.leave(row);
      this.stuck.count(row, -1);
      this.leaves.remove(row);
      this.updateCounts(row, leaf, -1);
    }
  }

  private updateCounts(row: number, leaf: number, by: 1 | -1): void {
    this.total += by;
    const failed = isUnacknowledgedFailure(this.rows, row) ? by : 0;
    this.totalFailed += failed;
    this.totalUnresolved += failed !== 0 && isUnresolved(this.rows, row) ? by : 0;
    this.leaves.countFailed(leaf, failed);
    this.unsettled.add(leaf);
    this.changes.add(leaf);
  }

  private countStuck(row: number, by: 1 | -1): void {
    const leaf = this.leaves.holderOf(row);
    if (leaf !== undefined) {
      this.leaves.countStuck(leaf, by);
      this.unsettled.add(leaf);
      this.changes.add(leaf);
    }
  }

  private topOrder({ order }: GroupLevel): GroupOrder {
    const nameOf = (top: number): string => this.leaves.nameOfTop(top);
    if (order === 'largest') {
      return new LargestOrder(
        top => this.leaves.topGroup(top).count,
        top => nameOf(top) === '',
        this.limits.groups,
      );
    }
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
    for (const row of this.leaves.rowsOf(leaf)) {
      const time = timestamp.time(row);
      newest = time > newest ? time : newest;
    }
    return newest;
  }
}
