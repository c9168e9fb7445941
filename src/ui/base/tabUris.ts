import * as vscode from 'vscode';

/** The documents of a tab: one, or the two of a comparison. */
export function urisOfTab({ input }: vscode.Tab): readonly vscode.Uri[] {
  if (input instanceof vscode.TabInputText) {
    return [input.uri];
  }
  return input instanceof vscode.TabInputTextDiff ? [input.original, input.modified] : [];
}

/** The documents of all tabs. */
export const urisInTabs = (): readonly vscode.Uri[] =>
  vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs).flatMap(urisOfTab);
