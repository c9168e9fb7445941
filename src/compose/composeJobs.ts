import { setTimeout as delay } from 'node:timers/promises';
import * as vscode from 'vscode';
import { describeError } from '../core/diagnostics/errors';
import { Resolutions } from '../core/failures/resolutions';
import { StuckRules } from '../core/job/stuckRules';
import { TaskTypes } from '../core/job/taskTypes';
import { Poller } from '../core/polling/poller';
import { JobQueries } from '../core/query/jobQueries';
import { JobStore } from '../core/store/jobStore';
import { outcomeOf } from '../data/feed/feedState';
import { JobFeed } from '../data/feed/jobFeed';
import { TableSource } from '../data/feed/tableSource';
import { SavedJobs } from '../data/saved/savedJobs';
import { loadSample } from '../sample/lazySample';
import { systemClock } from '../ui/base/clock';
import { ConnectionContext } from '../ui/connection/connectionContext';
import { Connections } from '../ui/connection/connections';
import { SettingProblems } from '../ui/connection/settingProblems';
import { Settings } from '../ui/connection/settings';
import { SignInWatch } from '../ui/connection/signInWatch';
import { TimeZoneSetting } from '../ui/connection/timeZoneSetting';
import { openTrustedSource, trustedBatch, trustedLogs } from '../ui/connection/trustedAws';
import { LogAccess } from '../ui/logs/logAccess';
import { QueueAccess } from '../ui/queues/queueAccess';
import { QueueFeed } from '../ui/queues/queueFeed';
import { CostReports } from '../ui/polling/costReports';
import { RefreshRate } from '../ui/polling/refreshRate';
import { reportIndex } from '../ui/polling/reportIndex';
import { UserAttention } from '../ui/polling/userAttention';
import { WhileAway } from '../ui/polling/whileAway';

/** The AWS SDK takes about half of this to load. */
const headStartMs = 300;

export type JobServices = ReturnType<typeof composeJobs>;

/** Settings, the jobs in memory, and what keeps them fresh. */
export function composeJobs(context: vscode.ExtensionContext, log: vscode.LogOutputChannel) {
  const settings = new Settings();
  const timeZone = new TimeZoneSetting(settings, error =>
    log.warn(`could not save the time zone: ${describeError(error)}`),
  );
  const store = new JobStore();
  const taskTypes = new TaskTypes(settings.values.taskTypes);
  const stuckRules = new StuckRules(settings.values.stuckAfter);
  const resolutions = new Resolutions(store, taskTypes, systemClock);
  const queries = new JobQueries(store, taskTypes, stuckRules);
  const connections = new Connections(settings, context.workspaceState, error =>
    log.warn(`could not save the selected connection: ${describeError(error)}`),
  );
  const queueAccess = new QueueAccess(connections, settings, context.workspaceState, error =>
    log.warn(`could not save that queues are read: ${describeError(error)}`),
  );
  const savedJobs = new SavedJobs(
    vscode.Uri.joinPath(context.globalStorageUri, 'jobs').fsPath,
    (context.extension.packageJSON as { version: string }).version,
  );
  const feed = new JobFeed(connections.current, {
    store,
    savedJobs: ({ isSample = false }) =>
      settings.values.savesJobs && vscode.workspace.isTrusted && !isSample ? savedJobs : undefined,
    openSource: async (connection, memory) =>
      connection.isSample
        ? new TableSource((await loadSample()).openSampleTable(systemClock))
        : openTrustedSource(connection, memory, {
            isAllowed: () => queueAccess.isAllowed,
            jobOf: jobId => store.get(jobId),
          }),
    headStart: () => delay(headStartMs),
    warn: message => log.warn(message),
    debug: message => log.debug(message),
    now: Date.now,
  });
  const logAccess = new LogAccess({
    feed,
    store,
    open: async connection => (await trustedLogs()).openLogs(connection),
  });
  const queueFeed = new QueueFeed({
    connection: () => connections.current,
    isAllowed: () => queueAccess.isAllowed,
    open: async connection => (await trustedBatch()).openBatch(connection),
    now: Date.now,
  });
  const attention = new UserAttention();
  const rate = new RefreshRate(settings, attention, feed, Date.now);
  const poller = new Poller({
    run: async () => {
      const succeeded = await feed.refresh();
      return outcomeOf(feed.state.load, succeeded);
    },
    waitMs: () => rate.waitMs,
    clock: systemClock,
  });
  const away = new WhileAway({
    ...{ store, queries, feed, attention, clock: systemClock },
    failureCount: () => settings.values.failureCount,
    memory: context.workspaceState,
    onError: error =>
      log.warn(`could not save the time of the last visit: ${describeError(error)}`),
    stateKey: () => connections.stateKey,
  });
  context.subscriptions.push(
    ...[settings, timeZone, connections, store, taskTypes, stuckRules, resolutions, queries, feed],
    ...[logAccess, queueAccess, queueFeed, attention, rate, poller, away],
    new SettingProblems(settings, message => log.warn(message)),
    new ConnectionContext(connections),
    new SignInWatch(feed, poller, log),
    new CostReports(feed, rate, log, settings, context),
    reportIndex(feed, context, log),
  );
  return {
    ...{
      log,
      settings,
      timeZone,
      store,
      taskTypes,
      stuckRules,
      resolutions,
      queries,
      connections,
      feed,
      savedJobs,
      logAccess,
    },
    ...{ queueAccess, queueFeed, attention, rate, poller, away },
  };
}
