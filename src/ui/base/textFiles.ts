import * as vscode from 'vscode';
import type { Disposable } from '../../core/base/emitter';

/**
 * Texts as read-only files: VS Code restores files after a window reload, but no other documents. The text of
 * a file is computed when it is read.
 */
export class TextFiles implements vscode.FileSystemProvider, Disposable {
  private readonly changed = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  /** A version per document, reported as its mtime so that VS Code detects changes. */
  private readonly versions = new Map<string, number>();
  private readonly sizes = new Map<string, number>();

  readonly onDidChangeFile = this.changed.event;

  constructor(private readonly textOf: (uri: vscode.Uri) => Promise<string>) {}

  /** Makes VS Code reread the file; it does so one read at a time. */
  change(uri: vscode.Uri): void {
    const key = uri.toString();
    this.versions.set(key, (this.versions.get(key) ?? 0) + 1);
    this.changed.fire([{ type: vscode.FileChangeType.Changed, uri }]);
  }

  /** The file is no longer open. */
  forget(uri: vscode.Uri): void {
    this.versions.delete(uri.toString());
    this.sizes.delete(uri.toString());
  }

  stat(uri: vscode.Uri): vscode.FileStat {
    const key = uri.toString();
    const mtime = this.versions.get(key) ?? 0;
    const type = uri.path === '/' ? vscode.FileType.Directory : vscode.FileType.File;
    return { type, ctime: 0, mtime, size: this.sizes.get(key) ?? 0 };
  }

  async readFile(uri: vscode.Uri): Promise<Uint8Array> {
    const text = await this.textOf(uri);
    this.sizes.set(uri.toString(), text.length);
    return encoded(text);
  }

  /** Changes are always announced, so watching needs no state. */
  watch(): vscode.Disposable {
    return new vscode.Disposable(() => undefined);
  }

  readDirectory(): [] {
    return [];
  }

  createDirectory(uri: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  writeFile(uri: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  delete(uri: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  rename(uri: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  dispose(): void {
    this.changed.dispose();
  }
}

/**
 * Encodes a text so that it decodes correctly whatever the user's `files.encoding`: with a byte order mark
 * unless plain ASCII. Replaces NUL, which would make VS Code treat the file as binary.
 */
function encoded(text: string): Uint8Array {
  const shown = text.replaceAll('\0', '\u2400');
  // oxlint-disable-next-line no-control-regex -- ASCII begins with control characters
  return new TextEncoder().encode(/[^\x00-\x7f]/.test(shown) ? `\ufeff${shown}` : shown);
}
