import path from 'node:path';
import * as vscode from 'vscode';
import { abortReason } from '../core/actions/abortReason';
import { SimulatedExecutor, type ActionExecutor } from '../core/actions/actionExecutor';
import { textIn } from '../core/base/json';
import { describeError } from '../core/diagnostics/errors';
import type { StoredEvent } from '../data/batch/rebuildRequests';
import { JobClaims } from '../data/log/jobClaims';
import { contextKeys } from '../ids';
import { countsAsFailure } from '../ui/actions/acknowledge';
import { ActionHistory } from '../ui/actions/actionHistory';
import { actionLog, markLog } from '../ui/actions/actionLogs';
import { ActionModes } from '../ui/actions/actionModes';
import { ActiveLog } from '../ui/actions/activeLog';
import { vscodeDialogs } from '../ui/actions/dialogs';
import { ActionHistoryView } from '../ui/actions/historyView';
import { JobMarks } from '../ui/actions/jobMarks';
import { LiveAccess } from '../ui/actions/liveAccess';
import { RetryLinks } from '../ui/actions/retryLinks';
import type { ActionRunServices, ConfirmedRun } from '../ui/actions/runAction';
import { ContextKey } from '../ui/base/contextKey';
import { Reports } from '../ui/base/reports';
import { trustedBatch } from '../ui/connection/trustedAws';
import type { ChangeServices } from '../ui/commands/retryWithChanges';
import type { JobServices } from './composeJobs';

export type ActionServices = ReturnType<typeof composeActions>;

/** Actions, marks, and the history shared by all windows. */
export function composeActions(
  context: vscode.ExtensionContext,
  { store, resolutions, taskTypes, feed, settings, connections, log }: JobServices,
) {
  const actionsOnDisk = actionLog(context.globalStorageUri, log);
  const marksOnDisk = markLog(context.globalStorageUri, log);
  const activeActions = new ActiveLog(actionsOnDisk, feed);
  const activeMarks = new ActiveLog(marksOnDisk, feed);
  const history = new ActionHistory(activeActions);
  const modes = new ActionModes({
    ...{ settings, connections, memory: context.globalState },
    isTrusted: () => vscode.workspace.isTrusted,
    onError: error => log.warn(`could not save the consent: ${describeError(error)}`),
  });
  const historyView = new ActionHistoryView(history, feed, modes);
  const marks = new JobMarks(store, activeMarks, () => feed.state.connection);
  const links = new RetryLinks(history);
  resolutions.followRetries(links);
  const liveAccess = new LiveAccess(async connection =>
    (await trustedBatch()).openLiveJobs(connection),
  );
  const dialogs = vscodeDialogs();
  const reports = new Reports();
  const connection = () => feed.state.connection;
  const storedEvent: StoredEvent = async (jobId, signal) =>
    textIn((await feed.getItem(jobId, signal))?.['fullEvent']);
  const retrySources: Pick<ChangeServices, 'readSources' | 'rebuild'> = {
    readSources: async (jobIds, signal) =>
      (await trustedBatch()).readRetrySources(
        await liveAccess.of(connection()),
        jobIds,
        { storedEvent: jobId => storedEvent(jobId, signal) },
        signal,
      ),
    rebuild: async (jobIds, changes, signal) =>
      (await trustedBatch()).rebuildRequests(
        await liveAccess.of(connection()),
        jobIds,
        changes,
        storedEvent,
        signal,
      ),
  };
  const openExecutor = async ({ mode, origin, changes }: ConfirmedRun): Promise<ActionExecutor> =>
    mode === 'simulated'
      ? new SimulatedExecutor()
      : (await trustedBatch()).liveExecutor(await liveAccess.of(connection()), {
          reason: abortReason(origin.by, origin.note),
          changes,
          storedEvent,
        });
  context.subscriptions.push(
    ...[reports, actionsOnDisk, marksOnDisk, activeActions, activeMarks],
    ...[history, historyView, marks, modes, links, liveAccess],
    publish(modes),
  );
  const actionRuns: ActionRunServices = {
    ...{ store, taskTypeOf: taskTypes.of, marks, modes, dialogs, reports, history },
    ...{ openExecutor, connection },
    claims: new JobClaims(path.join(context.globalStorageUri.fsPath, 'claims')),
    historyNow: () => activeActions.now,
    identity: () => feed.state.identity,
    acknowledgeRetried: jobIds => {
      if (settings.values.acknowledgesRetried) {
        const failures = jobIds.filter(jobId => countsAsFailure(store, jobId));
        void marks.set('acknowledged', failures, true);
      }
    },
  };
  return {
    ...{ history, historyView, marks, modes, links, liveAccess, retrySources, dialogs, reports },
    actionRuns,
    /** Reads other windows' entries. */
    refreshLogs: (): void => {
      void actionsOnDisk.refresh();
      void marksOnDisk.refresh();
    },
  };
}

/** For `when` clauses. */
function publish(modes: ActionModes): vscode.Disposable {
  const key = new ContextKey<boolean>(contextKeys.liveActions);
  key.set(modes.mode === 'live');
  return modes.onDidChange(mode => key.set(mode === 'live'));
}
