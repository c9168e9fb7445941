import * as vscode from 'vscode';
import { Throttle } from '../../core/base/throttle';
import { newestFirst } from '../../core/filter/columns';
import { DisposableStore } from '../../core/base/disposableStore';
import { Emitter, type Disposable } from '../../core/base/emitter';
import type { JobQueries, JobQuery } from '../../core/query/jobQueries';
import type { JobStore } from '../../core/store/jobStore';
import { JobTree, type GroupPath, type TreeChange, type TreeLimits } from '../../core/tree/jobTree';
import { RowTaskTypes } from '../../core/store/rowTaskTypes';
import { runInSlices } from '../../core/base/timeSlicing';
import type { TaskTypes } from '../../core/job/taskTypes';
import { views } from '../../ids';
import { systemClock } from '../base/clock';
import { jobFlags } from './jobFlags';
import type { GroupNode, JobLeaf, JobNode, MoreNode } from './jobNode';
import { jobTooltip } from './jobTooltip';
import { groupItem, jobItem, moreItem } from './jobTreeItem';
import type { TreeFilter } from './treeFilter';
import type { TreeGrouping } from './treeGrouping';
import { TreeNodes } from './treeNodes';
import { tooltipFacts, tooltipTitle } from './tooltipFacts';
import { dependsOnNow } from '../../core/filter/jobFilter';
import { minuteMs } from '../../core/base/timeUnits';

/** VS Code's tree gets slow and hard to read beyond this. */
export const treeLimits: TreeLimits = { groups: 200, jobs: 200 };

/** Throttles updates while pages stream in. */
const refreshMs = 200;

export interface JobTreeOptions {
  readonly store: JobStore;
  readonly queries: JobQueries;
  readonly taskTypes: TaskTypes;
  readonly filter: TreeFilter;
  readonly grouping: TreeGrouping;
}

/** A tree and the query that fills it. */
interface LiveTree {
  readonly tree: JobTree;
  readonly query: JobQuery;
}

/**
 * Provides the matching jobs in groups. Grouping and order are in core/tree; this class maps them to nodes
 * and refreshes those that changed.
 */
export class JobTreeProvider implements vscode.TreeDataProvider<JobNode>, Disposable {
  private readonly changed = new vscode.EventEmitter<JobNode[] | undefined>();
  private readonly contentChanged = new Emitter<undefined>();
  private readonly nodes = new TreeNodes();
  private readonly refresh = new Throttle(() => this.applyChanges(), refreshMs, systemClock);
  private readonly subscriptions: DisposableStore;
  private readonly minuteTimer: NodeJS.Timeout;
  private isVisible: (() => boolean) | undefined;
  /** Jobs last rendered as stuck. */
  private readonly shownStuck = new WeakSet<JobLeaf>();
  /** Jobs with a resolved tooltip: VS Code caches it until a refresh, but it contains ages. */
  private readonly hovered = new Set<JobLeaf>();
  private shown: LiveTree;
  /** The filter of the tree, with the minute if it depends on the current time. */
  private filterKey = '';
  private rebuilding: Disposable | undefined;
  /** Whether jobs changed since the last update. */
  private isOutdated = false;
  private updating: Disposable | undefined;
  /** The search for children in the current tree. */
  private childSearch: Disposable | undefined;

  readonly onDidChangeTreeData = this.changed.event;

  /** Fires when the tree's jobs have changed. */
  readonly onDidChange = this.contentChanged.event;

  constructor(private readonly options: JobTreeOptions) {
    const { store, taskTypes, filter, grouping } = options;
    this.shown = this.createTree();
    this.rebuild();
    this.subscriptions = new DisposableStore(
      store.onDidChange(() => {
        this.isOutdated = true;
        this.refresh.request();
      }),
      store.onDidReset(() => {
        this.nodes.clear();
        this.rebuild();
      }),
      taskTypes.onDidChange(() => this.rebuild()),
      grouping.onDidChange(() => this.rebuild()),
      filter.onDidChange(() => {
        if (this.filterKey !== this.currentFilterKey()) {
          this.rebuild();
        }
      }),
    );
    this.minuteTimer = setInterval(() => this.updateAges(), minuteMs);
    this.minuteTimer.unref();
  }

  /** Pauses age updates while the view is hidden. */
  watch(view: Pick<vscode.TreeView<JobNode>, 'visible' | 'onDidChangeVisibility'>): void {
    this.isVisible = () => view.visible;
    this.subscriptions.add(view.onDidChangeVisibility(() => this.updateAges()));
  }

