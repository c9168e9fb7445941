import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import type { ActionEntry, ActionOutcome } from '../../core/actions/actionLog';
import { entryName, outcomeName } from '../../core/actions/actionNames';
import { countsText, shortName } from '../../core/actions/actionTexts';
import { messageLabel } from '../../core/text/escapeText';
import { formatCount } from '../../core/text/formatCount';
import type { JobAction } from '../../core/actions/jobActions';
import { formatClock, formatInBothZones, formatMinute, isSameDay } from '../../core/text/time';
import { colors, commands } from '../../ids';
import type { EntryNode, HistoryNode, MoreEntriesNode, RunNode } from './historyNode';

const actionIcons: Readonly<Record<JobAction, string>> = {
  retry: 'debug-restart',
  abort: 'debug-stop',
  markBroken: 'bug',
  unmarkBroken: 'discard',
};

/** A distinct icon per outcome, since colour must never be the only cue. */
const outcomeIcons: Readonly<
  Record<ActionOutcome, { readonly icon: string; readonly color?: string }>
> = {
  done: { icon: 'pass', color: colors.succeeded },
  skipped: { icon: 'debug-step-over', color: colors.pending },
  failed: { icon: 'error', color: colors.failed },
  cancelled: { icon: 'circle-slash' },
  unknown: { icon: 'question', color: colors.pending },
};

/** In characters; the tooltip has the whole note. */
const maxNoteInList = 80;

export function historyItem(node: HistoryNode, now: Date): vscode.TreeItem {
  switch (node.kind) {
    case 'run':
      return runItem(node, now);
    case 'entry':
      return entryItem(node);
    case 'moreEntries':
      return moreItem(node);
  }
}

function runItem({ summary }: RunNode, now: Date): vscode.TreeItem {
  const { run, at, entries, counts } = summary;
  const [newest] = entries;
  const name = newest ? entryName(newest) : '';
  const item = new vscode.TreeItem(name, vscode.TreeItemCollapsibleState.Collapsed);
  const what = newest && entries.length === 1 ? shortName(newest) : '';
  item.id = `run:${run}`;
  item.description = [
    countsText(counts),
    timeText(at, now),
    what,
    messageLabel(newest?.note ?? '', maxNoteInList),
  ]
    .filter(Boolean)
    .join(' · ');
  item.iconPath = new vscode.ThemeIcon(newest ? actionIcons[newest.action] : 'history');
  item.contextValue = 'run';
  item.tooltip = [
    name,
    countsText(counts),
    formatInBothZones(at),
    newest?.by ? t('By: {0}', newest.by) : '',
    noteText(newest),
    newest ? t('Table: {0}', `${newest.table} · ${newest.region}`) : '',
  ]
    .filter(Boolean)
    .join('\n');
  item.accessibilityInformation = { label: `${name}, ${item.description}` };
  return item;
}

function entryItem({ entry }: EntryNode): vscode.TreeItem {
  const { icon, color } = outcomeIcons[entry.outcome];
  const item = new vscode.TreeItem(shortName(entry));
  item.id = `entry:${entry.id}`;
  item.description = t('{outcome}: {detail}', {
    outcome: outcomeName(entry.outcome),
    detail: entry.detail,
  });
  item.iconPath = new vscode.ThemeIcon(
    icon,
    color === undefined ? undefined : new vscode.ThemeColor(color),
  );
  item.contextValue = entry.outcome === 'unknown' ? 'entry job unknown' : 'entry job';
  item.tooltip = entryTooltip(entry);
  item.accessibilityInformation = { label: `${shortName(entry)}, ${item.description}` };
  return item;
}

/** Plain text, because job names are untrusted. */
function entryTooltip(entry: ActionEntry): string {
  return [
    entry.jobName,
    `${entryName(entry)} · ${outcomeName(entry.outcome)}`,
    entry.detail,
    noteText(entry),
    t('Job ID: {0}', entry.jobId),
    t('Status at that time: {0}', entry.status || '–'),
    t('Task type: {0}', entry.taskType || '–'),
    t('Media ID: {0}', entry.mediaId ?? '–'),
    t('Task ID: {0}', entry.taskId ?? '–'),
    t('Time: {0}', formatInBothZones(entry.at)),
  ]
    .filter(line => line !== '')
    .join('\n');
}

const noteText = (entry: ActionEntry | undefined): string =>
  entry?.note === undefined ? '' : t('Note: {0}', entry.note);

function moreItem({ run, count }: MoreEntriesNode): vscode.TreeItem {
  const item = new vscode.TreeItem(t('Show all {count} as text', { count: formatCount(count) }));
  item.id = `more:${run ?? ''}`;
  item.iconPath = new vscode.ThemeIcon('ellipsis');
  item.contextValue = 'more';
  item.command = {
    command: commands.showActionHistory,
    title: t('Show as Text'),
    arguments: [{ asText: true, run }],
  };
  return item;
}

/** The time of day alone for today. */
const timeText = (at: number, now: Date): string =>
  isSameDay(at, now.getTime()) ? formatClock(at) : formatMinute(at);
