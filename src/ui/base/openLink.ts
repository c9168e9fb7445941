import * as vscode from 'vscode';

/** Opens a URL outside VS Code; `false` if the user declined. */
export type OpenLink = (url: string) => Thenable<boolean>;

/**
 * Passes a string, which VS Code accepts although its types require a `Uri`: a `Uri` decodes the URL, so its
 * `%23` would reach the browser as the start of a fragment.
 */
export const openLink: OpenLink = url => vscode.env.openExternal(url as unknown as vscode.Uri);
