import { isGroupingId, defaultGrouping, type GroupingId } from '../../core/tree/jobGrouping';
import { maxTreeSearch } from '../../core/filter/searchLimits';
import type { Memento } from '../base/memento';

const keys = {
  grouping: 'tree.grouping',
  search: 'tree.search',
  isShared: 'tree.isShared',
} as const;

/**
 * The tree's state, stored per workspace and connection, since each connection has other jobs. Values from
 * another version that cannot be read are ignored.
 */
export class TreeMemory {
  constructor(
    private readonly memory: Memento,
    private readonly onError: (error: unknown) => void,
    /** Identifies the active connection's state; see `Connections.stateKey`. */
    private readonly stateKey: () => string = () => '',
  ) {}

  get grouping(): GroupingId {
    const stored = this.read(keys.grouping);
    return isGroupingId(stored) ? stored : defaultGrouping;
  }

  set grouping(grouping: GroupingId) {
    this.store(keys.grouping, grouping);
  }

  /** The view's own search. */
  get search(): string {
    const stored = this.read(keys.search);
    return typeof stored === 'string' ? stored.slice(0, maxTreeSearch) : '';
  }

  set search(search: string) {
    this.store(keys.search, search);
  }

  /** Whether the tree follows the dashboard's filter. */
  get isShared(): boolean {
    return this.read(keys.isShared) === true;
  }

  set isShared(isShared: boolean) {
    this.store(keys.isShared, isShared);
  }

  private read(key: string): unknown {
    return this.memory.get(this.keyOf(key));
  }

  private keyOf(key: string): string {
    const state = this.stateKey();
    return state === '' ? key : `${key}@${state}`;
  }

  private store(key: string, value: unknown): void {
    this.memory.update(this.keyOf(key), value).then(undefined, this.onError);
  }
}
