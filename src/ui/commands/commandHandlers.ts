import type * as vscode from 'vscode';
import type { DashboardView } from '../../core/filter/dashboardLink';
import type { JobQueries } from '../../core/query/jobQueries';
import type { JobStore } from '../../core/store/jobStore';
import type { Poller } from '../../core/polling/poller';
import type { TaskTypes } from '../../core/job/taskTypes';
import type { JobFeed } from '../../data/feed/jobFeed';
import type { Connections } from '../connection/connections';
import type { Dashboard } from '../dashboard/dashboard';
import type { ActionHistory } from '../actions/actionHistory';
import type { ActionModes } from '../actions/actionModes';
import type { Dialogs } from '../actions/dialogs';
import type { LiveAccess } from '../actions/liveAccess';
import type { ActionHistoryView } from '../actions/historyView';
import { runAction, type ActionRunServices } from '../actions/runAction';
import type { ComparisonDocuments } from '../eventDocument/comparisonDocuments';
import type { EventDocuments } from '../eventDocument/eventDocuments';
import type { JobMarks } from '../actions/jobMarks';
import type { OpenLink } from '../base/openLink';
import type { Reports } from '../base/reports';
import type { Settings } from '../connection/settings';
import type { TreeFilter } from '../jobsView/treeFilter';
import type { TreeGrouping } from '../jobsView/treeGrouping';

import { noActionFilter } from '../../core/actions/actionLog';
import type { commands } from '../../ids';
import { acknowledgeFailures } from './acknowledgeFailures';
import { acknowledgeJob, unacknowledgeJob } from './acknowledgeJob';
import { setActionsMode, simulateActions } from './actionsMode';
import { actOnJobs } from './actOnJobs';
import { checkConnection } from './checkConnection';
import { clearActionHistory } from './clearActionHistory';
import { clearCache } from './clearCache';
import { exportActionHistory } from './exportActionHistory';
import { copyFact } from './copyFact';
import { hideEventValues, reloadEvent, revealEventValues } from './eventValues';
import { exportJobs } from './exportJobs';
import { failureCommands } from './failureCommands';
import { filterActionHistory } from './filterActionHistory';
import { filterTree } from './filterTree';
import { groupJobs } from './groupJobs';
import { openDashboard } from './openDashboard';
import { compareWithLastSuccess } from './compareWithLastSuccess';
import { openEvent } from './openEvent';
import { openInConsole, openLogs } from './openInAws';
import { openSettings } from './openSettings';
import { pickJobOf } from './pickJob';
import { refresh } from './refresh';
import { openWalkthrough } from './openWalkthrough';
import { setUp } from './setUp';
import { checkAwsCli } from './checkAwsCli';
import { logCommands } from './logCommands';
import { lookForJob } from './lookForJob';
import { manageTrust } from './manageTrust';
import { openAwsSetup } from './openAwsSetup';
import { openGuide } from './openGuide';
import { retryWithChanges, type ChangeServices } from './retryWithChanges';
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
import { showFailures } from './showFailures';
import { showNewFailures } from './showNewFailures';
import { findMedia, showMedia } from './showMedia';
import { showInDashboard } from './showInDashboard';
import type { RefreshRate } from '../polling/refreshRate';
import type { WhileAway } from '../polling/whileAway';
import { queueCommands } from './queueCommands';
import type { QueueAccess } from '../queues/queueAccess';
import type { QueuesView } from '../queues/queuesView';
import type { LogAccess } from '../logs/logAccess';
import type { LogDocuments } from '../logs/logDocuments';
import type { CommandHandler } from './command';
import type { SavedJobs } from '../../data/saved/savedJobs';

/** What the commands need together; each one takes only the few that it names. */
export interface CommandServices {
  readonly store: JobStore;
  readonly queries: JobQueries;
  readonly taskTypes: TaskTypes;
  readonly feed: JobFeed;
  readonly poller: Poller;
  readonly rate: RefreshRate;
  readonly settings: Settings;
  readonly connections: Connections;
  readonly extension: Pick<vscode.Extension<unknown>, 'id' | 'extensionUri'>;
  readonly marks: JobMarks;
  readonly dashboard: Dashboard;
  readonly documents: EventDocuments;
  readonly logAccess: LogAccess;
  readonly logDocuments: LogDocuments;
  readonly comparisons: ComparisonDocuments;
  readonly reports: Reports;
  readonly modes: ActionModes;
  readonly liveAccess: LiveAccess;
  readonly retrySources: Pick<ChangeServices, 'readSources' | 'rebuild'>;
  readonly actionRuns: ActionRunServices;
  readonly history: ActionHistory;
  readonly historyView: ActionHistoryView;
  readonly dialogs: Dialogs;
  readonly savedJobs: Pick<SavedJobs, 'clear'>;
  readonly linkOf: (view: DashboardView) => string;
  readonly openLink: OpenLink;
  /** The selected nodes of the jobs view, for its keybindings. */
  readonly selectedNodes: () => readonly unknown[];
  readonly treeFilter: TreeFilter;
  readonly treeGrouping: TreeGrouping;
  readonly away: WhileAway;
  readonly queueAccess: QueueAccess;
  readonly queuesView: QueuesView;
  readonly log: vscode.LogOutputChannel;
  /** The extension's version. */
  readonly version: string;
}

