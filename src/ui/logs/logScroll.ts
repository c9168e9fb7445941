import * as vscode from 'vscode';
import { logScheme } from '../../core/logs/logUri';
import type { Disposable } from '../../core/base/emitter';

/** Keeps editors at the end of a growing log while their cursor is there, and in place everywhere else. */
export class LogScroll implements Disposable {
  /** The editors that were at the end before a change. */
  private readonly atEnd = new Set<vscode.TextEditor>();
  private readonly subscription: Disposable;

  constructor() {
    this.subscription = vscode.workspace.onDidChangeTextDocument(({ document }) => {
      if (document.uri.scheme === logScheme) {
        this.follow(document);
      }
    });
  }

  /** Call before a document changes. */
  beforeChange(uri: vscode.Uri): void {
    for (const editor of editorsOf(uri)) {
      if (isAtEnd(editor)) {
        this.atEnd.add(editor);
      } else {
        this.atEnd.delete(editor);
      }
    }
  }

  dispose(): void {
    this.subscription.dispose();
    this.atEnd.clear();
  }

  private follow(document: vscode.TextDocument): void {
    for (const editor of editorsOf(document.uri)) {
      if (this.atEnd.delete(editor)) {
        moveToEnd(editor);
      }
    }
  }
}

export function moveToEnd(editor: vscode.TextEditor): void {
  const end = editor.document.lineAt(editor.document.lineCount - 1).range.end;
  editor.selection = new vscode.Selection(end, end);
  editor.revealRange(new vscode.Range(end, end));
}

export function moveToLine(editor: vscode.TextEditor, line: number): void {
  const start = new vscode.Position(Math.min(line, editor.document.lineCount - 1), 0);
  editor.selection = new vscode.Selection(start, start);
  editor.revealRange(new vscode.Range(start, start), vscode.TextEditorRevealType.InCenter);
}

const isAtEnd = ({ selection, document }: vscode.TextEditor): boolean =>
  selection.isEmpty && selection.active.line >= document.lineCount - 1;

export const editorsOf = (uri: vscode.Uri): readonly vscode.TextEditor[] =>
  vscode.window.visibleTextEditors.filter(
    ({ document }) => document.uri.toString() === uri.toString(),
  );
