import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Disposable } from '../../core/base/emitter';

export const reportScheme = 'batch-monitor-report';

/** A code lens above a line of a report. */
export interface ReportButton {
  /** Zero-based. */
  readonly line: number;
  readonly title: string;
  readonly command: string;
  readonly arguments?: readonly unknown[];
}

interface Report {
  readonly text: string;
  readonly buttons: readonly ReportButton[];
}

/** Read-only text documents created by commands, such as the connection check's report. */
export class Reports
  implements vscode.TextDocumentContentProvider, vscode.CodeLensProvider, Disposable
{
  private readonly reports = new Map<string, Report>();
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  private readonly lensesChanged = new vscode.EventEmitter<void>();
  private readonly registrations: Disposable[];

  readonly onDidChange = this.changed.event;
  readonly onDidChangeCodeLenses = this.lensesChanged.event;

  constructor() {
    this.registrations = [
      vscode.workspace.registerTextDocumentContentProvider(reportScheme, this),
      vscode.languages.registerCodeLensProvider({ scheme: reportScheme }, this),
    ];
  }

  /** Replaces an earlier report of the same title. */
  async show(
    title: string,
    text: string,
    buttons: readonly ReportButton[] = [],
  ): Promise<vscode.TextEditor> {
    const uri = this.publish(title, text, buttons);
    return vscode.window.showTextDocument(uri, { preview: false });
  }

  /** Makes a report available by its URI, such as for a comparison. */
  publish(title: string, text: string, buttons: readonly ReportButton[] = []): vscode.Uri {
    const uri = vscode.Uri.from({ scheme: reportScheme, path: `/${title}.txt` });
    this.reports.set(uri.path, { text, buttons });
    this.changed.fire(uri);
    this.lensesChanged.fire();
    return uri;
  }

  /** The text of the report in the active editor, or else in any visible one. */
  get shown(): string | undefined {
    const { activeTextEditor, visibleTextEditors } = vscode.window;
    return [activeTextEditor, ...visibleTextEditors]
      .find(editor => editor?.document.uri.scheme === reportScheme)
      ?.document.getText();
  }

  provideTextDocumentContent(uri: vscode.Uri): string {
    return (
      this.reports.get(uri.path)?.text ??
      `${t('This report is from an earlier session. Run the command again.')}\n`
    );
  }

  provideCodeLenses({ uri }: vscode.TextDocument): vscode.CodeLens[] {
    return (this.reports.get(uri.path)?.buttons ?? []).map(
      ({ line, title, command, arguments: args = [] }) =>
        new vscode.CodeLens(new vscode.Range(line, 0, line, 0), {
          title,
          command,
          arguments: [...args],
        }),
    );
  }

  dispose(): void {
    this.registrations.forEach(registration => registration.dispose());
    this.changed.dispose();
    this.lensesChanged.dispose();
  }
}
