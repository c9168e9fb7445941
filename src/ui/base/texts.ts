import * as vscode from 'vscode';
import { useTexts } from '../../core/text/localization';

// Must be imported before any module that looks up texts. VS Code has already loaded the bundle of its
// display language, if there is one.
useTexts(vscode.l10n.bundle);
