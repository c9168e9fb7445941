import './ui/base/texts';
import { setImmediate } from 'node:timers/promises';
import type * as vscode from 'vscode';
import type { Internals } from './main';

/**
 * Keeps activation short: everything else loads on the next turn of the event loop, after other extensions
 * have had theirs. VS Code holds back clicks, links and restored panels until this promise resolves.
 *
 * Resolves with the services in host tests, otherwise with nothing.
 */
export async function activate(context: vscode.ExtensionContext): Promise<Internals | undefined> {
  const startedAt = performance.now();
  await setImmediate();
  const { start } = await import('./main');
  return start(context, startedAt);
}

export async function deactivate(): Promise<void> {
  await (await import('./main')).stop();
}
