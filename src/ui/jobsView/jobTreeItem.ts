import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import { failedOfText, formatCount, jobCount } from '../../core/text/formatCount';
import { isArrayParent } from '../../core/job/arrayParent';
import { familyOf } from '../../core/job/mediaIdentifiers';
import type { Job } from '../../core/job/job';
import { groupings, type GroupBy } from '../../core/tree/jobGrouping';
import type { JobGroup } from '../../core/tree/jobGroup';
import {
  signedStage,
  stageStateText,
  stripSigns,
  type StripStage,
} from '../../core/media/stageStrip';
import { rowName, rowReason } from '../../core/tree/jobRowText';
import { jobContextValue } from '../../core/actions/jobContextValue';
import { escapeText } from '../../core/text/escapeText';
import { commands } from '../../ids';
import type { GroupNode, JobLeaf, JobNode, MoreNode } from './jobNode';
import type { JobFlags } from './jobFlags';
import { jobTooltip } from './jobTooltip';
import { jobIcon, statusIcon } from './statusIcon';
import { groupName } from './treeGrouping';

/** Tree rows show no more than this. */
const maxTextLength = 200;

/** Enough to tell jobs apart; the tooltip has the whole ID. */
const shortIdLength = 8;

/** Keeps untrusted text within its part of the row. */
const plain = (text: string): string => escapeText(text, maxTextLength);

/** Levels with few groups start expanded; after that, the user's choice applies. */
const initiallyExpanded: readonly GroupBy[] = ['taskType', 'status', 'region'];

/** A unique id: the same job may appear in a group and among its parent's children. */
function nodeId(node: JobNode): string {
  switch (node.kind) {
    case 'group':
      return JSON.stringify(['group', node.grouping, ...node.path]);
    case 'job':
      return JSON.stringify(['job', node.parent && nodeId(node.parent), node.job.jobId]);
    case 'more':
      return JSON.stringify(['more', node.parent && nodeId(node.parent)]);
  }
}

/** `strip`: the stages of a media item; empty for other groups. */
export function groupItem(
  node: GroupNode,
  { count, failed, stuck }: JobGroup,
  strip: readonly StripStage[],
): vscode.TreeItem {
  const { grouping, path } = node;
  const levels: readonly GroupBy[] = groupings[grouping].slice(0, path.length);
  const by = levels.at(-1) ?? 'taskType';
  const label = groupName(by, plain(path.at(-1) ?? ''));
  const isOpen = path.length < groupings[grouping].length && initiallyExpanded.includes(by);
  const item = new vscode.TreeItem(
    label,
    isOpen ? vscode.TreeItemCollapsibleState.Expanded : vscode.TreeItemCollapsibleState.Collapsed,
  );
  // Within a status group the number of failed jobs is redundant.
  const showsFailed = failed > 0 && !levels.includes('status');
  item.id = nodeId(node);
  const figures = showsFailed ? failedOfText(failed, count) : formatCount(count);
  const stuckText = stuck > 0 ? [t('{0} stuck', formatCount(stuck))] : [];
  item.description = [figures, ...stuckText, stripSigns(strip)].filter(Boolean).join(' · ');
  if (by === 'status') {
    item.iconPath = statusIcon(path.at(-1) ?? '');
  }
  item.contextValue = `group ${by}`;
  const summary = showsFailed
    ? t('{0}: {1}, {2} failed', label, jobCount(count), formatCount(failed))
    : `${label}: ${jobCount(count)}`;
  item.accessibilityInformation = {
    label: [[summary, ...stuckText].join(', '), ...strip.map(stageInWords)].join('; '),
  };
  return item;
}

const stageInWords = (stage: StripStage): string =>
  `${plain(stage.taskType)} ${plain(stageStateText(stage))}`;

export const stripTooltip = (
  mediaId: string,
  strip: readonly StripStage[],
): vscode.MarkdownString =>
  jobTooltip(
    mediaId,
    strip.map(stage => ({ label: signedStage(stage), text: stageStateText(stage) })),
  );

/** Details of a row besides the job. */
export interface JobItemDetails extends JobFlags {
  /** The number of known children, if they are shown. */
  readonly children: number;
}

export function jobItem(node: JobLeaf, details: JobItemDetails): vscode.TreeItem {
  const { job } = node;
  const index = indexText(job);
  const isChild = node.parent?.kind === 'job' && index !== undefined;
  const label = isChild ? index : plain(rowName(job, mediaOf(node.parent))) || plain(job.jobId);
  const item = new vscode.TreeItem(
    label,
    details.children > 0
      ? vscode.TreeItemCollapsibleState.Collapsed
      : vscode.TreeItemCollapsibleState.None,
  );
  const notes = [...markTexts(details), ...(isChild || index === undefined ? [] : [index])];
  const description = [...notes, ...childrenText(details), rowReason(job)].filter(Boolean);
  item.id = nodeId(node);
  item.description = plain(description.join(' · '));
  item.iconPath = jobIcon(job.status, details);
  item.contextValue = contextOf(job, details);
  item.command = {
    command: commands.openEvent,
    title: t('Open Full Event'),
    arguments: [job.jobId],
  };
  item.accessibilityInformation = {
    label: [label, plain(job.status), plain(description.join(', '))].filter(Boolean).join(', '),
  };
  return item;
}

/** The media ID of the group around a row; empty in other groups. */
const mediaOf = (parent: JobLeaf['parent']): string =>
  parent?.kind === 'group' && parent.grouping === 'media' ? (parent.path[0] ?? '') : '';

export function moreItem(node: MoreNode): vscode.TreeItem {
  const item = new vscode.TreeItem(
    node.count === undefined
      ? t('Show all in the dashboard')
      : t('Show all {0} in the dashboard', formatCount(node.count)),
  );
  item.id = nodeId(node);
  item.iconPath = new vscode.ThemeIcon('ellipsis');
  item.contextValue = 'more';
  item.command = {
    command: commands.showInDashboard,
    title: t('Show in Dashboard'),
    arguments: [node],
  };
  return item;
}

function markTexts({ isBroken, isStuck, isAcknowledged, retriedAs }: JobFlags): string[] {
  return [
    ...(isBroken ? [t('broken')] : []),
    ...(isStuck ? [t('stuck')] : []),
    ...(isAcknowledged ? [t('acknowledged')] : []),
    ...(retriedAs === undefined ? [] : [t('retried as {0}', retriedAs.slice(0, shortIdLength))]),
  ];
}

function childrenText({ children }: JobItemDetails): string[] {
  if (children === 0) {
    return [];
  }
  return [children === 1 ? t('1 child') : t('{0} children', formatCount(children))];
}

/** The job's index in its array or multi-node job. */
function indexText({ jobId, arrayIndex }: Job): string | undefined {
  const index = arrayIndex ?? familyOf(jobId).arrayIndex;
  if (index === undefined) {
    return undefined;
  }
  return jobId.includes('#') ? t('Node {0}', index) : t('Index {0}', index);
}

/** Words for the `when` clauses of menus. */
function contextOf(job: Job, facts: JobItemDetails): string {
  const isParent = facts.children > 0 || isArrayParent(job);
  return [...jobContextValue(job, facts), ...(isParent ? ['parent'] : [])].join(' ');
}
