import * as vscode from 'vscode';
import { DisposableStore } from '../../core/base/disposableStore';
import { Emitter, type Disposable } from '../../core/base/emitter';
import { runInSlices } from '../../core/base/timeSlicing';
import { minuteMs } from '../../core/base/timeUnits';
import type { Job } from '../../core/job/job';
import type { StuckRules } from '../../core/job/stuckRules';
import type { GroupPath } from '../../core/tree/jobGroup';
import type { JobTree, TreeLimits } from '../../core/tree/jobTree';
import type { StripStage } from '../../core/media/stageStrip';
import type { RetryLinks } from '../actions/retryLinks';
import { systemClock } from '../base/clock';
import { CurrentTree, type CurrentTreeOptions, type TreeUpdate } from './currentTree';
import { jobFlags, type JobFlags } from './jobFlags';
import type { GroupNode, JobLeaf, JobNode, MoreNode } from './jobNode';
import { jobTooltip } from './jobTooltip';
import { groupItem, jobItem, moreItem, stripTooltip } from './jobTreeItem';
import { MediaStrips } from './mediaStrips';
import { tooltipFacts, tooltipTitle } from './tooltipFacts';
import { TreeAges } from './treeAges';
import { TreeNodes } from './treeNodes';

/** VS Code's tree gets slow and hard to read beyond this. */
export const treeLimits: TreeLimits = { groups: 200, jobs: 200 };

/** Media with more jobs show no stages: reading them would hold up the tree. */
const maxStripJobs = 1_000;

export interface JobTreeProviderOptions extends CurrentTreeOptions {
  readonly stuckRules: StuckRules;
  readonly links?: Pick<RetryLinks, 'retriedAs' | 'onDidChange'>;
}

/**
 * Provides the matching jobs in groups. `CurrentTree` groups and orders them; this class maps them to nodes and
 * refreshes those that changed.
 */
export class JobTreeProvider implements vscode.TreeDataProvider<JobNode>, Disposable {
  private readonly changed = new vscode.EventEmitter<JobNode[] | undefined>();
  private readonly contentChanged = new Emitter<undefined>();
  private readonly nodes = new TreeNodes();
  private readonly subscriptions: DisposableStore;
  private readonly minuteTimer: NodeJS.Timeout;
  private isVisible: (() => boolean) | undefined;
  private readonly ages = new TreeAges();
  private readonly current: CurrentTree;
  private readonly strips: MediaStrips;

  readonly onDidChangeTreeData = this.changed.event;

  /** Fires when the tree's jobs have changed. */
  readonly onDidChange = this.contentChanged.event;

  constructor(private readonly options: JobTreeProviderOptions) {
    this.subscriptions = new DisposableStore(
      // Before the tree of the new table is built.
      options.store.onDidReset(() => this.nodes.clear()),
    );
    if (options.links) {
      this.subscriptions.add(options.links.onDidChange(() => this.redraw()));
    }
    this.current = new CurrentTree(options, treeLimits);
    this.strips = new MediaStrips({
      jobsOf: mediaId => this.current.tree.allJobs([mediaId], maxStripJobs),
      taskTypeOf: options.taskTypes.of,
    });
    this.subscriptions.add(this.current.onDidUpdate(update => this.announce(update)));
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
    return this.current.tree.size;
  }

  /** The number of those that have failed and are not acknowledged. */
  get failed(): number {
    return this.current.tree.failed;
  }

  /** The number of those that no later job made good. */
  get unresolved(): number {
    return this.current.tree.unresolved;
  }

  /** Whether the tree reflects all known jobs. */
  get isUpToDate(): boolean {
    return this.current.isUpToDate;
  }

