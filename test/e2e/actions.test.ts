import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { themes } from '../local/themes';
import { until } from '../local/until';
import { aFailedJob } from './items';
import { Monitor } from './workbench';

describe('actions in the workbench', () => {
  let monitor: Monitor;

  before(async () => {
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

  after(() => monitor.close());

  const dialog = (): Locator => monitor.workbench.page.locator('.monaco-dialog-box');
  const menu = (): Locator => monitor.workbench.page.locator('.monaco-menu');
  /** VS Code is deaf to clicks for a moment after a menu has come. */
  const chooseOfMenu = (label: string): Promise<true> =>
    until(`the menu to close on ${label}`, async () => {
      if ((await menu().count()) > 0) {
        await menu().getByText(label).click({ timeout: 1_000 });
      }
      return (await menu().count()) === 0;
    });
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
    await workbench.page.locator('.quick-input-widget', { hasText: 'Jobs to Show' }).waitFor();
    await workbench.page.keyboard.type('no such job');
    await workbench.page.keyboard.press('Enter');
    await workbench.page.getByPlaceholder('Entries that pass: 0 of 1').waitFor();
    await workbench.page.keyboard.press('Escape');
    await history().getByText('job “no such job”').waitFor();
    await monitor.screenshot('history filtered');
    await history().getByRole('button', { name: 'Clear Filter' }).last().click();
    await history().locator('[role="treeitem"]').first().waitFor();
  });

  it('takes all that pass the dashboard’s filter but those left out, from the menu of a row', async () => {
    const { workbench } = monitor;
    const { page } = workbench;
    await workbench.runCommand('Batch Monitor: Open Dashboard');
    const grid = workbench.webview.getByRole('grid', { name: 'Jobs' });
    const cell = (name: string): Locator => grid.getByRole('gridcell', { name }).first();
    await cell('storage-run-1').click();
    await page.keyboard.press('Control+A');
    await workbench.webview
      .getByRole('region', { name: 'Selection' })
      .getByText('3 jobs selected')
      .waitFor();
    // A key that VS Code gets too is answered by the time that a later one is.
    await workbench.runCommand('Batch Monitor: Open Dashboard');
    const chosenText = await grid.evaluate(() => String(document.getSelection()));
    assert.equal(chosenText, '', 'no text of the page is chosen');
    await cell('ingest-again-2').click({ modifiers: ['Control'] });
    await cell('storage-run-1').click({ button: 'right' });
    await menu().getByText('Mark as Broken…').waitFor();
    await monitor.screenshot('row menu of actions');
    await chooseOfMenu('Mark as Broken…');
    await dialog().getByText('Mark 2 jobs as broken?').waitFor();
    await monitor.screenshot('action dialog of many');
    await dialog().getByRole('button', { name: 'Show List' }).click();
    await workbench.editorTab('Preview of Mark as Broken').waitFor();
    await monitor.screenshot('action preview');
    await workbench.runCommand('View: Close All Editors');
  });

  it('acknowledges all that pass but those left out, and then offers to count the failure again', async () => {
    const { workbench } = monitor;
    const { page } = workbench;
    await workbench.runCommand('Batch Monitor: Open Dashboard');
    const grid = workbench.webview.getByRole('grid', { name: 'Jobs' });
    const cell = (name: string): Locator => grid.getByRole('gridcell', { name }).first();
    const menuOf = async (name: string): Promise<string[]> => {
      await cell(name).click({ button: 'right' });
      await menu().getByText('Open Full Event').waitFor();
      return menu().locator('.action-label').allInnerTexts();
    };
    await cell('storage-run-1').click();
    await page.keyboard.press('Control+A');
    await cell('ingest-again-2').click({ modifiers: ['Control'] });
    await menuOf('storage-run-1');
    await chooseOfMenu('Acknowledge Failure');
    await workbench.statusBarItem('1 failed').waitFor();
    await grid.getByRole('img', { name: 'Failure acknowledged' }).waitFor();

    await cell('storage-run-1').click();
    const running = await menuOf('storage-run-1');
    await page.keyboard.press('Escape');
    await until('the keyboard to be where it was before the menu', () =>
      cell('storage-run-1').evaluate(it => it === document.activeElement),
    );
    await cell('storage-run-1').press('Enter');
    await workbench.webview.getByRole('button', { name: /^Abort \(Simulated/ }).click();
    await dialog().getByRole('button', { name: 'Cancel' }).click();
    await until('the keyboard to be where it was before the dialog', () =>
      workbench.webview
        .locator('vscode-button.action', { hasText: 'Abort' })
        .evaluate(it => it === document.activeElement),
    );
    await cell('pre-').click();
    const acknowledged = await menuOf('pre-');
    await chooseOfMenu('Count Failure Again');
    await workbench.statusBarItem('2 failed').waitFor();
    const acts = (labels: readonly string[]): string[] =>
      labels.filter(label => /Failure|Retry|Abort|Broken/.test(label));
    assert.deepEqual(acts(running), ['Abort Job (Simulated)…', 'Mark as Broken…']);
    assert.deepEqual(acts(acknowledged), [
      'Count Failure Again',
      'Retry Job (Simulated)…',
      'Mark as Broken…',
    ]);
    await workbench.runCommand('View: Close All Editors');
  });

  it('has the history again after the window is reloaded', async () => {
    const { workbench } = monitor;
    await workbench.reload();
    await workbench.openView('Batch Monitor');
    await workbench.treeRow('Ingest').waitFor();
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
