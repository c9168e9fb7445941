import { noActionFilter } from '../../core/actions/actionLog';
import type { commands } from '../../ids';
import { acknowledgeFailures } from './acknowledgeFailures';
import { acknowledgeJob, unacknowledgeJob } from './acknowledgeJob';
import { actOnJobs } from './actOnJobs';
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
import { openGuide } from './openGuide';
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
import type { CommandHandler, CommandServices } from './command';

/** Every command of the manifest; a new name in `ids.ts` does not compile until it has a handler here. */
export function commandHandlers(
  services: CommandServices,
): Record<keyof typeof commands, CommandHandler> {
  const { store, taskTypes, feed, poller, dashboard, documents, reports, log } = services;
  const { history, historyView, dialogs } = services;
  const pickJob = pickJobOf(store, taskTypes);
  const links = { ...services, pickJob };
  const { treeFilter, treeGrouping } = services;
  return {
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
    openGuide: openGuide(services),
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
}
