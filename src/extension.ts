import './ui/texts';
import * as vscode from 'vscode';
import { describeError } from './core/errors';
import { JobQueries } from './core/jobQueries';
import { JobStore } from './core/jobStore';
import { Poller } from './core/poller';
import { TaskTypes } from './core/taskTypes';
import { isSameConnection } from './data/connection';
import { isSignedOut } from './data/feedState';
import { JobFeed } from './data/jobFeed';
import { loadAws } from './data/lazyAws';
import { commands, settingsSection, views } from './ids';
import { ActionHistory } from './ui/actions/actionHistory';
import { AttentionObserver } from './ui/attention';
import { systemClock } from './ui/clock';
import { registerCommands } from './ui/commands/registerCommands';
import { CostReports } from './ui/costReports';
import { copyToClipboard } from './ui/clipboard';
import { Dashboard } from './ui/dashboard';
import { dashboardLink, DashboardLinks } from './ui/dashboardLinks';
import { EventDocuments } from './ui/eventDocuments';
import { JobTreeProvider } from './ui/jobTreeProvider';
import { PreferenceMemory } from './ui/preferenceMemory';
import { RefreshRate } from './ui/refreshRate';
import { Reports } from './ui/reports';
import { Settings } from './ui/settings';
import { SignInWatch } from './ui/signInWatch';
import { StatusBar } from './ui/statusBar';
import { ViewState } from './ui/viewState';

/** What the host tests look into; no promise to other extensions. */
export interface Internals {
  readonly tree: JobTreeProvider;
  readonly feed: JobFeed;
  readonly store: JobStore;
  readonly rate: RefreshRate;
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
  const attention = new AttentionObserver();
  const rate = new RefreshRate(settings, attention, feed);
  const poller = new Poller({
    run: async () => {
      const succeeded = await feed.refresh();
      return succeeded ? 'ok' : isSignedOut(feed.state.load) ? 'halt' : 'failed';
    },
    waitMs: () => rate.waitMs,
    clock: systemClock,
  });
  const tree = new JobTreeProvider(store, taskTypes);
  const view = vscode.window.createTreeView(views.jobs, {
    treeDataProvider: tree,
    showCollapseAll: true,
  });
  const documents = new EventDocuments(feed, store);
  const history = new ActionHistory();
  const reports = new Reports();
  const dashboard = new Dashboard({
    extensionUri: context.extensionUri,
    store,
    queries,
    taskTypes,
    feed,
    rate,
    preferences: new PreferenceMemory(context.globalState, error =>
      log.warn(`preferences were not kept: ${describeError(error)}`),
    ),
    copy: (text, what) => void copyToClipboard(text, what),
    linkOf: view => dashboardLink(context.extension.id, view),
    runCommand: (name, jobId) =>
      void vscode.commands.executeCommand(`${settingsSection}.${name}`, jobId),
    exportJobs: wish => void vscode.commands.executeCommand(commands.exportJobs, wish),
    takeAction: () => Promise.resolve(),
    history,
    tell: message => void vscode.window.showInformationMessage(message),
    warn: message => log.warn(message),
    clock: systemClock,
    onOpen: () => {
      poller.start();
    },
  });
  attention.watch(view);
  attention.watch(dashboard);

  context.subscriptions.push(
    log,
    settings,
    store,
    taskTypes,
    queries,
    feed,
    attention,
    rate,
    poller,
    tree,
    view,
    documents,
    history,
    reports,
    dashboard,
    vscode.window.registerUriHandler(new DashboardLinks(dashboard)),
    new StatusBar(store, feed, settings, rate, view),
    new ViewState(store, feed, rate, view),
    new SignInWatch(feed, poller, log),
    new CostReports(feed, rate, log, settings, context),
    ...registerCommands({
      store,
      queries,
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
    rate.onDidChange(() => poller.plan()),
    settings.onDidChange(({ taskTypes: rules }) => {
      reportProblems();
      taskTypes.use(rules);
      if (isSameConnection(settings.connection, feed.state.connection)) {
        if (settings.isConfigured) {
          poller.start();
        }
        poller.resume();
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
  return { tree, feed, store, rate, activationMs };
}
