import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Disposable } from '../core/emitter';

const scheme = 'batch-monitor-report';

/** Read-only text documents made by commands, such as the connection check's report. */
export class Reports implements vscode.TextDocumentContentProvider, Disposable {
  private readonly texts = new Map<string, string>();
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  private readonly registration: Disposable;

  readonly onDidChange = this.changed.event;

  constructor() {
    this.registration = vscode.workspace.registerTextDocumentContentProvider(scheme, this);
  }

  /** A later report of the same title takes the place of the earlier one. */
  async show(title: string, text: string): Promise<void> {
    const uri = vscode.Uri.from({ scheme, path: `/${title}.txt` });
    this.texts.set(uri.path, text);
    this.changed.fire(uri);
    await vscode.window.showTextDocument(uri, { preview: false });
  }

  provideTextDocumentContent(uri: vscode.Uri): string {
    return (
      this.texts.get(uri.path) ??
      `${t('This report is of an earlier session. Run the command again.')}\n`
    );
  }

  dispose(): void {
    this.registration.dispose();
    this.changed.dispose();
  }
}