  /** The number of jobs that match the filter. */
  get size(): number {
    return this.shown.tree.size;
  }

  /** Whether the tree reflects all known jobs. */
  get isUpToDate(): boolean {
    return this.rebuilding === undefined && !this.isOutdated;
  }

  getChildren(node?: JobNode): JobNode[] | Promise<JobNode[]> {
    switch (node?.kind) {
      case undefined:
        return this.read(this.topNodes());
      case 'group':
        return this.shown.tree.isLowest(node.path)
          ? this.read(this.jobNodes(node))
          : this.groupNodes(node);
      case 'job':
        return this.childNodes(node);
      case 'more':
        return [];
    }
  }

  getParent(node: JobNode): JobNode | undefined {
    if (node.kind !== 'group') {
      return node.parent;
    }
    const path = node.path.slice(0, -1);
    return path.length === 0 ? undefined : this.nodes.group(node.grouping, path);
  }

  getTreeItem(node: JobNode): vscode.TreeItem {
    switch (node.kind) {
      case 'group':
        return groupItem(node, this.shown.tree.group(node.path));
      case 'job':
        return this.jobItem(node);
      case 'more':
        return moreItem(node);
    }
  }

  resolveTreeItem(item: vscode.TreeItem, node: JobNode): vscode.TreeItem {
    if (node.kind === 'job') {
      const { store, taskTypes } = this.options;
      const job = store.get(node.job.jobId) ?? node.job;
      const now = Date.now();
      const details = tooltipFacts(job, taskTypes.of(job), jobFlags(job, store, now), now);
      item.tooltip = jobTooltip(tooltipTitle(job), details);
      this.hovered.add(node);
    }
    return item;
  }

  dispose(): void {
    clearInterval(this.minuteTimer);
    this.subscriptions.dispose();
    this.stop();
    this.rebuilding?.dispose();
    this.shown.query.dispose();
    this.refresh.dispose();
    this.changed.dispose();
    this.contentChanged.dispose();
  }

  private jobItem(node: JobLeaf): vscode.TreeItem {
    const { store } = this.options;
    node.job = store.get(node.job.jobId) ?? node.job;
    const flags = jobFlags(node.job, store, Date.now());
    if (flags.isStuck) {
      this.shownStuck.add(node);
    } else {
      this.shownStuck.delete(node);
    }
    const isChild = node.parent?.kind === 'job';
    const children = isChild ? 0 : this.shown.tree.childCount(node.job.jobId);
    return jobItem(node, { ...flags, children });
  }

  private *topNodes(): Generator<undefined, JobNode[]> {
    const { tree } = this.shown;
    yield* tree.settle();
    const { groups, more } = tree.groups();
    this.nodes.retainTop(groups.map(({ path }) => path));
    return this.withMore(tree, undefined, groups, more);
  }

  private groupNodes(node: GroupNode): JobNode[] {
    const { tree } = this.shown;
    const { groups, more } = tree.groups(node.path);
    return this.withMore(tree, node, groups, more);
  }

  private withMore(
    { grouping }: JobTree,
    parent: GroupNode | undefined,
    groups: readonly { readonly path: GroupPath }[],
    more: number,
  ): JobNode[] {
    const nodes = groups.map(({ path }) => this.nodes.group(grouping, path));
    const rest: MoreNode = { kind: 'more', parent, count: undefined };
    return more > 0 ? [...nodes, rest] : nodes;
  }

  private *jobNodes(node: GroupNode): Generator<undefined, JobNode[]> {
    const { tree } = this.shown;
    const jobs = yield* tree.jobs(node.path);
    this.findChildren();
    const { count } = tree.group(node.path);
    const leaves = this.nodes.jobsOf(node, jobs);
    return count > jobs.length ? [...leaves, { kind: 'more', parent: node, count }] : leaves;
  }

  private childNodes(node: JobLeaf): JobNode[] {
    if (node.parent?.kind === 'job') {
      return [];
    }
    const { tree } = this.shown;
    const { jobId } = node.job;
    const jobs = tree.children(jobId);
    const leaves = this.nodes.jobsOf(node, jobs);
    const count = tree.childCount(jobId);
    const childId = jobs[0]?.jobId;
    return count > jobs.length
      ? [...leaves, { kind: 'more', parent: node, count, childId }]
      : leaves;
  }

  /** Returns the nodes at once if the first time slice suffices, else a promise. */
  private read(work: Generator<undefined, JobNode[]>): JobNode[] | Promise<JobNode[]> {
    let nodes: JobNode[] | undefined;
    let resolve: ((nodes: JobNode[]) => void) | undefined;
    runInSlices(work, systemClock, result => {
      nodes = result;
      resolve?.(result);
    });
    return nodes ?? new Promise<JobNode[]>(done => (resolve = done));
  }

