import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import { causeTitle, describeCause } from '../../core/causes/causeOf';
import { remedyTitles } from '../../core/diagnostics/remedyTitles';
import type { QueueLoad } from '../../core/queues/queueLoad';
import {
  environmentProblems,
  queueProblems,
  type QueueProblem,
} from '../../core/queues/queueProblems';
import { formatCount } from '../../core/text/formatCount';
import { sentences } from '../../core/text/sentences';
import { formatDuration } from '../../core/text/time';
import { colors, commands } from '../../ids';
import { statusIcon } from '../jobsView/statusIcon';
import type { EnvironmentNode, ErrorNode, FrontJobNode, QueueNode } from './queueNode';
import { capacityText, environmentFacts, environmentType, queueFacts, plain } from './queueTexts';
import { shareItem, usageItem, vcpusItem } from './usageItem';

const { Collapsed } = vscode.TreeItemCollapsibleState;

/** `load` is that of a queue. */
export function queueItem(
  node: QueueNode,
  load: QueueLoad | undefined,
  now: number,
): vscode.TreeItem {
  const item = itemOf(node, load, now);
  item.id = idOf(node);
  const texts = [item.label, item.description].flatMap(text =>
    typeof text === 'string' && text !== '' ? text : [],
  );
  item.accessibilityInformation = { label: texts.join(', ') };
  return item;
}

function itemOf(node: QueueNode, load: QueueLoad | undefined, now: number): vscode.TreeItem {
  switch (node.kind) {
    case 'queue': {
      const { queue } = node.view;
      const problems = queueProblems(node.view);
      const item = new vscode.TreeItem(plain(queue.name), Collapsed);
      item.description = [...conditionOf(queue), ...(load ? loadTexts(load) : [])].join(' · ');
      item.iconPath = problemIcon(worstOf(problems));
      item.contextValue = 'queue';
      item.tooltip = [...queueFacts(node.view), ...problems.map(({ text }) => text)].join('\n');
      return item;
    }
    case 'error':
      return errorItem(node);
    case 'problem': {
      const item = new vscode.TreeItem(plain(node.problem.title));
      item.description = plain(node.problem.text);
      item.iconPath = problemIcon(node.problem.severity);
      item.tooltip = node.problem.text;
      return item;
    }
    case 'status': {
      const item = new vscode.TreeItem(plain(node.status) || t('No status'));
      item.description = formatCount(node.count);
      item.iconPath = statusIcon(node.status);
      item.contextValue = 'jobs';
      item.command = showInDashboard(node);
      return item;
    }
    case 'cause': {
      const item = new vscode.TreeItem(causeTitle(node.causeId));
      const { explanation, remedy } = describeCause(node.causeId);
      item.description = t('{0} waiting', formatCount(node.count));
      item.iconPath = new vscode.ThemeIcon('question');
      item.contextValue = 'jobs';
      item.tooltip = sentences(explanation, remedy);
      item.command = showInDashboard(node);
      return item;
    }
    case 'oldest': {
      const item = new vscode.TreeItem(t('Oldest waiting job'));
      const name = plain(node.job.jobName) || plain(node.job.jobId);
      item.description = [formatDuration(Math.max(0, now - node.job.since)), name].join(' · ');
      item.iconPath = new vscode.ThemeIcon('watch');
      item.contextValue = 'job';
      item.tooltip = name;
      item.command = showInDashboard(node);
      return item;
    }
    case 'vcpus':
      return vcpusItem(node);
    case 'environments': {
      const item = new vscode.TreeItem(t('Compute environments'), Collapsed);
      item.description = formatCount(node.view.environments.length);
      item.iconPath = new vscode.ThemeIcon('server-environment');
      return item;
    }
    case 'environment':
      return environmentItem(node);
    case 'utilization': {
      const item = new vscode.TreeItem(t('Utilization'), Collapsed);
      item.iconPath = new vscode.ThemeIcon('graph');
      item.tooltip = t('The capacity that the queue uses, and the shares that use the most.');
      return item;
    }
    case 'usage':
      return usageItem(node, now);
    case 'share':
      return shareItem(node);
    case 'note':
      return new vscode.TreeItem(node.text);
    case 'front': {
      const item = new vscode.TreeItem(t('Front of the queue'), Collapsed);
      item.iconPath = new vscode.ThemeIcon('list-ordered');
      item.tooltip = t('The runnable jobs that AWS Batch starts next, at most 100.');
      return item;
    }
    case 'frontJob':
      return frontJobItem(node, now);
  }
}

