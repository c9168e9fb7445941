import { randomUUID } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page } from 'playwright-core';
import { root } from '../../../local/root';

/** Node's processes leave here which code they ran, where somebody asks; what pages ran comes beside it. */
const folder = process.env['NODE_V8_COVERAGE'];

export const isCovered = folder !== undefined;

/** Where the page's scripts are kept with their source maps, for whoever reads the coverage. */
const bundle = path.join(root, 'out/coverage/page');

export async function keepBundle(files: ReadonlyMap<string, string>): Promise<void> {
  for (const [file, text] of isCovered ? files : []) {
    await mkdir(path.dirname(path.join(bundle, file)), { recursive: true });
    await writeFile(path.join(bundle, file), text);
  }
}

export async function startCoverage(page: Page): Promise<void> {
  if (isCovered) {
    await page.coverage.startJSCoverage({ resetOnNavigation: false });
  }
}

/** To be called before the page is closed. */
export async function keepCoverage(page: Page): Promise<void> {
  if (folder === undefined || page.isClosed()) {
    return;
  }
  const entries = await page.coverage.stopJSCoverage();
  const result = entries
    .filter(({ url }) => /\/webview(\/[^/]+)?\.js$/.test(url))
    .map(({ scriptId, functions, url }) => ({
      scriptId,
      url: pathToFileURL(path.join(bundle, new URL(url).pathname)).href,
      functions,
    }));
  await writeFile(
    path.join(folder, `coverage-page-${randomUUID()}.json`),
    JSON.stringify({ result }),
  );
}
