import * as vscode from 'vscode';
import { settingsSection } from '../../ids';

/** Opens the settings editor, filtered to this extension. */
export const openSettings = async (): Promise<void> => {
  await vscode.commands.executeCommand('workbench.action.openSettings', `${settingsSection}.`);
};
