import * as vscode from 'vscode';

/** Resolves with the selected button, if any. */
type ShowMessage = (message: string, ...buttons: string[]) => Thenable<string | undefined>;

/** The dialogs of actions; tests replace them to answer for the user. */
export interface Dialogs {
  /** A modal dialog. */
  confirm: (message: string, detail: string, ...buttons: string[]) => ReturnType<ShowMessage>;
  /** A notification; resolves when it is answered or closed. */
  inform: ShowMessage;
  warn: ShowMessage;
}

/** VS Code's own dialogs. */
export const vscodeDialogs = (): Dialogs => ({
  confirm: (message, detail, ...buttons) =>
    vscode.window.showWarningMessage(message, { modal: true, detail }, ...buttons),
  inform: (message, ...buttons) => vscode.window.showInformationMessage(message, ...buttons),
  warn: (message, ...buttons) => vscode.window.showWarningMessage(message, ...buttons),
});
