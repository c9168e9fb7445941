import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import { maxConnectionNameLength } from '../../core/settings/namedConnections';
import { connectionOf } from '../setUp/connectionDraft';
import { draftNow } from '../setUp/draftNow';
import { walk } from '../setUp/wizard';
import { applyAll, type SetUpServices } from '../setUp/applyConnection';
import { requireTrust } from '../connection/trustedAws';
import type { CommandHandler } from './command';

/** Prompts for a name, runs the set-up steps and adds the connection; cancelling any prompt adds nothing. */
export function addConnection(services: SetUpServices): CommandHandler {
  const { connections } = services;
  return async () => {
    requireTrust();
    const typed = await vscode.window.showInputBox({
      title: t('Add Connection'),
      prompt: t('Display name of the connection'),
      placeHolder: t('prod'),
      // The user may need to look up the table elsewhere.
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
    return t('Names can have at most {0} characters.', maxConnectionNameLength);
  }
  return existing.includes(name) ? t('A connection with this name already exists.') : undefined;
}
