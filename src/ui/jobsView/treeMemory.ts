import { isGroupingId, defaultGrouping, type GroupingId } from '../../core/tree/jobGrouping';
import { maxTreeSearch } from '../../core/filter/searchLimits';
import type { Memento } from '../base/memento';

const keys = {
  grouping: 'tree.grouping',
  search: 'tree.search',
  isShared: 'tree.isShared',
} as const;

/**
 * How the user wants the tree, kept for the workspace and for each connection: others watch other tables.
 * What another version kept and this one cannot read is as good as nothing.
 */
export class TreeMemory {
  constructor(
    private readonly memory: Memento,
    private readonly onError: (error: unknown) => void,
    /** Under which the active connection's state is kept; see `Connections.stateKey`. */
    private readonly stateKey: () => string = () => '',
  ) {}

  get grouping(): GroupingId {
    const kept = this.read(keys.grouping);
    return isGroupingId(kept) ? kept : defaultGrouping;
  }

  set grouping(grouping: GroupingId) {
    this.keep(keys.grouping, grouping);
  }

  /** The view's own search. */
  get search(): string {
    const kept = this.read(keys.search);
    return typeof kept === 'string' ? kept.slice(0, maxTreeSearch) : '';
  }

  set search(search: string) {
    this.keep(keys.search, search);
  }

  /** Whether the tree follows the dashboard's filter. */
  get isShared(): boolean {
    return this.read(keys.isShared) === true;
  }

  set isShared(isShared: boolean) {
    this.keep(keys.isShared, isShared);
  }

  private read(key: string): unknown {
    return this.memory.get(this.keyOf(key));
  }

  private keyOf(key: string): string {
    const state = this.stateKey();
    return state === '' ? key : `${key}@${state}`;
  }

  private keep(key: string, value: unknown): void {
    this.memory.update(this.keyOf(key), value).then(undefined, this.onError);
  }
}
