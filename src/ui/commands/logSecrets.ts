import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import type { LogDocuments } from '../logs/logDocuments';
import { onLog } from './logTargets';

interface Services {
  readonly logDocuments: LogDocuments;
}

/** Shows what looks like a secret in a log, after a warning. */
export const revealLogSecrets = ({ logDocuments }: Services) =>
  onLog(async uri => {
    const reveal = t('Reveal Secrets');
    const chosen = await vscode.window.showWarningMessage(
      t('Reveal the secrets in this log?'),
      {
        modal: true,
        detail: t(
          'Batch Monitor hides whatever looks like a password, key, or token. Anyone who sees this screen, including in shared or recorded sessions, and any extension that reads open documents can read them. They are hidden again when you close the log.',
        ),
      },
      reveal,
    );
    if (chosen === reveal) {
      logDocuments.show(uri, { isRevealed: true });
    }
  });

export const hideLogSecrets = ({ logDocuments }: Services) =>
  onLog(uri => logDocuments.show(uri, { isRevealed: false }));
