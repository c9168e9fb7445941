import * as vscode from 'vscode';
import { formatCount } from '../core/formatCount';
import type { Job } from '../core/job';
import { commands } from '../ids';
import type { JobNode, MoreNode, StatusNode, TaskTypeNode } from './jobNode';
import { statusIcon } from './statusIcon';

/** `counts` are the statuses of a task type. */
export type CountsOf = (taskType: string) => readonly { status: string; count: number }[];

export function treeItem(node: JobNode, countsOf: CountsOf): vscode.TreeItem {
  switch (node.kind) {
    case 'taskType':
      return taskTypeItem(node, countsOf(node.taskType));
    case 'status':
      return statusItem(node);
    case 'job':
      return jobItem(node.job);
    case 'more':
      return moreItem(node);
  }
}

function taskTypeItem(
  { taskType }: TaskTypeNode,
  counts: readonly { status: string; count: number }[],
): vscode.TreeItem {
  const total = counts.reduce((sum, { count }) => sum + count, 0);
  const failed = counts.find(({ status }) => status === 'FAILED')?.count ?? 0;
  const item = new vscode.TreeItem(taskType, vscode.TreeItemCollapsibleState.Expanded);
  item.id = `taskType:${taskType}`;
  item.description =
    failed > 0 ? `${formatCount(total)} · ${formatCount(failed)} failed` : formatCount(total);
  item.contextValue = 'group taskType';
  item.accessibilityInformation = { label: `${taskType}: ${total} jobs, ${failed} failed` };
  return item;
}

function statusItem({ taskType, status, count }: StatusNode): vscode.TreeItem {
  const label = status === '' ? 'No status' : status;
  const item = new vscode.TreeItem(label, vscode.TreeItemCollapsibleState.Collapsed);
  item.id = `status:${taskType}:${status}`;
  item.description = formatCount(count);
  item.iconPath = statusIcon(status);
  item.contextValue = 'group status';
  item.accessibilityInformation = { label: `${label}: ${count} jobs` };
  return item;
}

function jobItem(job: Job): vscode.TreeItem {
  const label = job.jobName === '' ? job.jobId : job.jobName;
  const item = new vscode.TreeItem(label);
  item.id = `job:${job.jobId}`;
  item.description = job.statusReason.slice(0, 200);
  item.iconPath = statusIcon(job.status);
  item.contextValue = 'job';
  item.command = { command: commands.openEvent, title: 'Open Full Event', arguments: [job.jobId] };
  item.accessibilityInformation = { label: `${label}, ${job.status}, ${job.statusReason}` };
  return item;
}

function moreItem({ group }: MoreNode): vscode.TreeItem {
  const item = new vscode.TreeItem(`Show all ${formatCount(group.count)} in the dashboard`);
  item.id = `more:${group.taskType}:${group.status}`;
  item.iconPath = new vscode.ThemeIcon('ellipsis');
  item.contextValue = 'more';
  item.command = {
    command: commands.showInDashboard,
    title: 'Show in Dashboard',
    arguments: [group],
  };
  return item;
}

/** Facts for the hover, made only when asked for. Plain text: job names are not to be trusted. */
export function jobTooltip(job: Job, taskType: string): string {
  return [
    job.jobName,
    `${job.status} · ${taskType}`,
    job.statusReason,
    `Job ID: ${job.jobId}`,
    `Media ID: ${job.mediaId ?? '–'}`,
    `Task ID: ${job.taskId ?? '–'}`,
    `Region: ${job.region || '–'}`,
    `Time: ${job.timestamp || '–'}`,
  ]
    .filter(line => line !== '')
    .join('\n');
}
