import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import { maxConnectionNameLength } from '../../core/settings/namedConnections';
import { listLabel, messageLabel } from '../../core/text/escapeText';
import type { Dialogs } from '../actions/dialogs';
import type { Connections } from '../connection/connections';
import type { CommandHandler } from './command';
import { locationText } from './switchConnection';

/** Removes a connection from the settings after a confirmation; can be undone. */
export function removeConnection(
  connections: Connections,
  dialogs: Pick<Dialogs, 'confirm' | 'inform'>,
): CommandHandler {
  return async () => {
    if (connections.all.length === 0) {
      void vscode.window.showInformationMessage(t('You have no named connections.'));
      return;
    }
    const chosen = await vscode.window.showQuickPick(
      connections.all.map(one => ({
        label: listLabel(one.name, maxConnectionNameLength),
        description: locationText(one),
        name: one.name,
      })),
      { title: t('Remove Connection'), matchOnDescription: true },
    );
    if (!chosen) {
      return;
    }
    const name = messageLabel(chosen.name, maxConnectionNameLength);
    const remove = t('Remove');
    const answer = await dialogs.confirm(
      t('Remove the connection "{0}"?', name),
      t('This removes only the entry from your settings. The table and its jobs are kept.'),
      remove,
    );
    if (answer !== remove) {
      return;
    }
    const restore = await connections.remove(chosen.name);
    const undo = t('Undo');
    void vscode.window
      .showInformationMessage(t('Removed the connection "{0}".', name), undo)
      .then(pressed => (pressed === undo ? restore() : undefined));
  };
}
