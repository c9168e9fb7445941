import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Disposable } from '../../core/emitter';
import type { DashboardView } from '../../core/dashboardLink';
import { describeError, isUserError, messageOf, UserError } from '../../core/errors';
import type { ActionExecutor } from '../../core/actionExecutor';
import { noActionFilter } from '../../core/actionLog';
import type { JobQueries } from '../../core/jobQueries';
import type { JobStore } from '../../core/jobStore';
import type { Poller } from '../../core/poller';
import type { TaskTypes } from '../../core/taskTypes';
import type { JobFeed } from '../../data/jobFeed';
import { commands } from '../../ids';
import type { Connections } from '../connections';
import type { Dashboard } from '../dashboard';
import type { ActionHistory } from '../actions/actionHistory';
import type { Dialogs } from '../actions/dialogs';
import type { ActionHistoryView } from '../actions/historyView';
import type { TakeAction } from '../actions/takeAction';
import type { EventDocuments } from '../eventDocuments';
import type { MarkKeeper } from '../markKeeper';
import type { OpenLink } from '../openLink';
import { offerRemedy } from '../remedy';
import type { Reports } from '../reports';
import type { Settings } from '../settings';
import { acknowledgeFailures } from './acknowledgeFailures';
import { acknowledgeJob, unacknowledgeJob } from './acknowledgeJob';
import { actOnJobs } from './actOnJobs';
import type { TreeFilter } from '../treeFilter';
import type { TreeGrouping } from '../treeGrouping';
import { checkConnection } from './checkConnection';
import { clearActionHistory } from './clearActionHistory';
import { exportActionHistory } from './exportActionHistory';
import { copyFact } from './copyFact';
import { hideEventValues, reloadEvent, revealEventValues } from './eventValues';
import { exportJobs } from './exportJobs';
import { filterActionHistory } from './filterActionHistory';
import { filterTree } from './filterTree';
import { groupJobs } from './groupJobs';
import { openDashboard } from './openDashboard';
import { isOfSelection } from './jobTargets';
import { openEvent } from './openEvent';
import { openInConsole, openLogs } from './openInAws';
import { openSettings } from './openSettings';
import { pickJobOf } from './pickJob';
import { refresh } from './refresh';
import { openWalkthrough } from './openWalkthrough';
import { setUp } from './setUp';
import { checkAwsCli } from './checkAwsCli';
import { manageTrust } from './manageTrust';
import { openAwsSetup } from './openAwsSetup';
import { selectProfile } from './selectProfile';
import { selectRegion } from './selectRegion';
import { selectTable } from './selectTable';
import { signIn } from './signIn';
import { switchConnection } from './switchConnection';
import { addConnection } from './addConnection';
import { removeConnection } from './removeConnection';
import { startSampleData } from './startSampleData';
import { endSampleData } from './endSampleData';
import { copyReport } from './copyReport';
import { showUnreadItems } from './showUnreadItems';
import { showActionHistory } from './showActionHistory';
import { showInDashboard } from './showInDashboard';

export interface CommandServices {
  readonly store: JobStore;
  readonly queries: JobQueries;
  readonly taskTypes: TaskTypes;
  readonly feed: JobFeed;
  readonly poller: Poller;
  readonly settings: Settings;
  readonly connections: Connections;
  readonly extension: Pick<vscode.Extension<unknown>, 'id' | 'extensionUri'>;
  readonly marks: MarkKeeper;
  readonly dashboard: Dashboard;
  readonly documents: EventDocuments;
  readonly reports: Reports;
  readonly executor: ActionExecutor;
  readonly takeAction: TakeAction;
  readonly history: ActionHistory;
  readonly historyView: ActionHistoryView;
  readonly dialogs: Dialogs;
  readonly linkOf: (view: DashboardView) => string;
  readonly openLink: OpenLink;
  /** The nodes that are selected in the view, for its keybindings. */
  readonly selectedNodes: () => readonly unknown[];
  readonly treeFilter: TreeFilter;
  readonly treeGrouping: TreeGrouping;
  readonly log: vscode.LogOutputChannel;
  /** Of this extension. */
  readonly version: string;
}

