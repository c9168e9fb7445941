import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import { connectionParts, longestConnectionName } from '../../core/namedConnections';
import { commands } from '../../ids';
import type { CommandHandler, CommandServices } from './registerCommands';

/** Asks for a name, adds a connection like the active one, and leads through what differs. */
export function addConnection({
  connections,
  settings,
}: Pick<CommandServices, 'connections' | 'settings'>): CommandHandler {
  return async () => {
    const name = await vscode.window.showInputBox({
      title: t('Add Connection'),
      prompt: t('Name of the connection, as it is shown'),
      placeHolder: t('prod'),
      validateInput: value =>
        problemOf(
          value.trim(),
          connections.all.map(one => one.name),
        ),
    });
    if (name === undefined || name.trim() === '') {
      return;
    }
    const { current } = connections;
    const { tableName, region, profile, endpoint } = current.isSample
      ? settings.connection
      : current;
    await connections.add({
      name: name.trim(),
      tableName: tableName || connectionParts.tableName.usual,
      region,
      profile,
      endpoint,
    });
    await vscode.commands.executeCommand(commands.setUp);
  };
}

function problemOf(name: string, taken: readonly string[]): string | undefined {
  if (name.length > longestConnectionName) {
    return t('A name has at most {0} characters.', longestConnectionName);
  }
  return taken.includes(name) ? t('There is a connection of this name already.') : undefined;
}
