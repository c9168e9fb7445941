import './ui/base/texts';
import { setImmediate } from 'node:timers/promises';
import type * as vscode from 'vscode';
import type { Internals } from './main';

/**
 * VS Code waits for almost nothing at startup: everything else loads in the next turn of the event loop, after other
 * extensions had theirs. VS Code sends us no click, link or restored panel before the promise resolves.
 *
 * Resolves with our services in host tests, with nothing otherwise.
 */
export async function activate(context: vscode.ExtensionContext): Promise<Internals | undefined> {
  const startedAt = performance.now();
  await setImmediate();
  const { start } = await import('./main');
  return start(context, startedAt);
}
