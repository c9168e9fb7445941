import * as vscode from 'vscode';
import type { Guide } from './guides';

/** Shows a guide in VS Code's Markdown preview, from wherever the extension is installed. */
export async function showGuide(extensionUri: vscode.Uri, guide: Guide): Promise<void> {
  const file = vscode.Uri.joinPath(extensionUri, 'media', 'guide', `${guide}.md`);
  await vscode.commands.executeCommand('markdown.showPreview', file);
}
