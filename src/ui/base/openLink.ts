import * as vscode from 'vscode';

/** Opens an address outside VS Code; `false` when the user did not want it. */
export type OpenLink = (url: string) => Thenable<boolean>;

/**
 * As a text, which VS Code takes although its types ask for a `Uri`: a `Uri` decodes the address, and its
 * `%23` would reach the browser as the beginning of another part.
 */
export const openLink: OpenLink = url => vscode.env.openExternal(url as unknown as vscode.Uri);
