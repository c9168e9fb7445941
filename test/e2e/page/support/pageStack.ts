import { Browser } from '../../../local/vscode/browser';
import { PagePool } from './pagePool';
import { PageServer } from './pageServer';

export interface PageStack {
  readonly server: PageServer;
  readonly pool: PagePool;
}

/** Optimized code does not pay off in tests, which run each part of the page only a few times. */
const unoptimized = ['--js-flags=--no-opt,--no-maglev'];

let stack: Promise<PageStack> | undefined;

/** One server and one browser for all files of this process. They end with it: mocha is told to exit. */
export const pageStack = (): Promise<PageStack> => (stack ??= start());

async function start(): Promise<PageStack> {
  const [server, browser] = await Promise.all([
    PageServer.start(),
    new Browser(unoptimized).start(),
  ]);
  return { server, pool: new PagePool(browser, server.fakeHost) };
}
