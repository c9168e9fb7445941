import * as vscode from 'vscode';
import type { UserError } from '../../core/diagnostics/errors';
import { messageLabel } from '../../core/text/escapeText';
import { remedyTitles } from '../../core/diagnostics/remedyTitles';
import { sentences } from '../../core/text/sentences';
import { commands } from '../../ids';

const maxTextLength = 1000;

/** The error as notification text; names and responses quoted in it never turn into links. */
export const errorText = ({ message, remedy }: Pick<UserError, 'message' | 'remedy'>): string =>
  messageLabel(sentences(message, remedy), maxTextLength);

/** Shows the error and its remedy, with a button that runs the remedy. Fire and forget. */
export function offerRemedy(error: UserError): void {
  const title = remedyTitles[error.command];
  void vscode.window
    .showErrorMessage(errorText(error), title)
    .then(chosen => chosen && runRemedy(error));
}

/** Runs the command of an error's button. */
export function runRemedy({
  command,
  argument,
}: Pick<UserError, 'command' | 'argument'>): Thenable<unknown> {
  return vscode.commands.executeCommand(
    commands[command],
    ...(argument === undefined ? [] : [argument]),
  );
}
