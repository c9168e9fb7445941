import * as vscode from 'vscode';
import { Coalesced } from '../core/coalesce';
import type { Disposable } from '../core/emitter';
import type { JobStore } from '../core/jobStore';
import { JobTree } from '../core/jobTree';
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
  private readonly touched = new Set<string>();
  private readonly refresh = new Coalesced(() => this.flush(), refreshMs, systemClock);
  private readonly subscriptions: Disposable[];
  private tree: JobTree;
  private rootTouched = false;

  readonly onDidChangeTreeData = this.changed.event;

  constructor(
    private readonly store: JobStore,
    private readonly taskTypes: TaskTypes,
  ) {
    this.tree = this.build();
    this.subscriptions = [
      store.onDidChange(change => {
        const { root, taskTypes: names } = this.tree.update(change);
        this.touch(root, names);
      }),
      taskTypes.onDidChange(() => {
        this.tree = this.build();
        this.touch(true, []);
      }),
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
    this.refresh.dispose();
    this.changed.dispose();
  }

  private build(): JobTree {
    const tree = new JobTree(this.taskTypes.of);
    tree.update({ added: [...this.store.jobs()], changed: [], removed: [] });
    return tree;
  }

  private taskTypeNode(taskType: string): TaskTypeNode {
    const node = this.taskTypeNodes.get(taskType) ?? { kind: 'taskType', taskType };
    this.taskTypeNodes.set(taskType, node);
    return node;
  }

  private jobNodes(group: StatusNode): JobNode[] {
    const jobs = this.tree.jobs(group.taskType, group.status, mostJobsInGroup);
    const nodes: JobNode[] = jobs.map(job => ({ kind: 'job', job }));
    return group.count > jobs.length ? [...nodes, { kind: 'more', group }] : nodes;
  }

  private touch(root: boolean, taskTypes: Iterable<string>): void {
    this.rootTouched ||= root;
    for (const taskType of taskTypes) {
      this.touched.add(taskType);
    }
    this.refresh.request();
  }

  /** The root only when task types came or went; ids keep expansion and selection in any case. */
  private flush(): void {
    const nodes = [...this.touched].map(taskType => this.taskTypeNode(taskType));
    this.changed.fire(this.rootTouched ? undefined : nodes);
    this.touched.clear();
    this.rootTouched = false;
  }
}