/** Unique in the view, and the same after each refresh. */
function idOf(node: QueueNode): string {
  switch (node.kind) {
    case 'queue':
    case 'environments':
    case 'utilization':
    case 'front':
      return JSON.stringify([node.kind, node.view.queue.arn]);
    case 'error':
      return JSON.stringify([node.kind, node.queue, node.error.code, node.error.message]);
    case 'problem':
      return JSON.stringify([node.kind, node.queue, node.problem.text]);
    case 'status':
      return JSON.stringify([node.kind, node.queue, node.status]);
    case 'cause':
      return JSON.stringify([node.kind, node.queue, node.causeId]);
    case 'environment':
      return JSON.stringify([node.kind, node.queue, node.order]);
    case 'frontJob':
      return JSON.stringify([node.kind, node.queue, node.position]);
    case 'note':
      return JSON.stringify([node.kind, node.queue, node.text]);
    case 'usage':
      return JSON.stringify([node.kind, node.queue, node.usage.unit]);
    case 'share':
      return JSON.stringify([node.kind, node.queue, node.share.name]);
    case 'oldest':
    case 'vcpus':
      return JSON.stringify([node.kind, node.queue]);
  }
}

function errorItem({ error }: ErrorNode): vscode.TreeItem {
  const { message, remedy, snippet, command, argument } = error;
  const item = new vscode.TreeItem(plain(message));
  item.description = plain(remedy);
  item.iconPath = problemIcon('error');
  item.contextValue = snippet === undefined ? 'error' : 'error snippet';
  item.tooltip = sentences(message, remedy);
  item.command =
    snippet === undefined
      ? {
          command: commands[command],
          title: remedyTitles[command],
          ...(argument === undefined ? {} : { arguments: [argument] }),
        }
      : {
          command: commands.copyPolicyStatement,
          title: t('Copy Policy Statement'),
          arguments: [{ snippet }],
        };
  return item;
}

function environmentItem({ environment, order }: EnvironmentNode): vscode.TreeItem {
  const problems = environmentProblems(environment);
  const item = new vscode.TreeItem(plain(environment.name));
  item.description = [
    ...conditionOf(environment),
    environmentType(environment),
    capacityText(environment),
  ]
    .filter(Boolean)
    .map(plain)
    .join(' · ');
  item.iconPath = problemIcon(worstOf(problems));
  item.contextValue = 'environment';
  item.tooltip = [
    ...environmentFacts(environment, order),
    ...problems.map(({ text }) => text),
  ].join('\n');
  return item;
}

function frontJobItem(node: FrontJobNode, now: number): vscode.TreeItem {
  const { position, job, jobName } = node;
  const name = plain(jobName ?? '') || plain(job.jobId);
  const item = new vscode.TreeItem(`${formatCount(position)}. ${name}`);
  item.description =
    job.since === undefined
      ? ''
      : t('at this position for {0}', formatDuration(Math.max(0, now - job.since)));
  item.contextValue = 'job';
  item.tooltip = jobName === undefined ? t('Batch Monitor has not read this job yet.') : name;
  if (jobName !== undefined) {
    item.command = showInDashboard(node);
  }
  return item;
}

const showInDashboard = (node: QueueNode): vscode.Command => ({
  command: commands.showInDashboard,
  title: t('Show in Dashboard'),
  arguments: [node],
});

/** What differs from an enabled and valid queue or compute environment. */
const conditionOf = ({ state, status }: { state: string; status: string }): string[] => [
  ...(status === 'VALID' || status === '' ? [] : [plain(status)]),
  ...(state === 'ENABLED' || state === '' ? [] : [plain(state)]),
];

function loadTexts({ counts, waiting }: QueueLoad): string[] {
  const running = (counts.get('RUNNING') ?? 0) + (counts.get('STARTING') ?? 0);
  return [
    ...(running > 0 ? [t('{0} running', formatCount(running))] : []),
    ...(waiting > 0 ? [t('{0} waiting', formatCount(waiting))] : []),
    ...(running + waiting === 0 ? [t('idle')] : []),
  ];
}

type Severity = QueueProblem['severity'];

const severities: readonly Severity[] = ['error', 'warning', 'info'];

const worstOf = (problems: readonly QueueProblem[]): Severity | undefined =>
  severities.find(severity => problems.some(problem => problem.severity === severity));

/** A distinct icon per severity, since color must never be the only cue. */
function problemIcon(severity: Severity | undefined): vscode.ThemeIcon {
  switch (severity) {
    case 'error':
      return new vscode.ThemeIcon('error', new vscode.ThemeColor(colors.failed));
    case 'warning':
      return new vscode.ThemeIcon('warning', new vscode.ThemeColor(colors.pending));
    case 'info':
      return new vscode.ThemeIcon('info');
    case undefined:
      return new vscode.ThemeIcon('pass', new vscode.ThemeColor(colors.succeeded));
  }
}