  getChildren(node?: JobNode): JobNode[] | Promise<JobNode[]> {
    switch (node?.kind) {
      case undefined:
        return this.read(this.topNodes());
      case 'group':
        return this.current.tree.isLowest(node.path)
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
        return groupItem(node, this.current.tree.group(node.path), this.stripOf(node));
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
      const details = tooltipFacts(job, taskTypes.of(job), this.flagsOf(job, now), now);
      item.tooltip = jobTooltip(tooltipTitle(job), details);
      this.ages.tooltipShown(node);
    } else if (node.kind === 'group') {
      const strip = this.stripOf(node);
      item.tooltip = strip.length > 0 ? stripTooltip(node.path[0] ?? '', strip) : item.tooltip;
    }
    return item;
  }

  /** Renders every row and tooltip anew. */
  redraw(): void {
    this.ages.forgetTooltips();
    this.changed.fire(undefined);
  }

  dispose(): void {
    clearInterval(this.minuteTimer);
    this.subscriptions.dispose();
    this.current.dispose();
    this.changed.dispose();
    this.contentChanged.dispose();
  }

  private jobItem(node: JobLeaf): vscode.TreeItem {
    const { store } = this.options;
    node.job = store.get(node.job.jobId) ?? node.job;
    const flags = this.flagsOf(node.job, Date.now());
    this.ages.rowShown(node, flags);
    const isChild = node.parent?.kind === 'job';
    const children = isChild ? 0 : this.current.tree.childCount(node.job.jobId);
    return jobItem(node, { ...flags, children });
  }

  private flagsOf(job: Job, now: number): JobFlags {
    const { store, stuckRules, links } = this.options;
    const flags = jobFlags(job, store, stuckRules.limits, now);
    return { ...flags, retriedAs: links?.retriedAs(job.jobId) };
  }

  private stripOf({ grouping, path: [mediaId = ''] }: GroupNode): readonly StripStage[] {
    return grouping === 'media' ? this.strips.of(mediaId, !this.options.filter.isFiltering) : [];
  }

  private *topNodes(): Generator<undefined, JobNode[]> {
    const { tree } = this.current;
    yield* tree.settle();
    const { groups, more } = tree.groups();
    this.nodes.retainTop(groups.map(({ path }) => path));
    this.showStrips();
    return this.withMore(tree, undefined, groups, more);
  }

  private showStrips(): void {
    const { tree } = this.current;
    const groups = tree.grouping === 'media' ? tree.groups().groups : [];
    this.strips.show(groups.map(({ path: [mediaId = ''] }) => mediaId));
  }

  private groupNodes(node: GroupNode): JobNode[] {
    const { tree } = this.current;
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
    const { tree } = this.current;
    const jobs = yield* tree.jobs(node.path);
    this.current.findChildren();
    const { count } = tree.group(node.path);
    const leaves = this.nodes.jobsOf(node, jobs);
    return count > jobs.length ? [...leaves, { kind: 'more', parent: node, count }] : leaves;
  }

  private childNodes(node: JobLeaf): JobNode[] {
    if (node.parent?.kind === 'job') {
      return [];
    }
    const { tree } = this.current;
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

  private announce(update: TreeUpdate): void {
    if (update.kind === 'replaced') {
      if (update.isOtherGrouping) {
        this.nodes.clear();
      }
      this.ages.forgetTooltips();
      this.strips.clear();
      this.changed.fire(undefined);
    } else {
      const { root, groups, parents } = update.change;
      this.strips.forget(groups.map(([top = '']) => top));
      if (root) {
        this.showStrips();
      }
      const nodes = root ? [] : this.nodes.changed(groups, parents);
      if (root || nodes.length > 0) {
        this.changed.fire(root ? undefined : nodes);
      }
    }
    this.contentChanged.fire(undefined);
  }

  /** Job ages change without events: jobs may now match the filter, or have become stuck. */
  private updateAges(): void {
    if (this.isVisible?.() === false) {
      return;
    }
    this.current.advance();
    const { store, stuckRules } = this.options;
    const outdated = this.ages.drainOutdated(
      this.nodes.allJobs(),
      store,
      stuckRules.limits,
      Date.now(),
    );
    if (outdated.length > 0) {
      this.changed.fire(outdated);
    }
  }
}
