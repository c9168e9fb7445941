import * as vscode from 'vscode';
import { settingsSection } from '../../ids';

/** Opens VS Code's settings on those of this extension. */
export const openSettings = async (): Promise<void> => {
  await vscode.commands.executeCommand('workbench.action.openSettings', `${settingsSection}.`);
};
