import { isGroupingId, usualGrouping, type GroupingId } from '../core/jobGrouping';
import { maxTreeSearch } from '../core/treeSearch';

/** The part of VS Code's `Memento` that is used. */
export interface Memory {
  get(key: string): unknown;
  update(key: string, value: unknown): PromiseLike<void>;
}

const keys = {
  grouping: 'tree.grouping',
  search: 'tree.search',
  isShared: 'tree.isShared',
} as const;

/**
 * How the user wants the tree, kept for the workspace: another one may watch another table. What another
 * version kept and this one cannot read is as good as nothing.
 */
export class TreeMemory {
  constructor(
    private readonly memory: Memory,
    private readonly onError: (error: unknown) => void,
  ) {}

  get grouping(): GroupingId {
    const kept = this.memory.get(keys.grouping);
    return isGroupingId(kept) ? kept : usualGrouping;
  }

  set grouping(grouping: GroupingId) {
    this.keep(keys.grouping, grouping);
  }

  /** The view's own search. */
  get search(): string {
    const kept = this.memory.get(keys.search);
    return typeof kept === 'string' ? kept.slice(0, maxTreeSearch) : '';
  }

  set search(search: string) {
    this.keep(keys.search, search);
  }

  /** Whether the tree follows the dashboard's filter. */
  get isShared(): boolean {
    return this.memory.get(keys.isShared) === true;
  }

  set isShared(isShared: boolean) {
    this.keep(keys.isShared, isShared);
  }

  private keep(key: string, value: unknown): void {
    this.memory.update(key, value).then(undefined, this.onError);
  }
}
