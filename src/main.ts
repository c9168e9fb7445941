import * as vscode from 'vscode';
import { composeActions, type ActionServices } from './compose/composeActions';
import { composeDashboard } from './compose/composeDashboard';
import { composeJobs, type JobServices } from './compose/composeJobs';
import { composeViews, type ViewServices } from './compose/composeViews';
import { describeError } from './core/diagnostics/errors';
import { openLink } from './ui/base/openLink';
import { registerCommands } from './ui/commands/registerCommands';

/** The services that host tests inspect. */
export interface Internals
  extends
    Pick<JobServices, 'log' | 'store' | 'feed' | 'rate' | 'connections' | 'timeZone'>,
    Pick<ActionServices, 'history' | 'historyView' | 'marks' | 'modes' | 'dialogs'>,
    Pick<
      ViewServices,
      | 'tree'
      | 'view'
      | 'queuesView'
      | 'documents'
      | 'logDocuments'
      | 'decorations'
      | 'setUpProgress'
      | 'doneOnce'
    > {
  /** The folder shared by all windows. */
  readonly storage: vscode.Uri;
}

let openFeed: JobServices['feed'] | undefined;

/** Saves what is shown. VS Code waits a few seconds for it before it ends. */
export async function stop(): Promise<void> {
  await openFeed?.save();
}

/**
 * The composition root: builds every service once, wires it, and hands it to VS Code to dispose of. `startedAt`
 * is the start of activation, by `performance.now()`. Returns the services in host tests only; they are not a
 * public API.
 */
export function start(context: vscode.ExtensionContext, startedAt: number): Internals | undefined {
  const log = vscode.window.createOutputChannel('Batch Monitor', { log: true });
  context.subscriptions.push(log);
  const jobs = composeJobs(context, log);
  openFeed = jobs.feed;
  const actions = composeActions(context, jobs);
  const { dashboard, linkOf } = composeDashboard(context, jobs, actions);
  const views = composeViews(context, jobs, actions, { dashboard, linkOf });
  jobs.attention.watch(views.view);
  jobs.attention.watch(dashboard);
  jobs.attention.watch(views.queuesView.view);
  context.subscriptions.push(
    ...registerCommands(
      {
        ...jobs,
        ...actions,
        ...views,
        ...{ dashboard, linkOf, openLink },
        extension: context.extension,
        selectedNodes: () => views.view.selection,
        version: (context.extension.packageJSON as { version: string }).version,
      },
      name => views.doneOnce.ran(name),
    ),
    ...follow(jobs, actions, views),
  );
  // Until the user configures a table or opens the view, send no AWS requests.
  if (jobs.connections.isConfigured || views.view.visible) {
    setTimeout(() => jobs.poller.start());
  }
  log.info(`ready after ${(performance.now() - startedAt).toFixed(1)} ms`);
  return context.extensionMode === vscode.ExtensionMode.Test
    ? { ...jobs, ...actions, ...views, storage: context.globalStorageUri }
    : undefined;
}

/** Subscribes services to the events of others. */
function follow(
  {
    feed,
    rate,
    poller,
    settings,
    timeZone,
    taskTypes,
    stuckRules,
    connections,
    savedJobs,
    log,
  }: JobServices,
  { marks, modes, history, refreshLogs, historyView }: ActionServices,
  { view, tree, treeGrouping, treeFilter, logDocuments, queuesView }: ViewServices,
): { dispose: () => void }[] {
  return [
    // Load marks along with the jobs.
    feed.onDidChangeState(({ load }) => {
      if (load.phase !== 'idle') {
        void marks.ready();
        if (modes.mode === 'live') {
          // Jobs show what retried them.
          void history.ready();
        }
      }
      if (load.phase === 'ready') {
        queuesView.resume();
      }
    }),
    vscode.window.onDidChangeWindowState(({ focused }) => {
      if (focused) {
        refreshLogs();
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
    vscode.workspace.onDidGrantWorkspaceTrust(() => {
      poller.resume();
      queuesView.resume();
    }),
    settings.onDidChange(({ savesJobs }) => {
      if (!savesJobs) {
        savedJobs
          .clear()
          .catch((error: unknown) =>
            log.warn(`could not delete the saved jobs: ${describeError(error)}`),
          );
      }
    }),
    settings.onDidChange(values => {
      taskTypes.use(values.taskTypes);
      stuckRules.use(values.stuckAfter);
      if (connections.isConfigured) {
        poller.start();
      }
      poller.resume();
    }),
    timeZone.onDidChange(() => {
      tree.redraw();
      historyView.redraw();
      logDocuments.redraw();
    }),
    connections.onDidChange(connection => {
      treeGrouping.reload();
      treeFilter.reload();
      feed.connect(connection);
      if (!poller.start()) {
        void poller.renew();
      }
    }),
  ];
}
