import type * as vscode from 'vscode';

/** Shows a quick pick and disposes it afterwards; resolves with the accepted item, undefined if cancelled. */
export function acceptedItem<T extends vscode.QuickPickItem>(
  picker: vscode.QuickPick<T>,
): Promise<T | undefined> {
  return new Promise(resolve => {
    picker.onDidAccept(() => {
      resolve(picker.activeItems[0]);
      picker.hide();
    });
    picker.onDidHide(() => {
      resolve(undefined);
      picker.dispose();
    });
    picker.show();
  });
}