/**
 * What a command does. `target` is what it was called on: a tree node, a row of the dashboard with what its
 * menu tells, an argument of a link or keybinding, or nothing. `targets` are all chosen nodes of a tree
 * where there are several, `target` among them.
 */
export type CommandHandler = (target?: unknown, targets?: unknown) => unknown;

/** Every command of the manifest; a new name in `ids.ts` does not compile until it is here. */
export function registerCommands(services: CommandServices): Disposable[] {
  const { store, taskTypes, feed, poller, dashboard, documents, reports, log } = services;
  const { history, historyView, dialogs } = services;
  const pickJob = pickJobOf(store, taskTypes);
  const links = { ...services, pickJob };
  const { treeFilter, treeGrouping } = services;
  const handlers: Record<keyof typeof commands, CommandHandler> = {
    openDashboard: openDashboard(dashboard),
    showInDashboard: showInDashboard(dashboard, treeFilter),
    refresh: refresh(feed, poller),
    openEvent: openEvent(documents, pickJob),
    exportJobs: exportJobs(services),
    checkConnection: checkConnection(services),
    acknowledgeFailures: acknowledgeFailures(services),
    acknowledgeJob: acknowledgeJob(services),
    unacknowledgeJob: unacknowledgeJob(services),
    copyJobId: copyFact('id', links),
    copyJobArn: copyFact('arn', links),
    copyJobName: copyFact('name', links),
    copyMediaId: copyFact('mediaId', links),
    copyTaskId: copyFact('taskId', links),
    copyJobLink: copyFact('link', links),
    copyConsoleLink: copyFact('consoleLink', links),
    openInConsole: openInConsole(links),
    openLogs: openLogs(links),
    revealEventValues: revealEventValues(documents),
    hideEventValues: hideEventValues(documents),
    reloadEvent: reloadEvent(documents),
    openSettings,
    openWalkthrough: openWalkthrough(services),
    setUp: setUp(services),
    checkAwsCli: checkAwsCli(services),
    openAwsSetup: openAwsSetup(services),
    selectProfile: selectProfile(services),
    selectRegion: selectRegion(services),
    selectTable: selectTable(services),
    signIn: signIn(services),
    manageTrust,
    switchConnection: switchConnection(services),
    addConnection: addConnection(services),
    removeConnection: removeConnection(services),
    startSampleData: startSampleData(services),
    endSampleData: endSampleData(services),
    copyReport: copyReport(services),
    showUnreadItems: showUnreadItems(services),
    showLog: () => log.show(),
    retryJob: actOnJobs('retry', links),
    abortJob: actOnJobs('abort', links),
    markBroken: actOnJobs('markBroken', links),
    unmarkBroken: actOnJobs('unmarkBroken', links),
    showActionHistory: showActionHistory(historyView, reports),
    filterActionHistory: filterActionHistory(history, historyView),
    clearActionFilter: () => {
      historyView.filter = noActionFilter;
    },
    exportActionHistory: exportActionHistory(history, historyView, feed),
    clearActionHistory: clearActionHistory(history, dialogs),
    groupJobs: groupJobs(treeGrouping),
    filterTree: filterTree(treeFilter),
    clearTreeFilter: () => treeFilter.use(''),
    shareTreeFilter: () => treeFilter.share(true),
    separateTreeFilter: () => treeFilter.share(false),
  };
  return (Object.keys(commands) as (keyof typeof commands)[]).map(name =>
    vscode.commands.registerCommand(commands[name], async (target?: unknown, targets?: unknown) => {
      try {
        if (isOfSelection(target)) {
          const nodes = services.selectedNodes();
          return await handlers[name](nodes[0] ?? null, nodes);
        }
        return await handlers[name](target, targets);
      } catch (error) {
        // Told here, since buttons of the page and of messages have nobody else to tell.
        log.error(`${name} failed: ${describeError(error)}`);
        offerRemedy(asUserError(error));
        return undefined;
      }
    }),
  );
}

function asUserError(error: unknown): UserError {
  return isUserError(error)
    ? error
    : new UserError(
        'command.unexpected',
        t('This did not work: {0}.', messageOf(error)),
        t('The log has the details.'),
        'showLog',
        { cause: error },
      );
}
