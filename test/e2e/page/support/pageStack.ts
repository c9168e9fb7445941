import type { Browser as PlaywrightBrowser } from 'playwright-core';
import { Browser } from '../../../local/vscode/browser';
import { PageServer } from './pageServer';

interface PageStack {
  readonly server: PageServer;
  readonly browser: PlaywrightBrowser;
}

let stack: Promise<PageStack> | undefined;

/** One server and one browser for all files of this process. They end with it: mocha is told to exit. */
export const pageStack = (): Promise<PageStack> => (stack ??= start());

async function start(): Promise<PageStack> {
  const [server, browser] = await Promise.all([PageServer.start(), new Browser().start()]);
  return { server, browser };
}
