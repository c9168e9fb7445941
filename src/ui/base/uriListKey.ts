import * as vscode from 'vscode';

/** A context key with the URIs that something holds for, for `resource in …` in the manifest; empty at first. */
export class UriListKey {
  private announced = '';

  constructor(private readonly name: string) {}

  /** VS Code is notified only of changes. */
  set(uris: readonly vscode.Uri[]): void {
    const texts = uris.map(uri => uri.toString());
    if (texts.join() !== this.announced) {
      this.announced = texts.join();
      void vscode.commands.executeCommand('setContext', this.name, texts);
    }
  }
}
