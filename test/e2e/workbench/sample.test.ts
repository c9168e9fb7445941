import assert from 'node:assert/strict';
import type { Theme } from '../../local/vscode/themes';
import { until } from '../../local/process/until';
import { Monitor } from './workbench';

/** Nobody listens there: as for somebody without an AWS account. */
const nowhere = 'http://127.0.0.1:9';

describe('sample data in the workbench', () => {
  let monitor: Monitor;

  before(async () => {
    monitor = await Monitor.open({
      endpoint: nowhere,
      // A profile in which nothing of ours is set.
      settings: {
        'batchMonitor.endpoint': undefined,
        'batchMonitor.tableName': undefined,
        'batchMonitor.region': undefined,
      },
    });
  });

  after(() => monitor.close());

  const banner = () => monitor.workbench.webview.getByRole('region', { name: 'Sample data' });
  const note = 'Sample data: generated jobs; nothing is read from AWS.';

  it('is one click away from the view of a new user', async () => {
    const { workbench } = monitor;
    await workbench.openView('Batch Monitor');
    const button = workbench.page.locator('.sidebar').getByRole('button', {
      name: 'Show Sample Data',
      exact: true,
    });
    await button.waitFor();
    await monitor.screenshot('sample welcome');
    await button.click();

    await workbench.treeRow('Ingest').waitFor();
    await workbench.editorTab('Batch Dashboard (Sample)').waitFor();
    await banner().getByText(note).waitFor();
    await workbench.webview.getByRole('row').nth(5).waitFor();
  });

  it('is identified in the view, the status bar and the dashboard, in each kind of theme', async () => {
    const { workbench } = monitor;
    const { page } = workbench;
    const looks: readonly Theme[] = [
      'Default Light Modern',
      'Default High Contrast',
      'Default Dark Modern',
    ];
    for (const theme of looks) {
      await workbench.setTheme(theme);
      await page.locator('.sidebar').getByText(note).waitFor();
      // VS Code shows the buttons of a view to who is there.
      await page.locator('.sidebar').getByText(note).hover();
      await page.locator('.sidebar').getByRole('button', { name: 'End Sample Data' }).waitFor();
      await monitor.screenshot(`sample view ${theme}`);
      const item = workbench.statusBarItem('Sample: ');
      await until('the failed jobs are counted', async () =>
        /Sample: \d+ failed/.test(await item.innerText()),
      );
      assert.doesNotMatch((await item.getAttribute('class')) ?? '', /error-kind/);
      const tooltip = page.getByRole('tooltip').filter({ hasText: note });
      await workbench.hover(item, tooltip);
      await tooltip.getByText('End Sample Data').waitFor();
      await tooltip.getByText('Set Up').waitFor();
      assert.doesNotMatch(await tooltip.innerText(), /read unit|RCU|eu-west-1/);
      await monitor.screenshot(`sample ${theme}`);
      await page.mouse.move(700, 300);
      await tooltip.waitFor({ state: 'hidden' });
    }
    assert.doesNotMatch(await workbench.webview.locator('footer').innerText(), /RCU/);
  });

  it('is announced to screen readers', async () => {
    const spoken = monitor.workbench.webview.locator('[role="status"]', { hasText: note });
    await spoken.waitFor({ state: 'attached' });
  });

  it('is lively: the dashboard updates automatically', async () => {
    const footer = monitor.workbench.webview.locator('footer');
    const total = async (): Promise<string> => (await footer.innerText()).split(' jobs')[0] ?? '';
    const before = await total();
    await until('new jobs came', async () => ((await total()) === before ? undefined : true), {
      timeoutMs: 45_000,
    });
  });

  it('marks the details of a job and its event', async () => {
    const { workbench } = monitor;
    await workbench.webview.getByRole('row').nth(3).click();
    const details = workbench.webview.getByRole('complementary', { name: 'Job details' });
    await details.getByText('Sample data').waitFor();
    await monitor.screenshot('sample details');
    await details.getByRole('button', { name: 'Open Full Event' }).click();
    await workbench.editorTab('(sample).json').waitFor();
    await workbench.page.locator('.editor-instance').getByText(`// ${note}`).waitFor();
    await monitor.screenshot('sample event');
    await workbench.editorTab('Batch Dashboard (Sample)').click();
    await banner().waitFor();
  });

  it('is still on after the window is reloaded', async () => {
    const { workbench } = monitor;
    await workbench.reload();
    await workbench.statusBarItem('Sample: ').waitFor();
    await workbench.openView('Batch Monitor');
    await workbench.page.locator('.sidebar').getByText(note).waitFor();
  });

  it('shows its mark in a narrow dashboard, also beside the details', async () => {
    const { workbench } = monitor;
    const { page } = workbench;
    await workbench.runCommand('Batch Monitor: Open Dashboard');
    await banner().waitFor();
    await workbench.webview.getByRole('button', { name: 'Close details' }).click();
    await page.setViewportSize({ width: 760, height: 900 });
    await until('a narrow banner', async () => {
      const box = await banner().boundingBox();
      assert(box && box.width <= 430 && box.height < 200, JSON.stringify(box));
      return true;
    });
    for (const name of ['End Sample Data', 'Set Up']) {
      await banner().getByRole('button', { name }).waitFor();
    }
    // Here was room for charts before.
    await workbench.webview.getByRole('button', { name: 'Charts' }).click();
    await monitor.screenshot('sample narrow');
    await workbench.webview.getByRole('row').nth(2).click();
    const details = workbench.webview.getByRole('complementary', { name: 'Job details' });
    await details.getByText('Sample data').waitFor();
    await monitor.screenshot('sample narrow details');
    await page.keyboard.press('Escape');
    await details.waitFor({ state: 'detached' });
    await page.setViewportSize({ width: 1440, height: 900 });
  });

  it('ends with one click, and removes all its labels', async () => {
    const { workbench } = monitor;
    await banner().getByRole('button', { name: 'End Sample Data' }).click();
    await workbench.page
      .locator('.sidebar')
      .getByRole('button', { name: 'Show Sample Data', exact: true })
      .waitFor();
    await banner().waitFor({ state: 'detached' });
    await workbench.editorTab('Batch Dashboard').waitFor();
    await workbench.statusBarItem('Sample: ').waitFor({ state: 'detached' });
    await workbench.editorTab('Batch Dashboard (Sample)').waitFor({ state: 'detached' });
    await monitor.screenshot('sample ended');
  });
});
