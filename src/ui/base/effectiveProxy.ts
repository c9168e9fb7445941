import * as vscode from 'vscode';

/** The proxy that VS Code sends extensions' requests through: its setting, or else the environment's. */
export function effectiveProxy(env: NodeJS.ProcessEnv = process.env): string | undefined {
  const http = vscode.workspace.getConfiguration('http');
  if (http.get('proxySupport') === 'off') {
    return undefined;
  }
  const named = [http.get<string>('proxy'), env['HTTPS_PROXY'], env['https_proxy']];
  return named.find(address => address !== undefined && address !== '');
}
