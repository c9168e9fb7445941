import * as vscode from 'vscode';
import { SimulatedExecutor } from './core/actions/actionExecutor';
import type { DashboardView } from './core/filter/dashboardLink';
import { describeError } from './core/diagnostics/errors';
import { JobQueries } from './core/query/jobQueries';
import { JobStore } from './core/store/jobStore';
import { Poller } from './core/polling/poller';
import { TaskTypes } from './core/job/taskTypes';
import { outcomeOf } from './data/feed/feedState';
import { JobFeed } from './data/feed/jobFeed';
import { commands, views } from './ids';
import { loadSample } from './sample/lazySample';
import { ActionHistory } from './ui/actions/actionHistory';
import { vscodeDialogs, type Dialogs } from './ui/actions/dialogs';
import { ActionHistoryView } from './ui/actions/historyView';
import { ActiveLog } from './ui/actions/activeLog';
import { actionLog, markLog } from './ui/actions/actionLogs';
import { runAction } from './ui/actions/runAction';
import { UserAttention } from './ui/polling/userAttention';
import { systemClock } from './ui/base/clock';
import { registerCommands } from './ui/commands/registerCommands';
import { ConnectionContext } from './ui/connection/connectionContext';
import { Connections } from './ui/connection/connections';
import { CostReports } from './ui/polling/costReports';
import { copyToClipboard } from './ui/base/clipboard';
import { Dashboard } from './ui/dashboard/dashboard';
import { dashboardLink, DashboardLinks } from './ui/dashboard/dashboardLinks';
import { DashboardState } from './ui/dashboard/dashboardState';
import { EventDecorations } from './ui/eventDocument/eventDecorations';
import { EventDocuments } from './ui/eventDocument/eventDocuments';
import type { JobNode } from './ui/jobsView/jobNode';
import { JobTreeProvider } from './ui/jobsView/jobTreeProvider';
import { JobMarks } from './ui/actions/jobMarks';
import { FailureNotifications } from './ui/notifications/failureNotifications';
import { openLink } from './ui/base/openLink';
import { DashboardPreferences } from './ui/dashboard/dashboardPreferences';
import { RefreshRate } from './ui/polling/refreshRate';
import { Reports } from './ui/base/reports';
import { SettingProblems } from './ui/connection/settingProblems';
import { Settings } from './ui/connection/settings';
import { SetUpProgress } from './ui/setUp/progress';
import { SignInWatch } from './ui/connection/signInWatch';
import { StatusBar } from './ui/statusBar/statusBar';
import { OrphanedDashboard } from './ui/dashboard/orphanedDashboard';
import { TreeFilter } from './ui/jobsView/treeFilter';
import { TreeGrouping } from './ui/jobsView/treeGrouping';
import { TreeMemory } from './ui/jobsView/treeMemory';
import { trustedAws } from './ui/connection/trustedAws';
import { ViewProgress } from './ui/polling/viewProgress';
import { ViewState } from './ui/jobsView/viewState';

/** What the host tests look into; no promise to other extensions. */
export interface Internals {
  readonly tree: JobTreeProvider;
  readonly view: vscode.TreeView<JobNode>;
  readonly feed: JobFeed;
  readonly store: JobStore;
  readonly rate: RefreshRate;
  readonly history: ActionHistory;
  readonly historyView: ActionHistoryView;
  readonly marks: JobMarks;
  /** Tests answer in the user's place. */
  readonly dialogs: Dialogs;
  readonly documents: EventDocuments;
  readonly decorations: EventDecorations;
  readonly connections: Connections;
  /** Where all windows keep what they share. */
  readonly storage: vscode.Uri;
  readonly setUpProgress: SetUpProgress;
  readonly log: vscode.LogOutputChannel;
}

