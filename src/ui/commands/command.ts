import type * as vscode from 'vscode';
import type { DashboardView } from '../../core/filter/dashboardLink';
import type { ActionExecutor } from '../../core/actions/actionExecutor';
import type { JobQueries } from '../../core/query/jobQueries';
import type { JobStore } from '../../core/store/jobStore';
import type { Poller } from '../../core/polling/poller';
import type { TaskTypes } from '../../core/job/taskTypes';
import type { JobFeed } from '../../data/feed/jobFeed';
import type { Connections } from '../connection/connections';
import type { Dashboard } from '../dashboard/dashboard';
import type { ActionHistory } from '../actions/actionHistory';
import type { Dialogs } from '../actions/dialogs';
import type { ActionHistoryView } from '../actions/historyView';
import type { RunAction } from '../actions/runAction';
import type { EventDocuments } from '../eventDocument/eventDocuments';
import type { JobMarks } from '../actions/jobMarks';
import type { OpenLink } from '../base/openLink';
import type { Reports } from '../base/reports';
import type { Settings } from '../connection/settings';
import type { TreeFilter } from '../jobsView/treeFilter';
import type { TreeGrouping } from '../jobsView/treeGrouping';

export interface CommandServices {
  readonly store: JobStore;
  readonly queries: JobQueries;
  readonly taskTypes: TaskTypes;
  readonly feed: JobFeed;
  readonly poller: Poller;
  readonly settings: Settings;
  readonly connections: Connections;
  readonly extension: Pick<vscode.Extension<unknown>, 'id' | 'extensionUri'>;
  readonly marks: JobMarks;
  readonly dashboard: Dashboard;
  readonly documents: EventDocuments;
  readonly reports: Reports;
  readonly executor: ActionExecutor;
  readonly runAction: RunAction;
  readonly history: ActionHistory;
  readonly historyView: ActionHistoryView;
  readonly dialogs: Dialogs;
  readonly linkOf: (view: DashboardView) => string;
  readonly openLink: OpenLink;
  /** The selected nodes of the jobs view, for its keybindings. */
  readonly selectedNodes: () => readonly unknown[];
  readonly treeFilter: TreeFilter;
  readonly treeGrouping: TreeGrouping;
  readonly log: vscode.LogOutputChannel;
  /** The extension's version. */
  readonly version: string;
}

/**
 * The implementation of a command. `target` is what it was run on: a tree node, a dashboard row with its menu
 * context, an argument of a link or keybinding, or nothing. `targets` are all selected tree nodes, including
 * `target`, if there are several.
 */
export type CommandHandler = (target?: unknown, targets?: unknown) => unknown;
