import * as vscode from 'vscode';

/** Shows a section of the README, named as in its links, from wherever the extension is installed. */
export async function showReadmeSection(extensionUri: vscode.Uri, section: string): Promise<void> {
  // Packaging writes the file's name in lower case.
  const files = await vscode.workspace.fs.readDirectory(extensionUri);
  const name = files.map(([file]) => file).find(file => /^readme\.md$/i.test(file)) ?? 'README.md';
  const address = vscode.Uri.joinPath(extensionUri, name).with({ fragment: section });
  await vscode.commands.executeCommand('markdown.showPreview', address);
}
