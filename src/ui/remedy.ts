import * as vscode from 'vscode';
import type { UserError } from '../core/errors';
import { remedyTitles } from '../core/remedyTitles';
import { sentences } from '../core/sentences';
import { commands } from '../ids';

/** Says what went wrong and what to do, with a button that does it. Waits for nobody. */
export function offerRemedy(error: UserError): void {
  const title = remedyTitles[error.command];
  void vscode.window
    .showErrorMessage(sentences(error.message, error.remedy), title)
    .then(chosen => chosen && runRemedy(error));
}

/** Does what an error's button says. */
export function runRemedy({
  command,
  argument,
}: Pick<UserError, 'command' | 'argument'>): Thenable<unknown> {
  return vscode.commands.executeCommand(
    commands[command],
    ...(argument === undefined ? [] : [argument]),
  );
}
