import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import { showStatusMessage } from './statusMessage';

/** Puts a text on the clipboard and says so in passing. */
export const copyToClipboard = (text: string, what: string): Promise<void> =>
  copyWithWord(text, t('Copied {0}', what));

/** Puts a text on the clipboard; the sentence, if any, is told in passing. */
export async function copyWithWord(text: string, sentence: string | undefined): Promise<void> {
  await vscode.env.clipboard.writeText(text);
  if (sentence !== undefined) {
    showStatusMessage(sentence);
  }
}
