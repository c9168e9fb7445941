import * as vscode from 'vscode';

/** A value that `when` clauses of the manifest look at; VS Code is told only of changes. */
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
