import * as vscode from 'vscode';

/** Shows the README's section on cost, from wherever the extension is installed. */
export async function explainCost(extensionUri: vscode.Uri): Promise<void> {
  // Packaging writes the file's name in lower case.
  const files = await vscode.workspace.fs.readDirectory(extensionUri);
  const name = files.map(([file]) => file).find(file => /^readme\.md$/i.test(file)) ?? 'README.md';
  const section = vscode.Uri.joinPath(extensionUri, name).with({ fragment: 'what-reading-costs' });
  await vscode.commands.executeCommand('markdown.showPreview', section);
}
