import type { FrameLocator, Locator } from 'playwright-core';
import { themes } from '../../local/vscode/themes';
import { aFailedJob } from './items';
import { Monitor } from './workbench';

describe('actions from the dashboard in VS Code', () => {
  let monitor: Monitor;
  let page: FrameLocator;

  before(async () => {
    const item = aFailedJob();
    monitor = await Monitor.open({
      items: [item, { ...item, jobId: 'failed-2', jobName: 'ingest-again-2' }],
    });
    await monitor.workbench.openView('Batch Monitor');
    await monitor.workbench.treeRow('Ingest').waitFor();
    await monitor.workbench.runCommand('Batch Monitor: Open Dashboard');
    page = monitor.workbench.webview;
    await page.getByRole('grid', { name: 'Jobs' }).getByText('ingest-again-2').click();
  });

  after(() => monitor.close());

  const dialog = (): Locator => monitor.workbench.page.locator('.monaco-dialog-box');
  const details = (): Locator => page.getByRole('complementary', { name: 'Job details' });

  it('marks a job as broken, and shows it in table, details and history at once', async () => {
    await details().getByRole('button', { name: 'More Actions' }).click();
    await page.getByRole('menuitem', { name: 'Mark as Broken' }).click();
    await monitor.workbench.confirm();
    await page.getByRole('grid').getByRole('img', { name: 'Marked as broken' }).waitFor();
    await details().locator('.mark-note', { hasText: / by / }).waitFor();
    await details().locator('.recent-actions', { hasText: 'Mark as Broken' }).waitFor();
  });

  it('retries it, simulated, and lists both in the history', async () => {
    await details()
      .getByRole('button', { name: /^Retry \(Simulated\)/ })
      .click();
    await dialog().getByText('nothing is sent to AWS').waitFor();
    await monitor.workbench.confirm();
    await page.getByRole('button', { name: 'Action History', exact: true }).click();
    const table = page.getByRole('table', { name: 'Action History' });
    await table.getByText('Retry (Simulated)').waitFor();
    await table.getByText('Mark as Broken').waitFor();
    for (const theme of themes) {
      await monitor.workbench.setTheme(theme);
      await monitor.screenshot(`dashboard history ${theme}`);
    }
  });

  it('clears the history after a confirmation', async () => {
    await page.getByRole('button', { name: 'Clear History…' }).click();
    await monitor.workbench.confirm();
    await page.getByText('No actions yet').waitFor();
  });
});
