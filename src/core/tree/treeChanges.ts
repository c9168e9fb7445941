import { IntQueue } from '../base/intQueue';
import type { GroupLeaves } from './groupLeaves';
import type { GroupOrder } from './groupOrder';
import type { GroupPath } from './jobGroup';

/** What changed, so that a view refreshes only that. */
export interface TreeChange {
  /** A top-level group appeared, disappeared or moved. */
  readonly root: boolean;
  /** Groups whose figures, subgroups or jobs changed; none within another. */
  readonly groups: readonly GroupPath[];
  /** The ids of jobs whose children changed. */
  readonly parents: ReadonlySet<string>;
}

/** Finds what changed in the groups that a view shows since it last asked. */
export class TreeChanges {
  /** Leaves changed since the last `drain`. */
  private readonly leaves = new IntQueue();
  /** The top-level groups at the last `drain`. */
  private shown: readonly number[] = [];
  private hadMore = false;
  /** The figures of groups at the last `drain`. */
  private readonly signatures = new Map<number, string>();

  constructor(
    private readonly groups: GroupLeaves,
    private readonly order: GroupOrder,
  ) {}

  add(leaf: number): void {
    this.leaves.add(leaf);
  }

  /** What changed since the last call. */
  drain(): Omit<TreeChange, 'parents'> {
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
    this.leaves.clear();
    return { root, groups };
  }

  /** Only groups that are shown; others are read when they are. */
  private changedGroups(): GroupPath[] {
    const { groups, leaves } = this;
    if (!groups.second) {
      return this.shown.filter(leaf => leaves.has(leaf)).map(leaf => groups.pathOf(leaf));
    }
    const tops = new Set(Array.from(leaves, leaf => groups.topOf(leaf)));
    const changedTops = this.shown.filter(top => tops.has(top));
    const changed = new Set(changedTops.filter(top => this.figuresChanged(top)));
    const within = new Set(changedTops.filter(top => !changed.has(top)));
    return [
      ...Array.from(changed, top => [groups.nameOfTop(top)]),
      ...[...leaves]
        .filter(leaf => within.has(groups.topOf(leaf)))
        .map(leaf => groups.pathOf(leaf)),
    ];
  }

  /** Whether the figures or subgroups of a top-level group changed since the last call. */
  private figuresChanged(top: number): boolean {
    const { count, failed, stuck } = this.groups.topGroup(top);
    const signature = JSON.stringify([count, failed, stuck, this.groups.within(top)]);
    const hasChanged = signature !== this.signatures.get(top);
    this.signatures.set(top, signature);
    return hasChanged;
  }
}
