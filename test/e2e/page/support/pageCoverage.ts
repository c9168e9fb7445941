import { randomUUID } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page } from 'playwright-core';
import { root } from '../../../local/root';

/** Node's processes leave here which code they ran, where somebody asks; what pages ran comes beside it. */
const folder = process.env['NODE_V8_COVERAGE'];

export const isCovered = folder !== undefined;

/** The page's bundle with its source map, for whoever reads the coverage. */
const bundle = path.join(root, 'out/coverage/webview.js');

export async function keepBundle(text: string): Promise<void> {
  if (isCovered) {
    await mkdir(path.dirname(bundle), { recursive: true });
    await writeFile(bundle, text);
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
    .filter(({ url }) => url.endsWith('/webview.js'))
    .map(({ scriptId, functions }) => ({
      scriptId,
      url: pathToFileURL(bundle).href,
      functions,
    }));
  await writeFile(
    path.join(folder, `coverage-page-${randomUUID()}.json`),
    JSON.stringify({ result }),
  );
}
