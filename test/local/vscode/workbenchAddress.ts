export interface WorkbenchTarget {
  /** Host and port of the server. */
  readonly authority: string;
  /** An absolute path; without it, an empty window opens. */
  readonly folder?: string | undefined;
  readonly extensionDevelopmentPaths?: readonly string[];
  /** A module whose `run` is called in the extension host. */
  readonly extensionTestsPath?: string | undefined;
}

/** The URL of the workbench for a browser. */
export function workbenchAddress(target: WorkbenchTarget): string {
  const { authority, folder, extensionDevelopmentPaths = [], extensionTestsPath } = target;
  const remote = (file: string): string => `vscode-remote://${authority}${file}`;
  const payload = [
    ['skipWelcome', 'true'],
    ...extensionDevelopmentPaths.map(file => ['extensionDevelopmentPath', remote(file)]),
    ...(extensionTestsPath ? [['extensionTestsPath', remote(extensionTestsPath)]] : []),
  ];
  const query = new URLSearchParams(folder ? { folder } : { ew: 'true' });
  query.set('payload', JSON.stringify(payload));
  return `http://${authority}/?${query.toString()}`;
}
