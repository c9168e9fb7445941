import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import { maxConnectionNameLength } from '../../core/settings/namedConnections';
import { connectionOf } from '../setUp/connectionDraft';
import { draftNow } from '../setUp/draftNow';
import { walk } from '../setUp/wizard';
import { applyAll, type SetUpServices } from '../setUp/applyConnection';
import { requireTrust } from '../connection/trustedAws';
import type { CommandHandler } from './command';

/**
 * Asks for a name, leads through what differs from the active connection, and adds what was chosen. Who
 * leaves on the way has added nothing.
 */
export function addConnection(services: SetUpServices): CommandHandler {
  const { connections } = services;
  return async () => {
    requireTrust();
    const typed = await vscode.window.showInputBox({
      title: t('Add Connection'),
      prompt: t('Name of the connection, as it is shown'),
      placeHolder: t('prod'),
      // A look at where the table is must not close the box.
      ignoreFocusOut: true,
      validateInput: value =>
        problemOf(
          value.trim(),
          connections.all.map(one => one.name),
        ),
    });
    const name = typed?.trim() ?? '';
    if (name === '') {
      return;
    }
    const chosen = await walk(draftNow(services));
    if (chosen) {
      await applyAll(services, () => connections.add({ ...connectionOf(chosen), name }));
    }
  };
}

function problemOf(name: string, existing: readonly string[]): string | undefined {
  if (name.length > maxConnectionNameLength) {
    return t('A name has at most {0} characters.', maxConnectionNameLength);
  }
  return existing.includes(name) ? t('There is a connection of this name already.') : undefined;
}
