import * as vscode from 'vscode';
import { describeError } from './core/errors';
import { JobQueries } from './core/jobQueries';
import { JobStore } from './core/jobStore';
import { Poller } from './core/poller';
import { TaskTypes } from './core/taskTypes';
import { isSameConnection } from './data/connection';
import { JobFeed } from './data/jobFeed';
import { loadAws } from './data/lazyAws';
import { commands, views } from './ids';
import { systemClock } from './ui/clock';
import { registerCommands } from './ui/commands/registerCommands';
import { Dashboard } from './ui/dashboard';
import { EventDocuments } from './ui/eventDocuments';
import { JobTreeProvider } from './ui/jobTreeProvider';
import { Reports } from './ui/reports';
import { Settings } from './ui/settings';
import { StatusBar } from './ui/statusBar';
import { ViewState } from './ui/viewState';

/** What the host tests look into; no promise to other extensions. */
export interface Internals {
  readonly tree: JobTreeProvider;
  readonly feed: JobFeed;
  readonly store: JobStore;
  /** How long `activate` took. */
  readonly activationMs: number;
}

/** The composition root: builds every service once, wires it, hands it to VS Code to dispose. */
export function activate(context: vscode.ExtensionContext): Internals {
  const startedAt = performance.now();
  const log = vscode.window.createOutputChannel('Batch Monitor', { log: true });
  const settings = new Settings();
  const store = new JobStore();
  const taskTypes = new TaskTypes(settings.values.taskTypes);
  const queries = new JobQueries(store, taskTypes);
  const feed = new JobFeed(settings.connection, {
    store,
    openTable: async connection => (await loadAws()).openJobTable(connection),
    warn: message => log.warn(message),
    now: Date.now,
  });
  const poller = new Poller({
    run: () => feed.refresh(),
    intervalMs: () =>
      feed.followsChanges ? settings.values.liveIntervalMs : settings.values.refreshIntervalMs,
    clock: systemClock,
  });
  const tree = new JobTreeProvider(store, taskTypes);
  const view = vscode.window.createTreeView(views.jobs, {
    treeDataProvider: tree,
    showCollapseAll: true,
  });
  const documents = new EventDocuments(feed, store);
  const reports = new Reports();
  const dashboard = new Dashboard({
    extensionUri: context.extensionUri,
    store,
    queries,
    taskTypes,
    feed,
    runCommand: (name, jobId) => void vscode.commands.executeCommand(commands[name], jobId),
    warn: message => log.warn(message),
    clock: systemClock,
    onOpen: () => {
      poller.start();
    },
  });

  context.subscriptions.push(
    log,
    settings,
    store,
    taskTypes,
    queries,
    feed,
    poller,
    tree,
    view,
    documents,
    reports,
    dashboard,
    new StatusBar(store, feed, settings, view),
    new ViewState(store, feed, view),
    ...registerCommands({
      store,
      taskTypes,
      feed,
      poller,
      settings,
      dashboard,
      documents,
      reports,
      log,
    }),
    view.onDidChangeVisibility(({ visible }) => {
      if (visible) {
        poller.start();
      }
    }),
    feed.onDidChangeState(({ load }) => {
      if (load.phase === 'failed') {
        log.error(`refresh failed: ${describeError(load.error)}`);
      }
    }),
    settings.onDidChange(({ taskTypes: rules }) => {
      reportProblems();
      taskTypes.use(rules);
      if (isSameConnection(settings.connection, feed.state.connection)) {
        if (settings.isConfigured) {
          poller.start();
        }
        poller.plan();
      } else {
        feed.connect(settings.connection);
        if (!poller.start()) {
          void poller.renew();
        }
      }
    }),
  );

  function reportProblems(): void {
    settings.problems.forEach(problem => log.warn(problem));
  }
  reportProblems();
  // Who has not pointed us at a table yet is asked nothing, and AWS neither, until they look.
  if (settings.isConfigured || view.visible) {
    setTimeout(() => poller.start());
  }
  const activationMs = performance.now() - startedAt;
  log.debug(`activated in ${activationMs.toFixed(1)} ms`);
  return { tree, feed, store, activationMs };
}
