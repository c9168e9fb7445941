import { Emitter, type Disposable } from '../../core/base/emitter';
import { isFiltering, noFilter, type JobFilter } from '../../core/filter/jobFilter';
import { contextKeys } from '../../ids';
import { ContextKey } from '../base/contextKey';
import type { Dashboard } from '../dashboard/dashboard';
import type { TreeMemory } from './treeMemory';

/** Which jobs the tree shows: those of a search of its own, or of the dashboard's filter. */
export class TreeFilter implements Disposable {
  private readonly changed = new Emitter<JobFilter>();
  private readonly mode = new ContextKey<'own' | 'shared'>(contextKeys.treeFilter);
  private readonly filtering = new ContextKey<boolean>(contextKeys.isTreeFiltered);
  private readonly subscription: Disposable;
  private current: JobFilter;

  /** The filter, or whose it is, may have changed. */
  readonly onDidChange = this.changed.event;

  constructor(
    private readonly dashboard: Pick<Dashboard, 'query' | 'onDidChangeQuery'>,
    private readonly memory: TreeMemory,
  ) {
    this.current = this.inForce();
    this.announce();
    this.subscription = dashboard.onDidChangeQuery(() => {
      if (this.isShared) {
        this.update();
      }
    });
  }

  /** The filter in force. */
  get value(): JobFilter {
    return this.current;
  }

  get isFiltering(): boolean {
    return isFiltering(this.current);
  }

  get isShared(): boolean {
    return this.memory.isShared;
  }

  /** The tree's own search, also while it follows the dashboard. */
  get search(): string {
    return this.memory.search;
  }

  /** Shows the jobs of a search of the tree's own; an empty one: all jobs. */
  use(search: string): void {
    this.memory.search = search.trim();
    this.memory.isShared = false;
    this.update();
  }

  /** Follows the dashboard, or goes back to the tree's own search. */
  share(isShared: boolean): void {
    this.memory.isShared = isShared;
    this.update();
  }

  /** Takes up what the connection that is active now had. */
  reload(): void {
    this.update();
  }

  dispose(): void {
    this.subscription.dispose();
    this.changed.dispose();
  }

  /** Without a dashboard there is nothing to follow, and nothing is hidden. */
  private inForce(): JobFilter {
    return this.isShared
      ? (this.dashboard.query?.filter ?? noFilter)
      : { ...noFilter, text: this.memory.search };
  }

  private update(): void {
    this.current = this.inForce();
    this.announce();
    this.changed.fire(this.current);
  }

  private announce(): void {
    this.mode.set(this.isShared ? 'shared' : 'own');
    this.filtering.set(this.isFiltering);
  }
}
