import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { DashboardPage } from './dashboardPage';

const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

/** What axe finds, as one line a finding. */
export async function findingsOf({ page }: DashboardPage): Promise<string[]> {
  // The page's policy allows no script of others, so axe comes in by the debugger's way.
  await page.evaluate(await readFile(axe, 'utf8'));
  const results = await page.evaluate<AxeResults>("axe.run({ resultTypes: ['violations'] })");
  assert.ok(results.passes.length > 15, 'axe has looked at the page');
  return results.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} ${target.join(' ')}: ${failureSummary}`),
  );
}
