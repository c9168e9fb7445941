import { t } from '@vscode/l10n';
import { DisposableStore } from '../../core/base/disposableStore';
import type { Disposable } from '../../core/base/emitter';
import { failedOfText, formatCount } from '../../core/text/formatCount';
import type { JobStore } from '../../core/store/jobStore';
import { maxConnectionNameLength } from '../../core/settings/namedConnections';
import { escapeText } from '../../core/text/escapeText';
import { refreshNotes } from '../../core/polling/pollingPolicy';
import { sampleDataTexts } from '../../core/text/sampleDataTexts';
import { filterText } from '../../core/filter/formatFilter';
import { awayText } from '../../core/failures/awayFailures';
import { formatMoment } from '../../core/text/time';
import { freshnessOf, isSample, type FeedState } from '../../data/feed/feedState';
import type { JobFeed } from '../../data/feed/jobFeed';
import { contextKeys } from '../../ids';
import type { Connections } from '../connection/connections';
import { ContextKey } from '../base/contextKey';
import type { JobTreeProvider } from './jobTreeProvider';
import { problemOf } from './welcomeProblem';
import type { RefreshRate } from '../polling/refreshRate';
import type { WhileAway } from '../polling/whileAway';
import type { Settings } from '../connection/settings';
import type { SetUpProgress } from '../setUp/progress';
import type { TreeFilter } from './treeFilter';
import { groupingNote, type TreeGrouping } from './treeGrouping';
import { viewPhase, type ViewPhase } from './viewPhase';

export interface ViewStateOptions {
  readonly store: Pick<JobStore, 'size' | 'onDidChange'>;
  readonly feed: Pick<JobFeed, 'state' | 'onDidChangeState'>;
  readonly rate: Pick<RefreshRate, 'waitMs' | 'onDidChange'>;
  readonly settings: Pick<Settings, 'onDidChange'>;
  readonly connections: Pick<Connections, 'isConfigured'>;
  readonly setUpProgress: Pick<SetUpProgress, 'hasSeenJobs'>;
  readonly tree: Pick<
    JobTreeProvider,
    'size' | 'failed' | 'unresolved' | 'isUpToDate' | 'onDidChange'
  >;
  readonly treeFilter: Pick<TreeFilter, 'value' | 'isFiltering' | 'isShared' | 'onDidChange'>;
  readonly treeGrouping: Pick<TreeGrouping, 'value' | 'onDidChange'>;
  readonly away: Pick<WhileAway, 'failures' | 'onDidChange'>;
  readonly view: { message?: string | undefined; description?: string | undefined };
}

/**
 * Updates the view's message, description and context keys from the feed. The context keys select the welcome
 * text of an empty view, which VS Code shows only without a message; so the message is used only with jobs on
 * screen: that some failed meanwhile, or that they are filtered or out of date.
 */
export class ViewState implements Disposable {
  private readonly phase = new ContextKey<ViewPhase>(contextKeys.phase);
  private readonly problem = new ContextKey<string>(contextKeys.problem);
  private readonly hasNewFailures = new ContextKey<boolean>(contextKeys.hasNewFailures);
  private readonly subscriptions: DisposableStore;
  private known: ViewPhase | undefined;

  constructor(private readonly options: ViewStateOptions) {
    const update = (): void => this.update();
    this.subscriptions = new DisposableStore(
      options.store.onDidChange(update),
      options.feed.onDidChangeState(update),
      options.rate.onDidChange(update),
      options.settings.onDidChange(update),
      options.tree.onDidChange(update),
      options.treeFilter.onDidChange(update),
      options.treeGrouping.onDidChange(update),
      options.away.onDidChange(update),
    );
    this.describe();
  }

  dispose(): void {
    this.subscriptions.dispose();
  }

  private update(): void {
    const { feed, view } = this.options;
    const { load } = feed.state;
    const phase = this.phaseNow();
    this.known = phase;
    this.phase.set(phase);
    this.problem.set(load.phase === 'failed' ? problemOf(load.error) : undefined);
    this.hasNewFailures.set(this.options.away.failures !== undefined);
    this.describe();
    const message = this.messageIn(phase);
    // Each assignment triggers a layout of the view.
    if ((view.message ?? '') !== message) {
      view.message = message === '' ? undefined : message;
    }
  }

  /** Sample data is marked even while loading, because the welcome text is about AWS. */
  private messageIn(phase: ViewPhase): string {
    const { feed, rate, away } = this.options;
    const sample = isSample(feed.state) ? sampleDataTexts.note : undefined;
    switch (phase) {
      case 'ready':
        return [
          away.failures && `${awayText(away.failures)}.`,
          sample,
          this.filterNote(),
          staleNote(feed.state, rate.waitMs),
        ]
          .filter(Boolean)
          .join(' ');
      case 'idle':
      case 'loading':
        return sample ?? '';
      case 'empty':
      case 'unreadable':
      case 'unconfigured':
      case 'failed':
      case 'filtered':
        return '';
    }
  }

  private describe(): void {
    const { feed, tree, treeFilter, treeGrouping, view } = this.options;
    const { name, tableName, region } = feed.state.connection;
    const filter = treeFilter.isShared
      ? t('following the dashboard')
      : treeFilter.isFiltering
        ? t('filtered')
        : '';
    const source = isSample(feed.state) ? [sampleDataTexts.name] : [tableName, region];
    // The view is narrow, so failures and the connection's name come first.
    const parts = [
      tree.failed > 0 ? failedOfText(tree.failed, tree.size) : '',
      // All of them, unless it says otherwise.
      tree.unresolved < tree.failed ? t('{0} unresolved', formatCount(tree.unresolved)) : '',
      escapeText(name ?? '', maxConnectionNameLength),
      groupingNote(treeGrouping.value),
      filter,
      ...source,
    ];
    const description = parts.filter(Boolean).join(' · ');
    if (view.description !== description) {
      view.description = description;
    }
  }

  private filterNote(): string | undefined {
    const { store, tree, treeFilter } = this.options;
    if (!treeFilter.isFiltering) {
      return treeFilter.isShared ? t('All jobs, following the dashboard.') : undefined;
    }
    const values = {
      filter: filterText(treeFilter.value),
      shown: formatCount(tree.size),
      all: formatCount(store.size),
    };
    return treeFilter.isShared
      ? t('{shown} of {all} jobs, following the dashboard: {filter}', values)
      : t('{shown} of {all} jobs: {filter}', values);
  }

  private phaseNow(): ViewPhase {
    const { store, feed, tree, treeFilter, connections, setUpProgress } = this.options;
    return viewPhase({
      feed: feed.state,
      total: store.size,
      isNew: !connections.isConfigured && !setUpProgress.hasSeenJobs,
      isFiltering: treeFilter.isFiltering,
      matching: tree.size,
      isUpToDate: tree.isUpToDate,
      previous: this.known,
    });
  }
}

function staleNote(state: FeedState, waitMs: number): string | undefined {
  const { load, updatedAt } = state;
  if (load.phase !== 'failed') {
    return undefined;
  }
  const { message, remedy } = load.error;
  const text = `${message} ${remedy}`;
  const since =
    updatedAt === undefined
      ? t('Incomplete: {0}', text)
      : t('Not updated since {0}: {1}', formatMoment(updatedAt), text);
  const isSignedOut = freshnessOf(state, waitMs).polling.mode === 'signedOut';
  return isSignedOut ? `${since} ${refreshNotes.signedOut}` : since;
}
