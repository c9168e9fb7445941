import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Job } from '../../../src/core/job/job';
import type { Internals } from '../../../src/main';
import { commands, views } from '../../../src/ids';
import type { JobLeaf, JobNode } from '../../../src/ui/jobsView/jobNode';
import { aJob } from '../../support/builders/builders';
import { connect, set, until } from '../run/support';

export const run = vscode.commands.executeCommand;

/** The tree over jobs that a test gives it, in an empty table that nobody reads meanwhile. */
export class TestTree {
  private constructor(readonly internals: Internals) {}

  static async open(table: string): Promise<TestTree> {
    await set('refreshIntervalSeconds', 0);
    const internals = await connect(table);
    await run(`${views.jobs}.focus`);
    await until('the view is on show', () => internals.view.visible);
    return new TestTree(internals);
  }

  async close(): Promise<void> {
    await run(commands.separateTreeFilter);
    await run(commands.clearTreeFilter);
    await run(commands.groupJobs, 'taskType');
    await run('workbench.action.closeAllEditors');
    await run('workbench.view.explorer');
    await set('refreshIntervalSeconds', undefined);
  }

  /** These jobs and no others, all in the tree. */
  async show(jobs: readonly Job[]): Promise<void> {
    const { store, tree } = this.internals;
    store.clear();
    store.apply(jobs);
    await until('the tree has taken the jobs in', () => tree.isUpToDate && store.size > 0);
  }

  async settled(): Promise<void> {
    await until('the tree is up to date', () => this.internals.tree.isUpToDate);
  }

  async children(node?: JobNode): Promise<JobNode[]> {
    return this.internals.tree.getChildren(node);
  }

  /** The node with these labels on the way to it. */
  async find(...labels: readonly string[]): Promise<JobNode> {
    let node: JobNode | undefined;
    for (const label of labels) {
      const children = await this.children(node);
      const next = children.find(child => this.label(child) === label);
      assert(next, `${label} is not among ${children.map(child => this.label(child)).join()}`);
      node = next;
    }
    assert(node);
    return node;
  }

  async job(...labels: readonly string[]): Promise<JobLeaf> {
    const node = await this.find(...labels);
    assert(node.kind === 'job');
    return node;
  }

  /** VS Code cannot find a node while it refreshes the tree: then it is asked again. */
  async reveal(
    node: JobNode,
    options: { readonly select: boolean; readonly focus?: boolean; readonly expand?: boolean },
  ): Promise<void> {
    await until('the node is revealed', async () => {
      try {
        await this.internals.view.reveal(node, options);
        return true;
      } catch {
        return false;
      }
    });
  }

  item(node: JobNode): vscode.TreeItem {
    return this.internals.tree.getTreeItem(node);
  }

  /** What the nodes below show: `label | description`. */
  async lines(...labels: readonly string[]): Promise<string[]> {
    const node = labels.length === 0 ? undefined : await this.find(...labels);
    return (await this.children(node)).map(child => {
      const { description } = this.item(child);
      const text = typeof description === 'string' ? description : '';
      return [this.label(child), text].filter(Boolean).join(' | ');
    });
  }

  private label(node: JobNode): string {
    const { label } = this.item(node);
    assert(typeof label === 'string');
    return label;
  }
}

/** A job of a task type by itself, named as its id. */
export const job = (jobId: string, queue: string, facts: Partial<Job> = {}): Job =>
  aJob({
    jobId,
    jobName: jobId,
    jobQueue: `arn:aws:batch:eu-west-1:1:job-queue/${queue}`,
    jobDefinition: 'arn:aws:batch:eu-west-1:1:job-definition/own:3',
    ...facts,
  });