  private createTree(): LiveTree {
    const { store, queries, taskTypes, filter, grouping } = this.options;
    this.filterKey = this.currentFilterKey();
    const { rows } = store;
    const search = { ...filter.value, now: thisMinute() };
    return {
      query: queries.open(search, newestFirst),
      tree: new JobTree(rows, new RowTaskTypes(rows, taskTypes.of), grouping.value, treeLimits),
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
      const listener = this.contentChanged.event(() => finish());
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

  private *fill(next: LiveTree): Generator<undefined, void> {
    yield* catchUp(next);
    if (this.childSearch && next.tree.grouping === this.shown.tree.grouping) {
      // VS Code would collapse an expanded job that has no children even for a moment.
      yield* next.tree.findChildren();
      yield* catchUp(next);
    }
  }

  private show(next: LiveTree): void {
    const isOtherGrouping = next.tree.grouping !== this.shown.tree.grouping;
    this.stop();
    this.shown.query.dispose();
    this.shown = next;
    this.isOutdated = false;
    if (isOtherGrouping) {
      this.nodes.clear();
    }
    this.hovered.clear();
    this.changed.fire(undefined);
    this.contentChanged.fire(undefined);
  }

  /** Applies changes to the current tree, unless a new one is being built. */
  private applyChanges(): void {
    if (!this.rebuilding) {
      this.updating?.dispose();
      this.updating = runInSlices(catchUp(this.shown), systemClock, change =>
        this.announce(change),
      );
    }
  }

  private announce({ root, groups, parents }: TreeChange): void {
    this.isOutdated = false;
    const nodes = root ? [] : this.nodesOf(groups, parents);
    if (root || nodes.length > 0) {
      this.changed.fire(root ? undefined : nodes);
    }
    this.contentChanged.fire(undefined);
  }

  /** The changed nodes known to VS Code, without those inside another one, which refreshes them too. */
  private nodesOf(groups: readonly GroupPath[], parents: ReadonlySet<string>): JobNode[] {
    const changed = new Set<JobNode>(groups.flatMap(path => this.nodes.find(path) ?? []));
    if (parents.size > 0) {
      for (const node of this.nodes.allJobs()) {
        const isParent = node.parent?.kind === 'group' && parents.has(node.job.jobId);
        if (isParent && !this.isWithin(node, changed)) {
          changed.add(node);
        }
      }
    }
    return [...changed];
  }

  /** Whether one of the job's enclosing groups is in `nodes`. */
  private isWithin({ parent }: JobLeaf, nodes: ReadonlySet<JobNode>): boolean {
    return (
      parent?.kind === 'group' &&
      parent.path.some((_, level) => {
        const node = this.nodes.find(parent.path.slice(0, level + 1));
        return node !== undefined && nodes.has(node);
      })
    );
  }

  private findChildren(): void {
    const { tree } = this.shown;
    // Once per tree, which keeps them up to date afterwards.
    this.childSearch ??= runInSlices(tree.findChildren(), systemClock, () =>
      this.refresh.request(),
    );
  }

  private stop(): void {
    this.updating?.dispose();
    this.childSearch?.dispose();
    this.childSearch = undefined;
    this.updating = undefined;
  }

  /** Job ages change without events: jobs may now match the filter, or have become stuck. */
  private updateAges(): void {
    if (this.isVisible?.() === false) {
      return;
    }
    if (this.filterKey !== this.currentFilterKey()) {
      this.rebuild();
      return;
    }
    const { store } = this.options;
    const now = Date.now();
    const stuck = [...this.nodes.allJobs()].filter(
      node => jobFlags(node.job, store, now).isStuck && !this.shownStuck.has(node),
    );
    const outdated = new Set([...this.hovered, ...stuck]);
    this.hovered.clear();
    if (outdated.size > 0) {
      this.changed.fire([...outdated]);
    }
  }

  private currentFilterKey(): string {
    const { value } = this.options.filter;
    return JSON.stringify([value, dependsOnNow(value) ? thisMinute() : undefined]);
  }
}

function* catchUp({ query, tree }: LiveTree): Generator<undefined, TreeChange> {
  yield* query.follow(tree);
  yield* tree.settle();
  return tree.drainChange();
}

/** Ages rounded as in the dashboard, so that both share one query. */
const thisMinute = (): number => Math.floor(Date.now() / minuteMs) * minuteMs;
