import { t } from '@vscode/l10n';
import * as vscode from 'vscode';

/** Warns before values of environment variables are shown; resolves to whether the user wants it. */
export async function confirmReveal(question: string): Promise<boolean> {
  const show = t('Reveal Values');
  const detail = t(
    'The values may be passwords, keys, or tokens. Anyone who sees this screen, including in shared or recorded sessions, can read them.',
  );
  return (await vscode.window.showWarningMessage(question, { modal: true, detail }, show)) === show;
}
