import * as vscode from 'vscode';

const shownMs = 4000;

/** Shows a confirmation in the status bar for a few seconds. */
export function showStatusMessage(text: string): void {
  vscode.window.setStatusBarMessage(`$(check) ${text}`, shownMs);
}
