import * as vscode from 'vscode';

/** Resolves with the button chosen, or none. */
type ShowMessage = (message: string, ...buttons: string[]) => Thenable<string | undefined>;

/** How an action asks and tells; tests put their own in place, to answer for the user. */
export interface Dialogs {
  /** In the way of everything until it is answered. */
  confirm: (message: string, detail: string, ...buttons: string[]) => ReturnType<ShowMessage>;
  /** In nobody's way; resolves when it is answered or closed. */
  inform: ShowMessage;
  warn: ShowMessage;
}

/** VS Code's own. */
export const vscodeDialogs = (): Dialogs => ({
  confirm: (message, detail, ...buttons) =>
    vscode.window.showWarningMessage(message, { modal: true, detail }, ...buttons),
  inform: (message, ...buttons) => vscode.window.showInformationMessage(message, ...buttons),
  warn: (message, ...buttons) => vscode.window.showWarningMessage(message, ...buttons),
});
