import * as vscode from 'vscode';
import { logScheme } from '../../core/logs/logUri';
import type { Disposable } from '../../core/base/emitter';

/** What an editor showed before its document changes. */
interface Place {
  /** Of the document before the change. */
  readonly version: number;
  readonly lines: number;
  readonly isAtEnd: boolean;
  readonly selections: readonly vscode.Selection[];
  readonly topLine: number;
  /** By how many lines those shown move down. */
  readonly shift: number;
}

/**
 * Keeps editors at the end of a growing log while their cursor is there, and at the same lines everywhere else.
 * VS Code does so only where lines are appended: when it replaces a text, it moves the cursor to the end.
 */
export class LogScroll implements Disposable {
  private readonly places = new Map<vscode.TextEditor, Place>();
  private readonly subscription: Disposable;

  constructor() {
    this.subscription = vscode.workspace.onDidChangeTextDocument(change => {
      if (change.document.uri.scheme === logScheme && change.contentChanges.length > 0) {
        this.restore(change);
      }
    });
  }

  /** Call before a document changes; its lines will move down by `shift`, or up if it is negative. */
  beforeChange(uri: vscode.Uri, shift: number): void {
    for (const editor of editorsOf(uri)) {
      const { document, selections, visibleRanges } = editor;
      const earlier = this.places.get(editor);
      // VS Code has not read the change before yet, and reads both at once.
      const pending = earlier?.version === document.version ? earlier.shift : 0;
      this.places.set(editor, {
        version: document.version,
        lines: document.lineCount,
        isAtEnd: isAtEnd(editor),
        selections,
        topLine: visibleRanges[0]?.start.line ?? 0,
        shift: pending + shift,
      });
    }
  }

  dispose(): void {
    this.subscription.dispose();
    this.places.clear();
  }

  private restore({ document, contentChanges }: vscode.TextDocumentChangeEvent): void {
    for (const editor of editorsOf(document.uri)) {
      const place = this.places.get(editor);
      this.places.delete(editor);
      if (place?.isAtEnd === true) {
        moveToEnd(editor);
      } else if (
        place &&
        !contentChanges.every(({ range }) => range.start.line >= place.lines - 1)
      ) {
        moveTo(editor, place);
      }
    }
  }
}

function moveTo(editor: vscode.TextEditor, { selections, topLine, shift }: Place): void {
  const moved = (position: vscode.Position): vscode.Position =>
    editor.document.validatePosition(position.with(Math.max(0, position.line + shift)));
  editor.selections = selections.map(
    ({ anchor, active }) => new vscode.Selection(moved(anchor), moved(active)),
  );
  const top = moved(new vscode.Position(topLine, 0));
  editor.revealRange(new vscode.Range(top, top), vscode.TextEditorRevealType.AtTop);
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
