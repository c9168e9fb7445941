import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import { formatCount } from '../../core/text/formatCount';
import { messageLabel } from '../../core/text/escapeText';
import { jobsReadText } from '../../core/text/sourceTexts';
import type { Poller } from '../../core/polling/poller';
import type { ConnectionPart } from '../../core/settings/namedConnections';
import type { JobStore } from '../../core/store/jobStore';
import type { JobFeed } from '../../data/feed/jobFeed';
import type { Connections } from '../connection/connections';
import type { Settings } from '../connection/settings';
import { sourceTraits } from '../connection/sourceTraits';
import { views } from '../../ids';
import { offerCommands } from '../base/commandButtons';
import { errorText } from '../base/errorMessage';
import { showStatusMessage } from '../base/statusMessage';
import { withoutTable } from './connectionDraft';

export interface SetUpServices {
  readonly connections: Connections;
  readonly settings: Settings;
  readonly feed: JobFeed;
  readonly poller: Poller;
  readonly store: JobStore;
}

export type ChangedParts = Readonly<Partial<Record<ConnectionPart | 'source', string>>>;

/** The changes that the answer of the table step stands for. */
export const tableParts = (tableName: string): ChangedParts =>
  tableName === withoutTable ? { source: 'batch' } : { tableName };

/** Saves the changes and refreshes at once; the feed has the outcome. */
async function saveAndRefresh({ poller }: SetUpServices, save: () => Promise<void>): Promise<void> {
  await save();
  poller.start();
  await vscode.window.withProgress({ location: { viewId: views.jobs } }, () => poller.renew());
}

/** Applies changed parts; confirms success briefly in the status bar. */
export async function applyPart(services: SetUpServices, parts: ChangedParts): Promise<void> {
  await saveAndRefresh(services, () => services.connections.change(parts));
  if (services.feed.state.load.phase === 'ready' && services.store.size > 0) {
    showStatusMessage(readText(services));
  } else {
    reportOutcome(services);
  }
}

/** Completes the guided set-up: shows the jobs in their view, or why there are none and what to do. */
export async function applyAll(services: SetUpServices, save: () => Promise<void>): Promise<void> {
  await vscode.commands.executeCommand(`${views.jobs}.focus`);
  await saveAndRefresh(services, save);
  reportOutcome(services);
}

function reportOutcome(services: SetUpServices): void {
  const { feed, store } = services;
  const { load, malformed, connection } = feed.state;
  if (load.phase === 'failed') {
    const buttons = new Set([load.error.command, check] as const);
    offerCommands('showErrorMessage', errorText(load.error), [...buttons]);
  } else if (load.phase === 'ready') {
    const table = messageLabel(connection.tableName, 255);
    if (store.size > 0) {
      offerCommands('showInformationMessage', readText(services), ['openDashboard', check]);
    } else if (malformed > 0) {
      offerCommands(
        'showWarningMessage',
        t('Table {0} has items, but none of them are jobs. Is it the right table?', table),
        ['selectTable', check],
      );
    } else {
      const region = messageLabel(connection.region, 60);
      const [text, ...remedies] = sourceTraits(connection).empty(table, region);
      offerCommands('showInformationMessage', text, remedies);
    }
  }
}

const check = 'checkConnection';

function readText({ feed, store }: SetUpServices): string {
  const { connection } = feed.state;
  const names = sourceTraits(connection).names(
    messageLabel(connection.tableName, 255),
    messageLabel(connection.region, 60),
  );
  return jobsReadText(store.size, formatCount(store.size), names);
}
