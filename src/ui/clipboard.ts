import * as vscode from 'vscode';

/** How long the status bar says what has been copied. */
const toldMs = 4000;

/** Puts a text on the clipboard and says so in passing. */
export async function copyToClipboard(text: string, what: string): Promise<void> {
  await vscode.env.clipboard.writeText(text);
  vscode.window.setStatusBarMessage(`$(check) Copied ${what}`, toldMs);
}

/** Puts a text on the clipboard; the sentence, if any, is told in passing. */
export async function copyWithWord(text: string, sentence: string | undefined): Promise<void> {
  await vscode.env.clipboard.writeText(text);
  if (sentence !== undefined) {
    vscode.window.setStatusBarMessage(`$(check) ${sentence}`, toldMs);
  }
}
