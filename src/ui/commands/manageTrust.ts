import * as vscode from 'vscode';

/** Opens VS Code's workspace trust editor. */
export const manageTrust = async (): Promise<void> => {
  await vscode.commands.executeCommand('workbench.trust.manage');
};
