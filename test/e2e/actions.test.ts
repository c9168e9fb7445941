import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { themes } from '../local/themes';
import { until } from '../local/until';
import { aFailedJob } from './items';
import { Monitor } from './workbench';

describe('actions in the workbench', () => {
  let monitor: Monitor;

  before(async function () {
    // The first run of all installs VS Code.
    this.timeout(400_000);
    const item = aFailedJob();
    monitor = await Monitor.open({
      items: [
        item,
        { ...item, jobId: 'running-1', jobName: 'storage-run-1', status: 'RUNNING' },
        { ...item, jobId: 'failed-2', jobName: 'ingest-again-2' },
      ],
    });
    await monitor.workbench.openView('Batch Monitor');
    await monitor.workbench.treeRow('Ingest').waitFor();
  });

  afterEach(async function () {
    if (this.currentTest?.isFailed()) {
      await monitor.screenshot(`failed ${this.currentTest.title}`);
    }
  });

  after(() => monitor.close());

  const dialog = (): Locator => monitor.workbench.page.locator('.monaco-dialog-box');
  const history = (): Locator =>
    monitor.workbench.page.locator('.pane', { hasText: 'Action History' }).last();

  it('retries a job by keyboard alone, and says that it is simulated', async () => {
    const { workbench } = monitor;
    const { keyboard } = workbench.page;
    await workbench.runCommand('Batch Monitor: Retry Job (Simulated)…');
    await workbench.page.locator('.quick-input-widget', { hasText: 'Retry (Simulated)' }).waitFor();
    await keyboard.type('again');
    await keyboard.press('Enter');
    await dialog().getByText('Retry ingest-again-2 (Simulated)?').waitFor();
    await dialog().getByText('nothing is sent to AWS').waitFor();
    await monitor.screenshot('action dialog');
    await keyboard.press('Enter');
    await dialog().waitFor({ state: 'hidden' });
    const told = await until('the outcome is told', async () => {
      const texts = await workbench.notifications();
      return texts.some(text => text.includes('1 done')) ? texts : undefined;
    });
    assert(
      told.some(text => text.includes('Retry (Simulated): 1 done.')),
      told.join(),
    );
  });

  it('lists it in the history, with what would have been done', async () => {
    const { workbench } = monitor;
    await workbench.runCommand('Batch Monitor: Show Action History');
    const run = history().locator('[role="treeitem"]', { hasText: 'Retry (Simulated)' });
    await run.waitFor();
    await run.click();
    await history()
      .locator('[role="treeitem"]', { hasText: 'Simulated: would submit job' })
      .waitFor();
  });

  it('says when nothing passes the filter, and clears it', async () => {
    const { workbench } = monitor;
    await workbench.runCommand('Batch Monitor: Filter Action History…');
    await workbench.pick('Job');
    await workbench.page.keyboard.type('no such job');
    await workbench.page.keyboard.press('Enter');
    await workbench.page.locator('.quick-input-widget', { hasText: '0 of 1 entry' }).waitFor();
    await workbench.page.keyboard.press('Escape');
    await history().getByText('job “no such job”').waitFor();
    await monitor.screenshot('history filtered');
    await history().getByRole('button', { name: 'Clear Filter' }).last().click();
    await history().locator('[role="treeitem"]').first().waitFor();
  });

  it('has the history again after the window is reloaded', async () => {
    const { workbench } = monitor;
    await workbench.reload();
    await workbench.openView('Batch Monitor');
    await workbench.runCommand('Batch Monitor: Show Action History');
    await history().locator('[role="treeitem"]', { hasText: 'Retry (Simulated)' }).waitFor();
  });

  for (const theme of themes) {
    it(`can be read in ${theme}`, async () => {
      const { workbench } = monitor;
      await workbench.setTheme(theme);
      await workbench.runCommand('Batch Monitor: Show Action History');
      await history().locator('[role="treeitem"]').first().waitFor();
      await monitor.screenshot(`history ${theme}`);
      await workbench.runCommand('Batch Monitor: Abort Job (Simulated)…');
      await workbench.pick('storage-run-1');
      await dialog().getByText('Abort storage-run-1 (Simulated)?').waitFor();
      await monitor.screenshot(`action dialog ${theme}`);
      await workbench.page.keyboard.press('Escape');
      await dialog().waitFor({ state: 'hidden' });
    });
  }
});
