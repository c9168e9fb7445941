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

/** VS Code's tree slows down and stops being readable beyond this. */
export const treeLimits: TreeLimits = { groups: 200, jobs: 200 };

/** While pages stream in, the tree follows a few times a second, not once a page. */
const refreshMs = 200;

const minuteMs = 60_000;

export interface JobTreeOptions {
  readonly store: JobStore;
  readonly queries: JobQueries;
  readonly taskTypes: TaskTypes;
  readonly filter: TreeFilter;
  readonly grouping: TreeGrouping;
}

/** A tree and the query whose jobs it holds. */
interface Grown {
  readonly tree: JobTree;
  readonly query: JobQuery;
}

/**
 * Shows the jobs that pass the filter in groups. Grouping and order live in core/jobTree; this gives VS Code
 * the nodes, and refreshes those that changed.
 */
export class JobTreeProvider implements vscode.TreeDataProvider<JobNode>, Disposable {
  private readonly changed = new vscode.EventEmitter<JobNode[] | undefined>();
  private readonly grownAnew = new Emitter<undefined>();
  private readonly nodes = new TreeNodes();
  private readonly refresh = new Throttle(() => this.follow(), refreshMs, systemClock);
  private readonly subscriptions: DisposableStore;
  private readonly minutes: NodeJS.Timeout;
  private isSeen: (() => boolean) | undefined;
  /** Jobs that were shown as stuck. */
  private readonly shownStuck = new WeakSet<JobLeaf>();
  /** Jobs whose tooltip VS Code keeps until they are refreshed, though it tells how long ago things were. */
  private readonly hovered = new Set<JobLeaf>();
  private shown: Grown;
  /** What it was asked for: a filter, measured against a time where it depends on one. */
  private request = '';
  private growing: Disposable | undefined;
  /** Jobs have changed since. */
  private isBehind = false;
  private following: Disposable | undefined;
  /** The search for children in the tree on show. */
  private childSearch: Disposable | undefined;

  readonly onDidChangeTreeData = this.changed.event;

  /** The tree holds other jobs than before. */
  readonly onDidChange = this.grownAnew.event;

  constructor(private readonly options: JobTreeOptions) {
    const { store, taskTypes, filter, grouping } = options;
    this.shown = this.seed();
    this.grow();
    this.subscriptions = new DisposableStore(
      store.onDidChange(() => {
        this.isBehind = true;
        this.refresh.request();
      }),
      store.onDidReset(() => {
        this.nodes.clear();
        this.grow();
      }),
      taskTypes.onDidChange(() => this.grow()),
      grouping.onDidChange(() => this.grow()),
      filter.onDidChange(() => {
        if (this.request !== this.currentRequest()) {
          this.grow();
        }
      }),
    );
    this.minutes = setInterval(() => this.passTime(), minuteMs);
    this.minutes.unref();
  }

  /** While nobody sees the view, time need not pass in it. */
  watch(view: Pick<vscode.TreeView<JobNode>, 'visible' | 'onDidChangeVisibility'>): void {
    this.isSeen = () => view.visible;
    this.subscriptions.add(view.onDidChangeVisibility(() => this.passTime()));
  }

  /** Jobs that pass the filter. */
  get size(): number {
    return this.shown.tree.size;
  }

