import * as vscode from 'vscode';
import { describeError } from '../core/diagnostics/errors';
import type { DashboardView } from '../core/filter/dashboardLink';
import { isSample } from '../data/feed/feedState';
import { commands } from '../ids';
import { copyToClipboard } from '../ui/base/clipboard';
import { systemClock } from '../ui/base/clock';
import { Dashboard } from '../ui/dashboard/dashboard';
import { dashboardLink, DashboardLinks } from '../ui/dashboard/dashboardLinks';
import { DashboardPreferences } from '../ui/dashboard/dashboardPreferences';
import { DashboardState } from '../ui/dashboard/dashboardState';
import { readLogPreview } from '../ui/logs/readLogPreview';
import { readWaitReasons } from '../ui/queues/readWaitReasons';
import { OrphanedDashboard } from '../ui/dashboard/orphanedDashboard';
import type { BulkAction } from '../protocol/toHost';
import type { ActionServices } from './composeActions';
import type { JobServices } from './composeJobs';

const actionCommands = {
  acknowledge: 'acknowledgeJob',
  unacknowledge: 'unacknowledgeJob',
  retry: 'retryJob',
  abort: 'abortJob',
  markBroken: 'markBroken',
  unmarkBroken: 'unmarkBroken',
} as const satisfies Record<BulkAction, keyof typeof commands>;

export type DashboardServices = ReturnType<typeof composeDashboard>;

/** The dashboard, its links and its saved views. */
export function composeDashboard(
  context: vscode.ExtensionContext,
  jobs: JobServices,
  { history, links, modes }: ActionServices,
) {
  const { store, resolutions, queries, taskTypes, feed, rate, away, poller, connections, log } =
    jobs;
  const linkOf = (shown: DashboardView): string => dashboardLink(context.extension.id, shown);
  const dashboard = new Dashboard({
    extensionUri: context.extensionUri,
    laterJob: jobId => resolutions.laterJob(jobId),
    ...{ store, queries, taskTypes, feed, rate, away, history, links, modes, linkOf },
    preferences: new DashboardPreferences(context.globalState, jobs.timeZone, error =>
      log.warn(`could not save the preferences: ${describeError(error)}`),
    ),
    copy: (text, what) => void copyToClipboard(text, what),
    refuse: reason => void vscode.window.showInformationMessage(reason),
    runCommand: (name, jobId) =>
      void vscode.commands.executeCommand(commands[name], ...(jobId === undefined ? [] : [jobId])),
    act: (action, target) =>
      void vscode.commands.executeCommand(commands[actionCommands[action]], target),
    runOnFailures: (name, group) =>
      void vscode.commands.executeCommand(commands[name], { kind: 'failures', group }),
    exportJobs: query => void vscode.commands.executeCommand(commands.exportJobs, query),
    exportHistory: filter =>
      void vscode.commands.executeCommand(commands.exportActionHistory, { filter }),
    readLog: async (job, item, signal) =>
      jobs.settings.values.previewsLogs && !isSample(feed.state)
        ? readLogPreview(jobs.logAccess, job, item, signal)
        : undefined,
    readQueue: job => readWaitReasons(jobs.queueFeed, job),
    warn: message => log.warn(message),
    clock: systemClock,
    onOpen: () => {
      poller.start();
    },
  });
  const state = new DashboardState(dashboard, connections, context.workspaceState, error =>
    log.warn(`could not save the dashboard state: ${describeError(error)}`),
  );
  context.subscriptions.push(
    dashboard,
    state,
    vscode.window.registerUriHandler(new DashboardLinks(dashboard)),
    new OrphanedDashboard(dashboard, state, systemClock),
  );
  return { dashboard, linkOf };
}