/** Every command of the manifest; a new name in `ids.ts` does not compile until it has a handler here. */
export function commandHandlers(
  services: CommandServices,
): Record<keyof typeof commands, CommandHandler> {
  const { store, queries, taskTypes, feed, poller, rate, settings, connections, log } = services;
  const { marks, modes, history, historyView, dialogs, reports } = services;
  const { dashboard, linkOf, openLink, documents, comparisons } = services;
  const { treeFilter, treeGrouping, version, extension, savedJobs } = services;
  const { liveAccess, retrySources, logAccess, logDocuments, away, queueAccess, queuesView } =
    services;
  const run = runAction(services.actionRuns);
  const pickJob = pickJobOf(store, taskTypes);
  const acknowledging = { store, marks, dashboard };
  const acting = { store, dashboard, modes, runAction: run, pickJob };
  const awsLinks = { store, feed, pickJob, openLink };
  const copying = { store, feed, dashboard, pickJob, linkOf };
  const settingUp = { store, feed, poller, settings, connections };
  return {
    openDashboard: openDashboard(dashboard),
    showInDashboard: showInDashboard(dashboard, treeFilter),
    refresh: refresh(feed, poller, rate),
    openEvent: openEvent(documents, pickJob),
    compareWithLastSuccess: compareWithLastSuccess({
      ...{ store, taskTypes, comparisons, documents, pickJob },
    }),
    showMedia: showMedia({ store, taskTypes, dashboard }),
    findMedia: findMedia({ store, taskTypes, dashboard }),
    showFailures: showFailures(dashboard),
    ...failureCommands({ store, dashboard }),
    showNewFailures: showNewFailures(away, dashboard),
    dismissNewFailures: () => away.dismiss(),
    exportJobs: exportJobs({ store, queries, taskTypes, feed, dashboard, log }),
    checkConnection: checkConnection({ connections, settings, modes, reports, log, version }),
    acknowledgeFailures: acknowledgeFailures({ store, marks, settings }),
    acknowledgeJob: acknowledgeJob(acknowledging),
    unacknowledgeJob: unacknowledgeJob(acknowledging),
    copyJobId: copyFact('id', copying),
    copyJobArn: copyFact('arn', copying),
    copyJobName: copyFact('name', copying),
    copyMediaId: copyFact('mediaId', copying),
    copyTaskId: copyFact('taskId', copying),
    copyJobLink: copyFact('link', copying),
    copyConsoleLink: copyFact('consoleLink', copying),
    openInConsole: openInConsole(awsLinks),
    openLogs: openLogs(awsLinks),
    ...logCommands({
      ...{ logAccess, logDocuments, feed, pickJob, reports, dashboard, store },
      ...{ queries, treeFilter },
    }),
    revealEventValues: revealEventValues(documents),
    hideEventValues: hideEventValues(documents),
    reloadEvent: reloadEvent(documents),
    openSettings,
    openWalkthrough: openWalkthrough(extension),
    setUp: setUp(settingUp),
    checkAwsCli: checkAwsCli(openLink),
    openAwsSetup: openAwsSetup(extension.extensionUri),
    openGuide: openGuide(extension.extensionUri),
    selectProfile: selectProfile(settingUp),
    selectRegion: selectRegion(settingUp),
    selectTable: selectTable(settingUp),
    signIn: signIn({ connections, settings, poller }),
    manageTrust,
    switchConnection: switchConnection(connections, settings),
    addConnection: addConnection(settingUp),
    removeConnection: removeConnection(connections, dialogs),
    startSampleData: startSampleData(connections, dashboard),
    endSampleData: endSampleData(connections),
    copyReport: copyReport(reports),
    showUnreadItems: showUnreadItems(feed, reports),
    showLog: () => log.show(),
    retryJob: actOnJobs('retry', acting),
    abortJob: actOnJobs('abort', acting),
    // The same commands under names without “Simulated”: the mode at the moment of the action decides.
    retryLive: actOnJobs('retry', acting),
    abortLive: actOnJobs('abort', acting),
    retryWithChanges: retryWithChanges({
      ...{ store, dashboard, modes, pickJob, dialogs, reports, runAction: run },
      ...retrySources,
    }),
    lookForJob: lookForJob({
      history,
      liveAccess,
      connection: () => feed.state.connection,
      dialogs,
    }),
    setActionsMode: setActionsMode({ modes, connections, dialogs }),
    simulateActions: simulateActions(modes),
    markBroken: actOnJobs('markBroken', acting),
    unmarkBroken: actOnJobs('unmarkBroken', acting),
    showActionHistory: showActionHistory(historyView, reports),
    filterActionHistory: filterActionHistory(history, historyView),
    clearActionFilter: () => {
      historyView.filter = noActionFilter;
    },
    exportActionHistory: exportActionHistory(history, historyView, feed),
    clearActionHistory: clearActionHistory(history, dialogs),
    clearCache: clearCache(savedJobs, dialogs),
    groupJobs: groupJobs(treeGrouping),
    filterTree: filterTree(treeFilter),
    clearTreeFilter: () => treeFilter.use(''),
    shareTreeFilter: () => treeFilter.share(true),
    separateTreeFilter: () => treeFilter.share(false),
    ...queueCommands({ queueAccess, queuesView, openLink }),
  };
}
