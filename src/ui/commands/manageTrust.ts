import * as vscode from 'vscode';

/** Opens VS Code's editor of workspace trust. */
export const manageTrust = async (): Promise<void> => {
  await vscode.commands.executeCommand('workbench.trust.manage');
};
