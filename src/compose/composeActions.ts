import type * as vscode from 'vscode';
import { SimulatedExecutor } from '../core/actions/actionExecutor';
import { ActionHistory } from '../ui/actions/actionHistory';
import { actionLog, markLog } from '../ui/actions/actionLogs';
import { ActiveLog } from '../ui/actions/activeLog';
import { vscodeDialogs } from '../ui/actions/dialogs';
import { ActionHistoryView } from '../ui/actions/historyView';
import { JobMarks } from '../ui/actions/jobMarks';
import { runAction } from '../ui/actions/runAction';
import { Reports } from '../ui/base/reports';
import type { JobServices } from './composeJobs';

export type ActionServices = ReturnType<typeof composeActions>;

/** Actions, marks, and the history shared by all windows. */
export function composeActions(
  context: vscode.ExtensionContext,
  { store, taskTypes, feed, log }: JobServices,
) {
  const actionsOnDisk = actionLog(context.globalStorageUri, log);
  const marksOnDisk = markLog(context.globalStorageUri, log);
  const activeActions = new ActiveLog(actionsOnDisk, feed);
  const activeMarks = new ActiveLog(marksOnDisk, feed);
  const history = new ActionHistory(activeActions);
  const historyView = new ActionHistoryView(history, feed);
  const marks = new JobMarks(store, activeMarks, () => feed.state.connection);
  const dialogs = vscodeDialogs();
  const reports = new Reports();
  const executor = new SimulatedExecutor();
  context.subscriptions.push(
    ...[reports, actionsOnDisk, marksOnDisk, activeActions, activeMarks],
    ...[history, historyView, marks],
  );
  return {
    ...{ history, historyView, marks, dialogs, reports, executor },
    runAction: runAction({
      ...{ store, taskTypeOf: taskTypes.of, executor, marks, dialogs, reports },
      historyNow: () => activeActions.now,
      connection: () => feed.state.connection,
      identity: () => feed.state.identity,
    }),
    /** Reads other windows' entries. */
    refreshLogs: (): void => {
      void actionsOnDisk.refresh();
      void marksOnDisk.refresh();
    },
  };
}
