import * as vscode from 'vscode';

/** A context key for the manifest's `when` clauses; VS Code is notified only of changes. */
export class ContextKey<T extends string | boolean> {
  private value: T | undefined;

  constructor(private readonly name: string) {}

  set(value: T | undefined): void {
    if (value !== this.value) {
      this.value = value;
      void vscode.commands.executeCommand('setContext', this.name, value);
    }
  }
}
