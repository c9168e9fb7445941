import * as vscode from 'vscode';

type Kind = 'showInformationMessage' | 'showWarningMessage' | 'showQuickPick';

export interface Asked {
  /** The texts of the messages so far, or the labels of the lists. */
  readonly texts: string[];
  restore(): void;
}

/**
 * Answers messages or lists in the user's place, since a test cannot click. `answer` gets the text (of a
 * list: its labels, a line each) and says which button, or which entries; nothing closes it.
 */
export function answering(
  kind: Kind,
  answer: (text: string) => string | readonly string[] | undefined,
): Asked {
  const original = vscode.window[kind];
  const texts: string[] = [];
  const fake = (first: unknown, ...rest: unknown[]): Promise<unknown> => {
    const items = Array.isArray(first) ? (first as vscode.QuickPickItem[]) : undefined;
    const text = items ? items.map(({ label }) => label).join('\n') : String(first);
    texts.push(text);
    const chosen = answer(text);
    if (items) {
      return Promise.resolve(items.filter(({ label }) => chosen?.includes(label)));
    }
    return Promise.resolve(rest.find(button => button === chosen));
  };
  Object.assign(vscode.window, { [kind]: fake });
  return { texts, restore: () => Object.assign(vscode.window, { [kind]: original }) };
}
