import * as vscode from 'vscode';

/** How long the status bar says what was done. */
const shownMs = 4000;

/** Says in the status bar, in passing, what was done. */
export function showStatusMessage(text: string): void {
  vscode.window.setStatusBarMessage(`$(check) ${text}`, shownMs);
}
