import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import { filterActions, isFiltering } from '../../core/actions/actionFilter';
import {
  noActionFilter,
  type ActionEntry,
  type ActionFilter,
  type ActionMode,
} from '../../core/actions/actionLog';
import { actionName, outcomeName } from '../../core/actions/actionNames';
import { actionRuns } from '../../core/actions/actionRuns';
import { Throttle } from '../../core/base/throttle';
import { DisposableStore } from '../../core/base/disposableStore';
import type { Disposable } from '../../core/base/emitter';
import { formatCount } from '../../core/text/formatCount';
import { sampleDataTexts } from '../../core/text/sampleDataTexts';
import { plural } from '../../core/text/localization';
import { formatMoment } from '../../core/text/time';
import { isSample } from '../../data/feed/feedState';
import type { JobFeed } from '../../data/feed/jobFeed';
import { contextKeys, views } from '../../ids';
import { systemClock } from '../base/clock';
import { ContextKey } from '../base/contextKey';
import type { ActionHistory } from './actionHistory';
import type { ActionModes } from './actionModes';
import { historyItem } from './historyItem';
import type { HistoryNode } from './historyNode';

/** VS Code's tree gets slow and hard to read beyond this. */
const maxInList = 200;

/** Limits updates of the view while an action runs. */
const refreshMs = 200;

/** The action history as a tree: runs, each with its jobs and outcomes. */
export class ActionHistoryView implements vscode.TreeDataProvider<HistoryNode>, Disposable {
  private readonly changed = new vscode.EventEmitter<undefined>();
  private readonly view: vscode.TreeView<HistoryNode>;
  private readonly refresh = new Throttle(() => this.update(), refreshMs, systemClock);
  private readonly subscriptions: DisposableStore;
  private readonly state = new ContextKey<'empty' | 'filtered' | 'ready'>(
    contextKeys.actionHistory,
  );
  private readonly filtering = new ContextKey<boolean>(contextKeys.actionHistoryFiltered);
  private current = noActionFilter;
  /** The entries that match the filter, cached until it or the history changes. */
  private matching: readonly ActionEntry[] | undefined;

  readonly onDidChangeTreeData = this.changed.event;

  constructor(
    private readonly history: ActionHistory,
    private readonly feed: Pick<JobFeed, 'state'>,
    private readonly modes: Pick<ActionModes, 'mode' | 'onDidChange'>,
  ) {
    this.view = vscode.window.createTreeView(views.actions, {
      treeDataProvider: this,
      showCollapseAll: true,
      canSelectMany: true,
    });
    this.subscriptions = new DisposableStore(
      history.onDidChange(() => {
        this.matching = undefined;
        this.refresh.request();
      }),
      modes.onDidChange(() => this.updateState()),
      this.view,
    );
  }

  get filter(): ActionFilter {
    return this.current;
  }

  set filter(filter: ActionFilter) {
    this.current = filter;
    this.matching = undefined;
    this.update();
  }

  /** The entries that match the filter, newest first. */
  get entries(): readonly ActionEntry[] {
    this.matching ??= filterActions(this.history.entries, this.current);
    return this.matching;
  }

  /** The mode of an action that starts now; names in the filter follow it. */
  get mode(): ActionMode {
    return this.modes.mode;
  }

  /** The text beside the view's title. */
  get description(): string {
    return this.view.description ?? '';
  }

  /** Opens and focuses the view. */
  async show(): Promise<void> {
    await vscode.commands.executeCommand(`${views.actions}.focus`);
  }

  async getChildren(node?: HistoryNode): Promise<HistoryNode[]> {
    switch (node?.kind) {
      case undefined:
        // Reads from disk only once the view is opened.
        await this.history.ready();
        this.updateState();
        return this.runNodes();
      case 'run': {
        const { run, entries } = node.summary;
        const nodes = entries.slice(0, maxInList).map(entryNode);
        return withMore(nodes, run, entries.length);
      }
      case 'entry':
      case 'moreEntries':
        return [];
    }
  }

  getTreeItem(node: HistoryNode): vscode.TreeItem {
    return historyItem(node, new Date());
  }

  dispose(): void {
    this.subscriptions.dispose();
    this.refresh.dispose();
    this.changed.dispose();
  }

  private runNodes(): HistoryNode[] {
    const runs = actionRuns(this.entries);
    const nodes = runs
      .slice(0, maxInList)
      .map(summary => ({ kind: 'run', summary }) satisfies HistoryNode);
    return withMore(nodes, undefined, runs.length);
  }

  /** Renders every row and tooltip anew. */
  redraw(): void {
    this.update();
  }

  private update(): void {
    this.updateState();
    // Nodes have ids, so expansion and selection survive.
    this.changed.fire(undefined);
  }

  /** Shows the active filter; an empty view states why it is empty. */
  private updateState(): void {
    const all = this.history.entries.length;
    const filtering = isFiltering(this.current);
    this.view.description = [
      isSample(this.feed.state) ? sampleDataTexts.name : '',
      filtering ? filterText(this.current, this.modes.mode) : '',
    ]
      .filter(Boolean)
      .join(' · ');
    this.state.set(all === 0 ? 'empty' : this.entries.length === 0 ? 'filtered' : 'ready');
    this.filtering.set(filtering);
  }
}

const entryNode = (entry: ActionEntry): HistoryNode => ({
  kind: 'entry',
  entry,
  jobId: entry.jobId,
});

function withMore(nodes: HistoryNode[], run: string | undefined, count: number): HistoryNode[] {
  return count > nodes.length ? [...nodes, { kind: 'moreEntries', run, count }] : nodes;
}

/** The filter as a short but complete text. */
export function filterText(
  { actions, outcomes, text, since }: ActionFilter,
  mode: ActionMode,
): string {
  return [
    actions.map(action => actionName(action, mode)).join(', '),
    outcomes.map(outcomeName).join(', '),
    text.trim() === '' ? '' : t('job "{0}"', text.trim()),
    since === undefined ? '' : t('since {0}', formatMoment(since)),
  ]
    .filter(Boolean)
    .join(' · ');
}

export const historyCount = (count: number): string =>
  plural(count, t('{0} entry', formatCount(count)), t('{0} entries', formatCount(count)));
