import * as vscode from 'vscode';
import { Coalesced } from '../core/coalesce';
import type { Disposable } from '../core/emitter';
import type { JobStore } from '../core/jobStore';
import { JobTree } from '../core/jobTree';
import { RowTaskTypes } from '../core/rowTaskTypes';
import type { TaskTypes } from '../core/taskTypes';
import { systemClock } from './clock';
import type { JobNode, StatusNode, TaskTypeNode } from './jobNode';
import { jobTooltip, treeItem } from './jobTreeItem';

/** VS Code's tree slows down and stops being readable beyond this. */
export const mostJobsInGroup = 200;

/** While pages stream in, the tree follows a few times a second, not once a page. */
const refreshMs = 200;

/** Shows the store as task types, statuses and jobs. Grouping and order live in core/jobTree. */
export class JobTreeProvider implements vscode.TreeDataProvider<JobNode>, Disposable {
  private readonly changed = new vscode.EventEmitter<JobNode[] | undefined>();
  /** VS Code refreshes by node object, so a task type keeps its object for life. */
  private readonly taskTypeNodes = new Map<string, TaskTypeNode>();
  private readonly refresh = new Coalesced(() => this.flush(), refreshMs, systemClock);
  private readonly subscriptions: Disposable[];
  private tree: JobTree;
  private following: Disposable;
  private isOther = false;

  readonly onDidChangeTreeData = this.changed.event;

  constructor(
    private readonly store: JobStore,
    private readonly taskTypes: TaskTypes,
  ) {
    this.tree = this.build();
    this.following = store.observe(this.tree);
    this.subscriptions = [
      store.onDidChange(() => this.refresh.request()),
      store.onDidReset(() => this.startAfresh()),
      taskTypes.onDidChange(() => this.startAfresh()),
    ];
  }

  getChildren(node?: JobNode): JobNode[] {
    switch (node?.kind) {
      case undefined:
        return this.tree.taskTypes().map(taskType => this.taskTypeNode(taskType));
      case 'taskType':
        return this.tree
          .statuses(node.taskType)
          .map(group => ({ kind: 'status', taskType: node.taskType, ...group }));
      case 'status':
        return this.jobNodes(node);
      case 'job':
      case 'more':
        return [];
    }
  }

  getTreeItem(node: JobNode): vscode.TreeItem {
    return treeItem(node, taskType => this.tree.statuses(taskType));
  }

  resolveTreeItem(item: vscode.TreeItem, node: JobNode): vscode.TreeItem {
    if (node.kind === 'job') {
      item.tooltip = jobTooltip(node.job, this.taskTypes.of(node.job));
    }
    return item;
  }

  dispose(): void {
    this.subscriptions.forEach(subscription => subscription.dispose());
    this.following.dispose();
    this.refresh.dispose();
    this.changed.dispose();
  }

  private build(): JobTree {
    const { rows } = this.store;
    return new JobTree(rows, new RowTaskTypes(rows, this.taskTypes.of), mostJobsInGroup);
  }

  /** Other jobs, or the same in other groups. */
  private startAfresh(): void {
    this.following.dispose();
    this.tree = this.build();
    this.following = this.store.observe(this.tree);
    this.isOther = true;
    this.refresh.request();
  }

  private taskTypeNode(taskType: string): TaskTypeNode {
    const node = this.taskTypeNodes.get(taskType) ?? { kind: 'taskType', taskType };
    this.taskTypeNodes.set(taskType, node);
    return node;
  }

  private jobNodes(group: StatusNode): JobNode[] {
    const jobs = this.tree.jobs(group.taskType, group.status);
    const nodes: JobNode[] = jobs.map(job => ({ kind: 'job', job }));
    return group.count > jobs.length ? [...nodes, { kind: 'more', group }] : nodes;
  }

  /** The root only when task types came or went; ids keep expansion and selection in any case. */
  private flush(): void {
    const { root, taskTypes } = this.tree.takeChange();
    const nodes = [...taskTypes].map(taskType => this.taskTypeNode(taskType));
    this.changed.fire(root || this.isOther ? undefined : nodes);
    this.isOther = false;
  }
}
