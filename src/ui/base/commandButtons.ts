import * as vscode from 'vscode';
import { commands } from '../../ids';
import { titleOf, type OfferedCommand } from './commandTitles';

/** Shows a message with buttons that run commands. Fire and forget. */
export function offerCommands(
  kind: 'showErrorMessage' | 'showWarningMessage' | 'showInformationMessage',
  text: string,
  names: readonly OfferedCommand[],
): void {
  const titles = names.map(titleOf);
  void vscode.window[kind](text, ...titles).then(chosen => {
    const name = names[titles.indexOf(chosen ?? '')];
    return name && vscode.commands.executeCommand(commands[name]);
  });
}