/** The composition root: builds every service once, wires it, hands it to VS Code to dispose. */
export function start(context: vscode.ExtensionContext): Internals {
  const log = vscode.window.createOutputChannel('Batch Monitor', { log: true });
  const warn = (message: string): void => log.warn(message);
  const settings = new Settings();
  const store = new JobStore();
  const taskTypes = new TaskTypes(settings.values.taskTypes);
  const queries = new JobQueries(store, taskTypes);
  const connections = new Connections(settings, context.workspaceState, error =>
    log.warn(`the choice of connection was not kept: ${describeError(error)}`),
  );
  const feed = new JobFeed(connections.current, {
    store,
    openTable: async connection =>
      connection.isSample
        ? (await loadSample()).openSampleTable(systemClock)
        : (await trustedAws()).openJobTable(connection),
    warn,
    debug: message => log.debug(message),
    now: Date.now,
  });
  const attention = new UserAttention();
  const rate = new RefreshRate(settings, attention, feed);
  const poller = new Poller({
    run: async () => {
      const succeeded = await feed.refresh();
      return outcomeOf(feed.state.load, succeeded);
    },
    waitMs: () => rate.waitMs,
    clock: systemClock,
  });
  const documents = new EventDocuments({ feed, store, warn });
  const decorations = new EventDecorations(store, feed);
  const linkOf = (shown: DashboardView): string => dashboardLink(context.extension.id, shown);
  const reports = new Reports();
  const actions = actionLog(context.globalStorageUri, log);
  const markWords = markLog(context.globalStorageUri, log);
  const activeActions = new ActiveLog(actions, feed);
  const activeMarks = new ActiveLog(markWords, feed);
  const history = new ActionHistory(activeActions);
  const historyView = new ActionHistoryView(history, feed);
  const marks = new JobMarks(store, activeMarks, () => feed.state.connection);
  const dialogs = vscodeDialogs();
  const executor = new SimulatedExecutor();
  const act = runAction({
    store,
    taskTypeOf: taskTypes.of,
    executor,
    marks,
    historyNow: () => activeActions.now,
    connection: () => feed.state.connection,
    identity: () => feed.state.identity,
    dialogs,
    reports,
  });
  const dashboard = new Dashboard({
    extensionUri: context.extensionUri,
    store,
    queries,
    taskTypes,
    feed,
    rate,
    preferences: new DashboardPreferences(context.globalState, error =>
      log.warn(`preferences were not kept: ${describeError(error)}`),
    ),
    copy: (text, what) => void copyToClipboard(text, what),
    linkOf,
    refuse: reason => void vscode.window.showInformationMessage(reason),
    runCommand: (name, jobId) => void vscode.commands.executeCommand(commands[name], jobId),
    exportJobs: query => void vscode.commands.executeCommand(commands.exportJobs, query),
    exportHistory: filter =>
      void vscode.commands.executeCommand(commands.exportActionHistory, { filter }),
    runAction: act,
    history,
    warn,
    clock: systemClock,
    onOpen: () => {
      poller.start();
    },
  });
  const dashboardViews = new DashboardState(dashboard, connections, context.workspaceState, error =>
    log.warn(`what the dashboard showed was not kept: ${describeError(error)}`),
  );
  const treeMemory = new TreeMemory(
    context.workspaceState,
    error => log.warn(`the look of the tree was not kept: ${describeError(error)}`),
    () => connections.stateKey,
  );
  const treeFilter = new TreeFilter(dashboard, treeMemory);
  const treeGrouping = new TreeGrouping(treeMemory);
  const tree = new JobTreeProvider({
    store,
    queries,
    taskTypes,
    filter: treeFilter,
    grouping: treeGrouping,
  });
  const view = vscode.window.createTreeView(views.jobs, {
    treeDataProvider: tree,
    showCollapseAll: true,
    canSelectMany: true,
  });
  const setUpProgress = new SetUpProgress({
    store,
    feed,
    settings,
    connections,
    memory: context.globalState,
    onError: error => log.warn(`the progress was not kept: ${describeError(error)}`),
  });
  tree.watch(view);
  attention.watch(view);
  attention.watch(dashboard);

  context.subscriptions.push(
    log,
    settings,
    connections,
    new SettingProblems(settings, warn),
    new ConnectionContext(connections),
    store,
    taskTypes,
    queries,
    feed,
    attention,
    rate,
    poller,
    treeFilter,
    treeGrouping,
    tree,
    view,
    documents,
    decorations,
    reports,
    dashboard,
    actions,
    markWords,
    activeActions,
    activeMarks,
    history,
    historyView,
    marks,
    vscode.window.registerUriHandler(new DashboardLinks(dashboard)),
    new StatusBar({ store, feed, settings, rate, clock: systemClock }, view),
    new FailureNotifications({
      store,
      taskTypes,
      feed,
      rate,
      settings,
      marks,
      dashboard,
      log,
    }),
    setUpProgress,
    new ViewState({
      store,
      feed,
      rate,
      settings,
      connections,
      setUpProgress,
      tree,
      treeFilter,
      treeGrouping,
      view,
    }),
    new ViewProgress(feed),
    new SignInWatch(feed, poller, log),
    new CostReports(feed, rate, log, settings, context),
    dashboardViews,
    new OrphanedDashboard(dashboard, dashboardViews, systemClock),
    ...registerCommands({
      store,
      queries,
      taskTypes,
      feed,
      poller,
      settings,
      connections,
      extension: context.extension,
      marks,
      dashboard,
      documents,
      reports,
      executor,
      runAction: act,
      history,
      historyView,
      dialogs,
      linkOf,
      openLink,
      selectedNodes: () => view.selection,
      treeFilter,
      treeGrouping,
      log,
      version: (context.extension.packageJSON as { version: string }).version,
    }),
    // Marks are read when jobs are; what other windows wrote, at the latest when the user comes back.
    feed.onDidChangeState(({ load }) => {
      if (load.phase !== 'idle') {
        void marks.ready();
      }
    }),
    vscode.window.onDidChangeWindowState(({ focused }) => {
      if (focused) {
        void actions.refresh();
        void markWords.refresh();
      }
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
    vscode.workspace.onDidGrantWorkspaceTrust(() => poller.resume()),
    settings.onDidChange(({ taskTypes: rules }) => {
      taskTypes.use(rules);
      if (connections.isConfigured) {
        poller.start();
      }
      poller.resume();
    }),
    connections.onDidChange(connection => {
      treeGrouping.reload();
      treeFilter.reload();
      feed.connect(connection);
      if (!poller.start()) {
        void poller.renew();
      }
    }),
  );

  // Who has not pointed us at a table yet is asked nothing, and AWS neither, until they look.
  if (connections.isConfigured || view.visible) {
    setTimeout(() => poller.start());
  }
  return {
    tree,
    feed,
    store,
    rate,
    view,
    history,
    historyView,
    marks,
    dialogs,
    documents,
    decorations,
    connections,
    storage: context.globalStorageUri,
    setUpProgress,
    log,
  };
}
