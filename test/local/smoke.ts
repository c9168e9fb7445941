import type { Locator } from 'playwright-core';
import { until } from './process/until';
import { Workbench, type WorkbenchOptions } from './vscode/workbench';

const timeouts = { timeoutMs: 60_000, everyMs: 200 };

/** Opens VS Code headless, checks that the view and the dashboard show jobs at once, and saves a screenshot. */
export async function smoke(options: WorkbenchOptions, screenshot: string): Promise<void> {
  const workbench = await Workbench.open(options);
  try {
    const groups = await until('task types in the tree', () => taskTypes(workbench), timeouts);
    console.log(`The tree shows:\n  ${groups.join('\n  ')}`);
    const job = await until('a job in the tree', () => findJob(workbench), timeouts);
    console.log(`A job of it: ${job}`);
    await workbench.webview.getByRole('grid').waitFor();
    console.log('The dashboard shows its table.');
  } finally {
    await workbench.screenshot(screenshot);
    await workbench.close();
    console.log(`Screenshot: ${screenshot}`);
  }
}

const level = ({ treeRows, page }: Workbench, depth: number): Locator =>
  treeRows.and(page.locator(`[aria-level="${depth}"]`));

/** The labels of rows with their descriptions. */
async function labels(rows: Locator): Promise<string[]> {
  const all = await rows.locator('.monaco-icon-label-container').all();
  return Promise.all(
    all.map(async row => (await row.locator('> span').allTextContents()).join('  ')),
  );
}

async function taskTypes(workbench: Workbench): Promise<string[] | undefined> {
  const groups = await labels(level(workbench, 1));
  return groups.length > 0 ? groups : undefined;
}

/** Expands the first task type and its first status to reach a job. */
async function findJob(workbench: Workbench): Promise<string | undefined> {
  for (const depth of [1, 2]) {
    const row = level(workbench, depth).first();
    if ((await row.getAttribute('aria-expanded')) === 'false') {
      await row.click();
    }
  }
  return (await labels(level(workbench, 3)))[0];
}
