import { Emitter, type Disposable } from '../../core/base/emitter';
import { isFiltering, noFilter, type JobFilter } from '../../core/filter/jobFilter';
import { contextKeys } from '../../ids';
import { ContextKey } from '../base/contextKey';
import type { Dashboard } from '../dashboard/dashboard';
import type { TreeMemory } from './treeMemory';

/** The tree's filter: its own search or the dashboard's filter. */
export class TreeFilter implements Disposable {
  private readonly changed = new Emitter<JobFilter>();
  private readonly mode = new ContextKey<'own' | 'shared'>(contextKeys.treeFilter);
  private readonly filtering = new ContextKey<boolean>(contextKeys.isTreeFiltered);
  private readonly subscription: Disposable;
  private current: JobFilter;

  /** Fires when the filter or its source may have changed. */
  readonly onDidChange = this.changed.event;

  constructor(
    private readonly dashboard: Pick<Dashboard, 'query' | 'onDidChangeQuery'>,
    private readonly memory: TreeMemory,
  ) {
    this.current = this.activeFilter();
    this.updateContext();
    this.subscription = dashboard.onDidChangeQuery(() => {
      if (this.isShared) {
        this.update();
      }
    });
  }

  /** The current filter. */
  get value(): JobFilter {
    return this.current;
  }

  get isFiltering(): boolean {
    return isFiltering(this.current);
  }

  get isShared(): boolean {
    return this.memory.isShared;
  }

  /** The tree's own search, kept while it follows the dashboard. */
  get search(): string {
    return this.memory.search;
  }

  /** Applies the tree's own search; empty: all jobs. */
  use(search: string): void {
    this.memory.search = search.trim();
    this.memory.isShared = false;
    this.update();
  }

  /** Follows the dashboard, or returns to the tree's own search. */
  share(isShared: boolean): void {
    this.memory.isShared = isShared;
    this.update();
  }

  /** Applies the filter stored for the active connection. */
  reload(): void {
    this.update();
  }

  dispose(): void {
    this.subscription.dispose();
    this.changed.dispose();
  }

  /** Without a dashboard to follow, all jobs match. */
  private activeFilter(): JobFilter {
    return this.isShared
      ? (this.dashboard.query?.filter ?? noFilter)
      : { ...noFilter, text: this.memory.search };
  }

  private update(): void {
    this.current = this.activeFilter();
    this.updateContext();
    this.changed.fire(this.current);
  }

  private updateContext(): void {
    this.mode.set(this.isShared ? 'shared' : 'own');
    this.filtering.set(this.isFiltering);
  }
}
