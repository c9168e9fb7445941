import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import { showStatusMessage } from './statusMessage';

/** Copies a text and confirms it in the status bar. */
export const copyToClipboard = (text: string, what: string): Promise<void> =>
  copyWithMessage(text, t('Copied {0}', what));

/** Copies a text and shows the sentence, if any, in the status bar. */
export async function copyWithMessage(text: string, sentence: string | undefined): Promise<void> {
  await vscode.env.clipboard.writeText(text);
  if (sentence !== undefined) {
    showStatusMessage(sentence);
  }
}
