export interface WorkbenchTarget {
  /** Host and port of the server. */
  readonly authority: string;
  /** Absolute; none opens an empty window. */
  readonly folder?: string | undefined;
  readonly extensionDevelopmentPaths?: readonly string[];
  /** A module whose `run` is called in the extension host. */
  readonly extensionTestsPath?: string | undefined;
}

/** The address at which a browser opens the workbench. */
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