  /** Whether all known jobs have been looked at. */
  get isUpToDate(): boolean {
    return this.growing === undefined && !this.isBehind;
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
    clearInterval(this.minutes);
    this.subscriptions.dispose();
    this.stop();
    this.growing?.dispose();
    this.shown.query.dispose();
    this.refresh.dispose();
    this.changed.dispose();
    this.grownAnew.dispose();
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
    this.nodes.keepTop(groups.map(({ path }) => path));
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

  /** What takes long gives way to others; most does not, and is there at once. */
  private read(work: Generator<undefined, JobNode[]>): JobNode[] | Promise<JobNode[]> {
    let nodes: JobNode[] | undefined;
    let resolve: ((nodes: JobNode[]) => void) | undefined;
    runInSlices(work, systemClock, result => {
      nodes = result;
      resolve?.(result);
    });
    return nodes ?? new Promise<JobNode[]>(done => (resolve = done));
  }

  private seed(): Grown {
    const { store, queries, taskTypes, filter, grouping } = this.options;
    this.request = this.currentRequest();
    const { rows } = store;
    const search = { ...filter.value, now: thisMinute() };
    return {
      query: queries.open(search, newestFirst),
      tree: new JobTree(rows, new RowTaskTypes(rows, taskTypes.of), grouping.value, treeLimits),
    };
  }

  /** Other jobs, or the same in other groups: until all are in, the tree on show stays. */
  private grow(): void {
    this.growing?.dispose();
    this.growing = undefined;
    const next = this.seed();
    const work = runInSlices(this.raise(next), systemClock, () => {
      this.growing = undefined;
      this.show(next);
    });
    if (this.shown !== next) {
      let finish = (): void => undefined;
      const finished = new Promise<void>(resolve => (finish = resolve));
      const listener = this.grownAnew.event(() => finish());
      void vscode.window
        .withProgress({ location: { viewId: views.jobs } }, () => finished)
        .then(() => listener.dispose());
      this.growing = {
        dispose: () => {
          work.dispose();
          next.query.dispose();
          finish();
        },
      };
    }
  }

  private *raise(next: Grown): Generator<undefined, void> {
    yield* catchUp(next);
    if (this.childSearch && next.tree.grouping === this.shown.tree.grouping) {
      // VS Code would close a job that was open if it were shown without its children for a moment.
      yield* next.tree.findChildren();
      yield* catchUp(next);
    }
  }

  private show(next: Grown): void {
    const isOther = next.tree.grouping !== this.shown.tree.grouping;
    this.stop();
    this.shown.query.dispose();
    this.shown = next;
    this.isBehind = false;
    if (isOther) {
      this.nodes.clear();
    }
    this.hovered.clear();
    this.changed.fire(undefined);
    this.grownAnew.fire(undefined);
  }

  /** Takes in what changed, and tells of it. While other jobs are being looked through, that comes first. */
  private follow(): void {
    if (!this.growing) {
      this.following?.dispose();
      this.following = runInSlices(catchUp(this.shown), systemClock, change =>
        this.announce(change),
      );
    }
  }

  private announce({ root, groups, parents }: TreeChange): void {
    this.isBehind = false;
    const nodes = root ? [] : this.nodesOf(groups, parents);
    if (root || nodes.length > 0) {
      this.changed.fire(root ? undefined : nodes);
    }
    this.grownAnew.fire(undefined);
  }

  /** Those VS Code knows; what is within another one is refreshed with it. */
  private nodesOf(groups: readonly GroupPath[], parents: ReadonlySet<string>): JobNode[] {
    const changed = new Set<JobNode>(groups.flatMap(path => this.nodes.known(path) ?? []));
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

  /** Whether one of the groups around it is among those. */
  private isWithin({ parent }: JobLeaf, nodes: ReadonlySet<JobNode>): boolean {
    return (
      parent?.kind === 'group' &&
      parent.path.some((_, level) => {
        const node = this.nodes.known(parent.path.slice(0, level + 1));
        return node !== undefined && nodes.has(node);
      })
    );
  }

  private findChildren(): void {
    const { tree } = this.shown;
    // Once for each tree; from then on they are kept with it.
    this.childSearch ??= runInSlices(tree.findChildren(), systemClock, () =>
      this.refresh.request(),
    );
  }

  private stop(): void {
    this.following?.dispose();
    this.childSearch?.dispose();
    this.childSearch = undefined;
    this.following = undefined;
  }

  /** Jobs grow older without a change: some pass another filter now, some have got stuck. */
  private passTime(): void {
    if (this.isSeen?.() === false) {
      return;
    }
    if (this.request !== this.currentRequest()) {
      this.grow();
      return;
    }
    const { store } = this.options;
    const now = Date.now();
    const stuck = [...this.nodes.allJobs()].filter(
      node => jobFlags(node.job, store, now).isStuck && !this.shownStuck.has(node),
    );
    const older = new Set([...this.hovered, ...stuck]);
    this.hovered.clear();
    if (older.size > 0) {
      this.changed.fire([...older]);
    }
  }

  private currentRequest(): string {
    const { value } = this.options.filter;
    return JSON.stringify([value, dependsOnNow(value) ? thisMinute() : undefined]);
  }
}

function* catchUp({ query, tree }: Grown): Generator<undefined, TreeChange> {
  yield* query.follow(tree);
  yield* tree.settle();
  return tree.drainChange();
}

/** As the dashboard measures ages, so that both look through the jobs once. */
const thisMinute = (): number => Math.floor(Date.now() / minuteMs) * minuteMs;
