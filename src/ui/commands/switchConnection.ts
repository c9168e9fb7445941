import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import { maxConnectionNameLength } from '../../core/settings/namedConnections';
import { listLabel, messageLabel } from '../../core/text/escapeText';
import { commands, settingKeys, settingsSection } from '../../ids';
import { connectionOf } from '../../data/config/connection';
import type { ConnectionChoice, Connections } from '../connection/connections';
import { requireTrust } from '../connection/trustedAws';
import type { Settings } from '../connection/settings';
import type { CommandHandler } from './command';

interface Entry extends vscode.QuickPickItem {
  readonly run?: () => unknown;
}

/** Lets the user pick a connection; given a name, activates that one at once. */
export function switchConnection(
  connections: Pick<Connections, 'all' | 'choice' | 'choose'>,
  settings: Pick<Settings, 'connection'>,
): CommandHandler {
  return async target => {
    if (typeof target === 'string') {
      requireTrust();
      const isKnown = connections.all.some(({ name }) => name === target);
      if (isKnown) {
        connections.choose({ kind: 'named', name: target });
      } else {
        void vscode.window.showWarningMessage(
          t(
            'The settings contain no connection "{0}".',
            messageLabel(target, maxConnectionNameLength),
          ),
        );
      }
      return;
    }
    const { choice } = connections;
    const entry = (
      label: string,
      description: string,
      of: ConnectionChoice,
      run: () => unknown = () => connections.choose(of),
    ): Entry => {
      const isActive =
        of.kind === choice.kind &&
        (of.kind !== 'named' || (choice.kind === 'named' && of.name === choice.name));
      return {
        label: listLabel(label, maxConnectionNameLength),
        description: isActive ? t('{0} (active)', description) : description,
        iconPath: new vscode.ThemeIcon(isActive ? 'check' : 'blank'),
        run,
      };
    };
    const entries: Entry[] = [
      entry(
        t({ message: 'Settings', comment: 'Connection: the one that the settings name' }),
        locationText(settings.connection),
        { kind: 'settings' },
      ),
      ...connections.all.map(one =>
        entry(one.name, locationText(one), { kind: 'named', name: one.name }),
      ),
      entry(t('Sample data'), t('generated jobs'), { kind: 'sample' }, () =>
        vscode.commands.executeCommand(commands.startSampleData),
      ),
      { label: '', kind: vscode.QuickPickItemKind.Separator },
      {
        label: t('Add Connection…'),
        iconPath: new vscode.ThemeIcon('add'),
        run: () => vscode.commands.executeCommand(commands.addConnection),
      },
      {
        label: t('Edit Connections…'),
        iconPath: new vscode.ThemeIcon('edit'),
        run: editConnections,
      },
      ...(connections.all.length > 0
        ? [
            {
              label: t('Remove Connection…'),
              iconPath: new vscode.ThemeIcon('trash'),
              run: () => vscode.commands.executeCommand(commands.removeConnection),
            },
          ]
        : []),
    ];
    const chosen = await vscode.window.showQuickPick(entries, {
      title: t('Switch Connection'),
      placeHolder: t('Select where to read jobs from'),
      matchOnDescription: true,
    });
    await chosen?.run?.();
  };
}

const maxPartLength = 100;

/** The source, region, profile and endpoint of a connection on one line. */
export function locationText(settings: Parameters<typeof connectionOf>[0]): string {
  const { tableName, region, profile = '', endpoint = '' } = connectionOf(settings);
  return [tableName, region, profile, endpoint]
    .flatMap(part => (part === '' ? [] : listLabel(part, maxPartLength)))
    .join(' · ');
}

/** Opens the settings editor at the connections. */
async function editConnections(): Promise<void> {
  await vscode.commands.executeCommand('workbench.action.openSettings', {
    query: `@id:${settingsSection}.${settingKeys.connections}`,
  });
}
