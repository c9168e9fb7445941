import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import type { RemedyCommand, UserError } from '../core/errors';
import { commands } from '../ids';

const titles: Readonly<Record<RemedyCommand, string>> = {
  get refresh() {
    return t('Refresh');
  },
  get checkConnection() {
    return t('Check Connection');
  },
  get openSettings() {
    return t('Open Settings');
  },
  get showLog() {
    return t('Show Log');
  },
};

/** Says what went wrong and what to do, with a button that does it. Waits for nobody. */
export function offerRemedy(error: UserError): void {
  const title = titles[error.command];
  void vscode.window
    .showErrorMessage(`${error.message} ${error.remedy}`, title)
    .then(chosen => chosen && vscode.commands.executeCommand(commands[error.command]));
}
