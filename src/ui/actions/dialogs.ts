import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import { noteProblem } from '../../core/actions/actionNote';

/** Resolves with the selected button, if any. */
type ShowMessage = (message: string, ...buttons: string[]) => Thenable<string | undefined>;

/** The dialogs of actions; tests replace them to answer for the user. */
export interface Dialogs {
  /** A modal dialog. */
  confirm: (message: string, detail: string, ...buttons: string[]) => ReturnType<ShowMessage>;
  /** A notification; resolves when it is answered or closed. */
  inform: ShowMessage;
  warn: ShowMessage;
  /** Resolves with what the user typed, which may be empty, or `undefined` if they canceled. */
  promptForNote: (action: string) => Thenable<string | undefined>;
  /** Resolves to whether the user typed the number. */
  promptForCount: (action: string, count: number) => Promise<boolean>;
}

/** VS Code's own dialogs. */
export const vscodeDialogs = (): Dialogs => ({
  confirm: (message, detail, ...buttons) =>
    vscode.window.showWarningMessage(message, { modal: true, detail }, ...buttons),
  inform: (message, ...buttons) => vscode.window.showInformationMessage(message, ...buttons),
  warn: (message, ...buttons) => vscode.window.showWarningMessage(message, ...buttons),
  promptForNote: action =>
    vscode.window.showInputBox({
      title: action,
      prompt: t('Why? The action history stores the note. Press Enter to run the action.'),
      placeHolder: t('Note (optional)'),
      validateInput: noteProblem,
      ignoreFocusOut: true,
    }),
  promptForCount: async (action, count) =>
    (await vscode.window.showInputBox({
      title: action,
      prompt: t('Type {0} to confirm the number of jobs.', count),
      validateInput: typed => (isCount(typed, count) ? undefined : t('Type {0}.', count)),
      ignoreFocusOut: true,
    })) !== undefined,
});

const isCount = (typed: string, count: number): boolean => typed.trim() === String(count);
