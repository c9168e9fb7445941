import { homedir } from 'node:os';
import path from 'node:path';
import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import { UserError } from '../../core/diagnostics/errors';
import { FileTarget, WholeTarget, type ExportTarget } from './exportFile';

/** The target URI in an argument: a string from keybindings, or a `Uri` from code. */
export function targetFromArgument(target: unknown): vscode.Uri | undefined {
  if (target === undefined || target instanceof vscode.Uri) {
    return target;
  }
  try {
    return vscode.Uri.parse(typeof target === 'string' ? target : '', true);
  } catch (error) {
    throw new UserError(
      'export.target',
      t('The export target is not a valid file URI.'),
      t('Use a URI such as {0}.', 'file:///home/me/jobs.csv'),
      'showLog',
      { cause: error },
    );
  }
}

export function promptForTarget(title: string, fileName: string): Thenable<vscode.Uri | undefined> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri ?? vscode.Uri.file(homedir());
  return vscode.window.showSaveDialog({
    title,
    saveLabel: t('Export'),
    defaultUri: vscode.Uri.joinPath(folder, fileName),
    filters: { CSV: ['csv'], JSON: ['json'], 'JSON Lines': ['jsonl'] },
  });
}

export async function targetAt(uri: vscode.Uri): Promise<ExportTarget> {
  return uri.scheme === 'file'
    ? FileTarget.open(uri.fsPath)
    : new WholeTarget(nameOf(uri), content => vscode.workspace.fs.writeFile(uri, content));
}

export function nameOf(uri: vscode.Uri): string {
  return path.posix.basename(uri.path);
}
