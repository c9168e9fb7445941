import * as vscode from 'vscode';
import { useTexts } from '../../core/text/localization';

// Imported before any other module, so that no text is asked for before. VS Code has loaded the file of
// its display language, if there is one.
useTexts(vscode.l10n.bundle);
