import * as vscode from 'vscode';

/** The document of a URI, while VS Code keeps it. */
export const documentOf = (uri: vscode.Uri): vscode.TextDocument | undefined =>
  vscode.workspace.textDocuments.find(open => open.uri.toString() === uri.toString());

/** VS Code announces no change that it finds to be none. */
const maxWaitMs = 2_000;

/** Resolves once VS Code has read a changed document. */
export function changeOf(uri: vscode.Uri): Promise<void> {
  return new Promise(resolve => {
    const subscription = vscode.workspace.onDidChangeTextDocument(({ document }) => {
      if (document.uri.toString() === uri.toString()) {
        subscription.dispose();
        resolve();
      }
    });
    setTimeout(() => {
      subscription.dispose();
      resolve();
    }, maxWaitMs);
  });
}
