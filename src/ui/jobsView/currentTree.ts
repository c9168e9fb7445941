import * as vscode from 'vscode';
import { DisposableStore } from '../../core/base/disposableStore';
import { Emitter, type Disposable } from '../../core/base/emitter';
import { PromptThrottle } from '../../core/base/promptThrottle';
import { runInSlices } from '../../core/base/timeSlicing';
import { minuteMs } from '../../core/base/timeUnits';
import { newestFirst } from '../../core/filter/columns';
import { dependsOnNow } from '../../core/filter/jobFilter';
import type { StuckRules } from '../../core/job/stuckRules';
import type { TaskTypes } from '../../core/job/taskTypes';
import type { JobQueries, JobQuery } from '../../core/query/jobQueries';
import type { JobStore } from '../../core/store/jobStore';
import { RowTaskTypes } from '../../core/store/rowTaskTypes';
import { JobTree, type TreeLimits } from '../../core/tree/jobTree';
import type { TreeChange } from '../../core/tree/treeChanges';
import { views } from '../../ids';
import { systemClock } from '../base/clock';
import type { TreeFilter } from './treeFilter';
import type { TreeGrouping } from './treeGrouping';

/** Throttles updates while pages stream in. */
const refreshMs = 200;

export interface CurrentTreeOptions {
  readonly store: JobStore;
  readonly queries: JobQueries;
  readonly taskTypes: TaskTypes;
  readonly stuckRules: Pick<StuckRules, 'limits'>;
  readonly filter: TreeFilter;
  readonly grouping: TreeGrouping;
}

export type TreeUpdate =
  /** Another tree took the place of the current one. */
  | { readonly kind: 'replaced'; readonly isOtherGrouping: boolean }
  /** The jobs of the current tree changed. */
  | { readonly kind: 'changed'; readonly change: TreeChange };

/** A tree and the query that fills it. */
interface FilledTree {
  readonly tree: JobTree;
  readonly query: JobQuery;
}

/** The tree of the current filter and grouping: follows the jobs, and is built anew for other settings. */
export class CurrentTree implements Disposable {
  private readonly updates = new Emitter<TreeUpdate>();
  private readonly refresh = new PromptThrottle(() => this.applyChanges(), refreshMs, systemClock);
  private readonly subscriptions: DisposableStore;
  private shown: FilledTree;
  /** The filter of the tree, and the minute that its jobs were last evaluated for. */
  private filterKey = '';
  private minute = 0;
  private rebuilding: Disposable | undefined;
  /** Whether jobs changed since the last update. */
  private isOutdated = false;
  private updating: Disposable | undefined;
  /** The search for children in the current tree. */
  private childSearch: Disposable | undefined;

  readonly onDidUpdate = this.updates.event;

  constructor(
    private readonly options: CurrentTreeOptions,
    private readonly limits: TreeLimits,
  ) {
    const { store, queries, filter, grouping } = options;
    this.shown = this.createTree();
    this.rebuild();
    this.subscriptions = new DisposableStore(
      store.onDidChange(() => {
        this.isOutdated = true;
        this.refresh.request();
      }),
      store.onDidReset(() => this.rebuild()),
      queries.onDidChangeRules(() => this.rebuild()),
      grouping.onDidChange(() => this.rebuild()),
      filter.onDidChange(() => this.rebuildIfChanged()),
    );
  }

  get tree(): JobTree {
    return this.shown.tree;
  }

  /** Whether the tree reflects all known jobs. */
  get isUpToDate(): boolean {
    return this.rebuilding === undefined && !this.isOutdated;
  }

  /** Adds and removes the jobs that start or stop matching as time passes, and counts those that got stuck. */
  advance(): void {
    const minute = thisMinute();
    if (minute === this.minute || this.rebuilding) {
      return;
    }
    if (minute < this.minute) {
      // The clock was set back.
      this.rebuild();
      return;
    }
    this.minute = minute;
    const { query, tree } = this.shown;
    const isTimed = dependsOnNow(this.options.filter.value);
    if (isTimed) {
      query.advance(minute);
    }
    if (tree.advance(minute) || isTimed) {
      this.isOutdated = true;
      this.applyChanges();
    }
  }

  /** Finds the children of all jobs, once per tree, which keeps them up to date afterwards. */
  findChildren(): void {
    this.childSearch ??= runInSlices(this.tree.findChildren(), systemClock, () =>
      this.refresh.request(),
    );
  }

  dispose(): void {
    this.subscriptions.dispose();
    this.stop();
    this.rebuilding?.dispose();
    this.shown.query.dispose();
    this.refresh.dispose();
    this.updates.dispose();
  }

  private createTree(): FilledTree {
    const { store, queries, taskTypes, stuckRules, filter, grouping } = this.options;
    this.filterKey = this.currentFilterKey();
    this.minute = thisMinute();
    const { rows } = store;
    const ofRows = new RowTaskTypes(rows, taskTypes.of);
    return {
      query: queries.open(filter.value, newestFirst, this.minute),
      tree: new JobTree(rows, ofRows, grouping.value, this.limits, {
        stuckLimits: stuckRules.limits,
        now: this.minute,
      }),
    };
  }

  /** Builds a tree for another filter or grouping; the current tree stays until the new one is complete. */
  private rebuild(): void {
    this.rebuilding?.dispose();
    this.rebuilding = undefined;
    const next = this.createTree();
    const work = runInSlices(this.fill(next), systemClock, () => {
      this.rebuilding = undefined;
      this.show(next);
    });
    if (this.shown !== next) {
      let finish = (): void => undefined;
      const finished = new Promise<void>(resolve => (finish = resolve));
      const listener = this.onDidUpdate(() => finish());
      void vscode.window
        .withProgress({ location: { viewId: views.jobs } }, () => finished)
        .then(() => listener.dispose());
      this.rebuilding = {
        dispose: () => {
          work.dispose();
          next.query.dispose();
          finish();
        },
      };
    }
  }

  private *fill(next: FilledTree): Generator<undefined, void> {
    yield* catchUp(next);
    if (this.childSearch && next.tree.grouping === this.tree.grouping) {
      // VS Code would collapse an expanded job that has no children even for a moment.
      yield* next.tree.findChildren();
      yield* catchUp(next);
    }
  }

  private show(next: FilledTree): void {
    const isOtherGrouping = next.tree.grouping !== this.tree.grouping;
    this.stop();
    this.shown.query.dispose();
    this.shown = next;
    this.isOutdated = false;
    this.updates.fire({ kind: 'replaced', isOtherGrouping });
  }

  /** Applies changes to the current tree, unless a new one is being built. */
  private applyChanges(): void {
    if (!this.rebuilding) {
      this.updating?.dispose();
      this.updating = runInSlices(catchUp(this.shown), systemClock, change => {
        this.isOutdated = false;
        this.updates.fire({ kind: 'changed', change });
      });
    }
  }

  private rebuildIfChanged(): void {
    if (this.filterKey !== this.currentFilterKey()) {
      this.rebuild();
    }
  }

  private stop(): void {
    this.updating?.dispose();
    this.childSearch?.dispose();
    this.childSearch = undefined;
    this.updating = undefined;
  }

  private currentFilterKey(): string {
    return JSON.stringify(this.options.filter.value);
  }
}

function* catchUp({ query, tree }: FilledTree): Generator<undefined, TreeChange> {
  yield* query.follow(tree);
  yield* tree.settle();
  return tree.drainChange();
}

/** Ages rounded as in the dashboard, so that both share one query. */
const thisMinute = (): number => Math.floor(Date.now() / minuteMs) * minuteMs;
