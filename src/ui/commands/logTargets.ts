import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import { logAddressOf } from '../../core/logs/logUri';

/** The log document of a lens or menu, or else of the active editor. */
export function logUriOf(target: unknown): vscode.Uri | undefined {
  const active = vscode.window.activeTextEditor?.document.uri;
  return [target, active].find(
    (uri): uri is vscode.Uri => uri instanceof vscode.Uri && logAddressOf(uri) !== undefined,
  );
}

/** Runs on the log document of the command's argument or of the active editor. */
export const onLog =
  (act: (uri: vscode.Uri) => unknown) =>
  async (target?: unknown): Promise<void> => {
    const uri = logUriOf(target);
    if (uri) {
      await act(uri);
    } else {
      void vscode.window.showInformationMessage(t('Open the log of a job first.'));
    }
  };
