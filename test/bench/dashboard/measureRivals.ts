import type { Browser } from 'playwright-core';
import { median } from '../statistics';
import { pageScript } from './pageScripts';
import type { PageGlobals } from './probeApi';

const rounds = 3;
const toolkitRows = 5_000;
const htmlRows = 20_000;

/** Microseconds a row, from data to painted, of tables that hold all rows in the page. */
export interface RivalFigures {
  readonly toolkit: number;
  readonly html: number;
}

export async function measureRivals(browser: Browser): Promise<RivalFigures> {
  const context = await browser.newContext({ viewport: { width: 1600, height: 900 } });
  const page = await context.newPage();
  await page.goto('about:blank');
  await page.evaluate(await pageScript('rivals'));
  const toolkit: number[] = [];
  const html: number[] = [];
  for (let round = 0; round < rounds; round++) {
    html.push(
      await page.evaluate(
        rows => (globalThis as unknown as PageGlobals).rivals.htmlTable(rows),
        htmlRows,
      ),
    );
    toolkit.push(
      await page.evaluate(
        rows => (globalThis as unknown as PageGlobals).rivals.toolkitGrid(rows),
        toolkitRows,
      ),
    );
  }
  await context.close();
  return {
    toolkit: (median(toolkit) * 1000) / toolkitRows,
    html: (median(html) * 1000) / htmlRows,
  };
}
