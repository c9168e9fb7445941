import * as vscode from 'vscode';

/** How an action asks and tells; tests answer in the user's place. */
export interface Dialogs {
  /** In the way of everything until it is answered: the button chosen, or none. */
  confirm(message: string, detail: string, ...buttons: string[]): Thenable<string | undefined>;
  /** In nobody's way; resolves when it is answered or closed. */
  tell(message: string, ...buttons: string[]): Thenable<string | undefined>;
  warn(message: string, ...buttons: string[]): Thenable<string | undefined>;
}

/** VS Code's own. An object whose methods can be replaced. */
export const vscodeDialogs = (): Dialogs => ({
  confirm: (message, detail, ...buttons) =>
    vscode.window.showWarningMessage(message, { modal: true, detail }, ...buttons),
  tell: (message, ...buttons) => vscode.window.showInformationMessage(message, ...buttons),
  warn: (message, ...buttons) => vscode.window.showWarningMessage(message, ...buttons),
});
