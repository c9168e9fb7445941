import './ui/base/texts';
import { setImmediate } from 'node:timers/promises';
import type * as vscode from 'vscode';
import type { Internals } from './main';

/** For tests and measurements; no promise to other extensions. */
export interface Activated extends Internals {
  /** From the call of `activate` until all is loaded and wired. */
  readonly readyMs: number;
}

/**
 * What VS Code waits for at a start is hardly anything: the rest is loaded in the next turn, when other extensions
 * had theirs. VS Code sends nothing to us (a click, a link, a restored panel) before the promise is kept.
 */
export async function activate(context: vscode.ExtensionContext): Promise<Activated> {
  const startedAt = performance.now();
  await setImmediate();
  const { start } = await import('./main');
  const internals = start(context);
  const readyMs = performance.now() - startedAt;
  internals.log.info(`ready after ${readyMs.toFixed(1)} ms`);
  return { ...internals, readyMs };
}
