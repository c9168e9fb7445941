import * as vscode from 'vscode';
import { describeError } from '../core/diagnostics/errors';
import { views } from '../ids';
import { systemClock } from '../ui/base/clock';
import { ComparisonDocuments } from '../ui/eventDocument/comparisonDocuments';
import { EventDecorations } from '../ui/eventDocument/eventDecorations';
import { EventDocuments } from '../ui/eventDocument/eventDocuments';
import { JobTreeProvider } from '../ui/jobsView/jobTreeProvider';
import { TreeFilter } from '../ui/jobsView/treeFilter';
import { TreeGrouping } from '../ui/jobsView/treeGrouping';
import { TreeMemory } from '../ui/jobsView/treeMemory';
import { ViewState } from '../ui/jobsView/viewState';
import { LogDocuments } from '../ui/logs/logDocuments';
import { QueuesView } from '../ui/queues/queuesView';
import { FailureNotifications } from '../ui/notifications/failureNotifications';
import { ViewProgress } from '../ui/polling/viewProgress';
import { DoneOnce } from '../ui/setUp/doneOnce';
import { SetUpProgress } from '../ui/setUp/progress';
import { StatusBar } from '../ui/statusBar/statusBar';
import type { ActionServices } from './composeActions';
import type { DashboardServices } from './composeDashboard';
import type { JobServices } from './composeJobs';

export type ViewServices = ReturnType<typeof composeViews>;

/** The jobs view, events as documents, the status bar and notifications. */
export function composeViews(
  context: vscode.ExtensionContext,
  jobs: JobServices,
  { marks, modes, links }: ActionServices,
  { dashboard }: DashboardServices,
) {
  const {
    store,
    queries,
    taskTypes,
    stuckRules,
    feed,
    rate,
    away,
    settings,
    connections,
    logAccess,
    log,
  } = jobs;
  const documents = new EventDocuments({ feed, store, warn: message => log.warn(message) });
  const logDocuments = new LogDocuments({
    access: logAccess,
    feed,
    store,
    warn: message => log.warn(message),
  });
  const comparisons = new ComparisonDocuments({ feed, store });
  const decorations = new EventDecorations(store, feed);
  const memory = new TreeMemory(
    context.workspaceState,
    error => log.warn(`could not save the tree state: ${describeError(error)}`),
    () => connections.stateKey,
  );
  const treeFilter = new TreeFilter(dashboard, memory);
  const treeGrouping = new TreeGrouping(memory);
  const tree = new JobTreeProvider({
    ...{ store, queries, taskTypes, stuckRules, links, filter: treeFilter, grouping: treeGrouping },
  });
  const view = vscode.window.createTreeView(views.jobs, {
    treeDataProvider: tree,
    showCollapseAll: true,
    canSelectMany: true,
  });
  tree.watch(view);
  const queuesView = new QueuesView({
    feed: jobs.queueFeed,
    access: jobs.queueAccess,
    ...{ store, attention: jobs.attention },
    intervalMs: () => settings.values.refreshIntervalMs,
  });
  const onError = (error: unknown): void =>
    log.warn(`could not save the setup progress: ${describeError(error)}`);
  const setUpProgress = new SetUpProgress({
    ...{ store, feed, settings, connections, memory: context.globalState, onError },
  });
  const doneOnce = new DoneOnce(context.globalState, onError);
  context.subscriptions.push(
    ...[treeFilter, treeGrouping, tree, view, documents, logDocuments, comparisons],
    ...[decorations, setUpProgress, queuesView],
    new StatusBar({ store, feed, settings, rate, stuckRules, modes, clock: systemClock }, view),
    new FailureNotifications({ store, taskTypes, feed, rate, settings, marks, dashboard, log }),
    new ViewState({
      ...{ store, feed, rate, away, settings, connections },
      ...{ setUpProgress, tree, treeFilter, treeGrouping, view },
    }),
    new ViewProgress(feed),
  );
  return {
    documents,
    logDocuments,
    comparisons,
    decorations,
    treeFilter,
    treeGrouping,
    tree,
    view,
    setUpProgress,
    doneOnce,
    queuesView,
  };
}
