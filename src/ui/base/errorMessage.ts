import * as vscode from 'vscode';
import type { UserError } from '../../core/diagnostics/errors';
import { messageLabel } from '../../core/text/escapeText';
import { remedyTitles } from '../../core/diagnostics/remedyTitles';
import { sentences } from '../../core/text/sentences';
import { commands } from '../../ids';

const maxTextLength = 1000;

/** What a message says of an error; the names and answers it quotes make no links. */
export const errorText = ({ message, remedy }: Pick<UserError, 'message' | 'remedy'>): string =>
  messageLabel(sentences(message, remedy), maxTextLength);

/** Says what went wrong and what to do, with a button that does it. Waits for nobody. */
export function offerRemedy(error: UserError): void {
  const title = remedyTitles[error.command];
  void vscode.window
    .showErrorMessage(errorText(error), title)
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
