import { config } from '@vscode/l10n';
import * as vscode from 'vscode';

// Before any other module asks for a text: some do while they are loaded.
if (vscode.l10n.bundle) {
  config({ contents: vscode.l10n.bundle });
}
