import * as vscode from 'vscode';
import type { Disposable } from '../../core/emitter';
import { describeError, isUserError, messageOf, UserError } from '../../core/errors';
import type { JobQueries } from '../../core/jobQueries';
import type { JobStore } from '../../core/jobStore';
import type { Poller } from '../../core/poller';
import type { TaskTypes } from '../../core/taskTypes';
import type { JobFeed } from '../../data/jobFeed';
import { commands } from '../../ids';
import type { Dashboard } from '../dashboard';
import type { EventDocuments } from '../eventDocuments';
import { offerRemedy } from '../remedy';
import type { Reports } from '../reports';
import type { Settings } from '../settings';
import type { TreeFilter } from '../treeFilter';
import type { TreeGrouping } from '../treeGrouping';
import { checkConnection } from './checkConnection';
import { copyJobId } from './copyJobId';
import { exportJobs } from './exportJobs';
import { filterTree } from './filterTree';
import { groupJobs } from './groupJobs';
import { openDashboard } from './openDashboard';
import { openEvent } from './openEvent';
import { openSettings } from './openSettings';
import { refresh } from './refresh';
import { showInDashboard } from './showInDashboard';

export interface CommandServices {
  readonly store: JobStore;
  readonly queries: JobQueries;
  readonly taskTypes: TaskTypes;
  readonly feed: JobFeed;
  readonly poller: Poller;
  readonly settings: Settings;
  readonly dashboard: Dashboard;
  readonly documents: EventDocuments;
  readonly reports: Reports;
  readonly treeFilter: TreeFilter;
  readonly treeGrouping: TreeGrouping;
  readonly log: vscode.LogOutputChannel;
}

/**
 * What a command does. `target` is what it was called on: a tree node, a row of the dashboard with what its
 * menu tells, an argument of a link or keybinding, or nothing. `targets` are all chosen nodes of a tree
 * where there are several, `target` among them.
 */
export type CommandHandler = (target?: unknown, targets?: unknown) => unknown;

/** Every command of the manifest; a new name in `ids.ts` does not compile until it is here. */
export function registerCommands(services: CommandServices): Disposable[] {
  const { store, taskTypes, feed, poller, settings, dashboard, documents, reports, log } = services;
  const { treeFilter, treeGrouping } = services;
  const handlers: Record<keyof typeof commands, CommandHandler> = {
    openDashboard: openDashboard(dashboard),
    showInDashboard: showInDashboard(dashboard, treeFilter),
    refresh: refresh(feed, poller),
    openEvent: openEvent(documents, store, taskTypes),
    exportJobs: exportJobs(services),
    checkConnection: checkConnection(settings, reports, log),
    copyJobId: copyJobId(dashboard),
    openSettings,
    showLog: () => log.show(),
    groupJobs: groupJobs(treeGrouping),
    filterTree: filterTree(treeFilter),
    clearTreeFilter: () => treeFilter.use(''),
    shareTreeFilter: () => treeFilter.share(true),
    separateTreeFilter: () => treeFilter.share(false),
  };
  return (Object.keys(commands) as (keyof typeof commands)[]).map(name =>
    vscode.commands.registerCommand(commands[name], async (target?: unknown, targets?: unknown) => {
      try {
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
        `This did not work: ${messageOf(error)}.`,
        'The log has the details.',
        'showLog',
        { cause: error },
      );
}
