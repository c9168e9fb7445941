import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import { listLabel } from '../../core/text/escapeText';
import { commands, settingKeys, settingsSection } from '../../ids';
import type { ActionModes } from '../actions/actionModes';
import type { Dialogs } from '../actions/dialogs';
import { showStatusMessage } from '../base/statusMessage';
import type { Connections } from '../connection/connections';
import type { CommandHandler } from './command';
import { locationText } from './switchConnection';

export interface ModeServices {
  readonly modes: ActionModes;
  readonly connections: Pick<Connections, 'current'>;
  readonly dialogs: Pick<Dialogs, 'confirm' | 'inform'>;
}

const maxNameLength = 100;

/** Explains live actions, asks for the active connection, and switches to them. Accepts no argument. */
export const setActionsMode =
  ({ modes, connections, dialogs }: ModeServices): CommandHandler =>
  async () => {
    if (modes.obstacle !== undefined) {
      void dialogs.inform(modes.obstacle);
      return;
    }
    const simulate = t('Switch to Simulated Actions');
    if (modes.mode === 'live') {
      const message = t('Actions on this connection are already live.');
      if ((await dialogs.inform(message, simulate)) === simulate) {
        await vscode.commands.executeCommand(commands.simulateActions);
      }
      return;
    }
    const { connectionKey } = modes;
    const { current } = connections;
    const name = listLabel(current.name ?? current.tableName, maxNameLength);
    const confirm = t('Switch to Live Actions');
    const answer = await dialogs.confirm(
      t('Switch to live actions for "{0}"?', name),
      explanation(locationText(current)),
      confirm,
    );
    // The connection may have changed while the dialog was open.
    if (answer === confirm && modes.connectionKey === connectionKey) {
      modes.allow(true);
      await writeMode('live');
    }
  };

/** Takes the consent for the active connection back, too, so that nothing is live again unasked. */
export const simulateActions =
  (modes: Pick<ActionModes, 'allow'>): CommandHandler =>
  async () => {
    modes.allow(false);
    await writeMode(undefined);
    showStatusMessage(t('Actions are simulated'));
  };

const explanation = (location: string): string =>
  [
    t('Retry submits a new job to AWS Batch, which costs as much as any job.'),
    t('Abort terminates the job. This cannot be undone.'),
    t('Requests use the AWS credentials of this connection: {0}.', location),
    '',
    t(
      'Batch Monitor asks before each action, and asks this question once for each connection. “Switch to Simulated Actions” switches back.',
    ),
  ].join('\n');

const writeMode = (mode: 'live' | undefined): Thenable<void> =>
  vscode.workspace
    .getConfiguration(settingsSection)
    .update(settingKeys.actionsMode, mode, vscode.ConfigurationTarget.Global);
