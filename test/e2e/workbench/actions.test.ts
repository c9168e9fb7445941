import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { themes } from '../../local/vscode/themes';
import { until } from '../../local/process/until';
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
  const picker = (text: string): Locator => monitor.workbench.picker.filter({ hasText: text });
  const selection = (text: string): Locator =>
    monitor.workbench.webview.getByRole('region', { name: 'Selection' }).getByText(text);
  const closeEditors = async (): Promise<void> => {
    await monitor.workbench.runCommand('View: Close All Editors');
    // The next dashboard is a new one.
    await monitor.workbench.editorTab('').waitFor({ state: 'detached' });
    await monitor.workbench.page.locator('iframe.webview').first().waitFor({ state: 'detached' });
  };
  const details = (): Locator =>
    monitor.workbench.webview.getByRole('complementary', { name: 'Job details' });
  const history = (): Locator =>
    monitor.workbench.page.locator('.pane', { hasText: 'Action History' }).last();

  /** Resolves when it has the keyboard: a palette that was opened before would be closed by that. */
  const showHistory = async (): Promise<void> => {
    await monitor.workbench.runCommand('Batch Monitor: Show Action History');
    await history().locator(':focus').first().waitFor();
  };

  it('retries a job with the keyboard alone, and shows that it is simulated', async () => {
    const { workbench } = monitor;
    const { keyboard } = workbench.page;
    await workbench.runCommand('Batch Monitor: Retry Job (Simulated)…');
    await picker('Retry (Simulated)').waitFor();
    await keyboard.type('again');
    await workbench.picker
      .locator('.monaco-list-row.focused', { hasText: 'ingest-again-2' })
      .waitFor();
    await keyboard.press('Enter');
    await dialog().getByText('Retry ingest-again-2 (Simulated)?').waitFor();
    await dialog().getByText('nothing is sent to AWS').waitFor();
    await monitor.screenshot('action dialog');
    await workbench.confirm();
    const told = await until('the outcome is told', async () => {
      const texts = await workbench.notifications();
      return texts.some(text => text.includes('1 done')) ? texts : undefined;
    });
    assert(
      told.some(text => text.includes('Retry (Simulated): 1 done.')),
      told.join(),
    );
  });

  it('lists it in the history, with what would have happened', async () => {
    await showHistory();
    const run = history().locator('[role="treeitem"]', { hasText: 'Retry (Simulated)' });
    await run.waitFor();
    await run.click();
    await history()
      .locator('[role="treeitem"]', { hasText: 'Simulated: would submit job' })
      .waitFor();
  });

  it('shows that nothing matches the filter, and clears it', async () => {
    const { workbench } = monitor;
    await workbench.runCommand('Batch Monitor: Filter Action History…');
    await workbench.pick('Job');
    await picker('Filter by Job').waitFor();
    await workbench.page.keyboard.type('no such job');
    await workbench.page.keyboard.press('Enter');
    await workbench.page.getByPlaceholder('0 of 1 entries match').waitFor();
    await workbench.closePicker();
    await history().getByText('job "no such job"').waitFor();
    await monitor.screenshot('history filtered');
    await history().getByRole('button', { name: 'Clear Filter' }).last().click();
    await history().locator('[role="treeitem"]').first().waitFor();
  });

  it('applies to all jobs that match the filter of the dashboard except deselected ones, from the menu of a row', async () => {
    const { workbench } = monitor;
    const { page } = workbench;
    await workbench.runCommand('Batch Monitor: Open Dashboard');
    const grid = workbench.webview.getByRole('grid', { name: 'Jobs' });
    const cell = (name: string): Locator => grid.getByRole('gridcell', { name }).first();
    await cell('storage-run-1').click();
    await page.keyboard.press('Control+A');
    await selection('3 jobs selected').waitFor();
    // A key that VS Code gets too is answered by the time that a later one is.
    await workbench.runCommand('Batch Monitor: Open Dashboard');
    const chosenText = await grid.evaluate(() => String(document.getSelection()));
    assert.equal(chosenText, '', 'no text of the page is chosen');
    await cell('ingest-again-2').click({ modifiers: ['Control'] });
    await selection('2 jobs selected').waitFor();
    await workbench.runMenuItem(
      cell('storage-run-1'),
      ['Mark as Broken…'],
      dialog().getByText('Mark 2 jobs as broken?'),
      () => monitor.screenshot('row menu of actions'),
    );
    await monitor.screenshot('action dialog of many');
    await dialog().getByRole('button', { name: 'Show List' }).click();
    await workbench.editorTab('Preview of Mark as Broken').waitFor();
    await monitor.screenshot('action preview');
    await closeEditors();
  });

  it('acknowledges all matching jobs except deselected ones, and then offers to unacknowledge', async () => {
    const { workbench } = monitor;
    const { page } = workbench;
    await workbench.runCommand('Batch Monitor: Open Dashboard');
    const grid = workbench.webview.getByRole('grid', { name: 'Jobs' });
    const cell = (name: string): Locator => grid.getByRole('gridcell', { name }).first();
    const menuOf = (name: string): Promise<string[]> =>
      until(`the menu of ${name}`, async () => {
        await workbench.openMenu(cell(name), ['Open Full Event']);
        const labels = await workbench.menu.locator('.action-label').allInnerTexts();
        return labels.includes('Open Full Event') ? labels : undefined;
      });
    await cell('storage-run-1').click();
    await page.keyboard.press('Control+A');
    await selection('3 jobs selected').waitFor();
    await cell('ingest-again-2').click({ modifiers: ['Control'] });
    await selection('2 jobs selected').waitFor();
    await workbench.runMenuItem(
      cell('storage-run-1'),
      ['Acknowledge Failure'],
      workbench.statusBarItem('1 failed'),
    );
    await grid.getByRole('img', { name: 'Failure acknowledged' }).waitFor();

    await cell('storage-run-1').click();
    await selection('jobs selected').waitFor({ state: 'hidden' });
    const running = await menuOf('storage-run-1');
    await workbench.closeMenu();
    await workbench.focusPage();
    await until('the keyboard to be where it was before the menu', () =>
      cell('storage-run-1').evaluate(it => it === document.activeElement && document.hasFocus()),
    );
    await cell('storage-run-1').press('Enter');
    // Who opens the details by key is led into them.
    await workbench.webview.locator('.drawer-close:focus').waitFor();
    await workbench.webview.getByRole('button', { name: /^Abort \(Simulated/ }).click();
    await dialog().getByRole('button', { name: 'Cancel' }).click();
    await dialog().waitFor({ state: 'hidden' });
    await workbench.focusPage();
    await until('the keyboard to be where it was before the dialog', () =>
      workbench.webview
        .locator('vscode-button.action', { hasText: 'Abort' })
        .evaluate(it => it === document.activeElement && document.hasFocus()),
    );
    await cell('pre-').click();
    const acknowledged = await menuOf('pre-');
    await workbench.runMenuItem(
      cell('pre-'),
      ['Unacknowledge Failure'],
      workbench.statusBarItem('2 failed'),
    );
    const acts = (labels: readonly string[]): string[] =>
      labels.filter(label => /Failure|Retry|Abort|Broken/.test(label));
    assert.deepEqual(acts(running), ['Abort Job (Simulated)…', 'Mark as Broken…']);
    assert.deepEqual(acts(acknowledged), [
      'Unacknowledge Failure',
      'Retry Job (Simulated)…',
      'Mark as Broken…',
    ]);
    await closeEditors();
  });

  it('has the history again after the window is reloaded', async () => {
    const { workbench } = monitor;
    await workbench.reload();
    await workbench.openView('Batch Monitor');
    await workbench.treeRow('Ingest').waitFor();
    await showHistory();
    await history().locator('[role="treeitem"]', { hasText: 'Retry (Simulated)' }).waitFor();
  });

  it('marks a job as broken from the dashboard, and shows it in table and details at once', async () => {
    const { workbench } = monitor;
    await workbench.runCommand('Batch Monitor: Open Dashboard');
    await workbench.webview.getByRole('grid', { name: 'Jobs' }).getByText('ingest-again-2').click();
    await details().getByRole('button', { name: 'More Actions' }).click();
    await workbench.webview.getByRole('menuitem', { name: 'Mark as Broken' }).click();
    await workbench.confirm();
    await workbench.webview
      .getByRole('grid')
      .getByRole('img', { name: 'Marked as broken' })
      .waitFor();
    await details().locator('.mark-note', { hasText: / by / }).waitFor();
    await details().locator('.recent-actions', { hasText: 'Mark as Broken' }).waitFor();
  });

  it('retries it from there, simulated, and lists both in the history of the dashboard', async () => {
    const { workbench } = monitor;
    await details()
      .getByRole('button', { name: /^Retry \(Simulated\)/ })
      .click();
    await dialog().getByText('nothing is sent to AWS').waitFor();
    await workbench.confirm();
    await workbench.webview.getByRole('button', { name: 'Action History', exact: true }).click();
    const table = workbench.webview.getByRole('table', { name: 'Action History' });
    await until(
      'another retry',
      async () => (await table.getByText('Retry (Simulated)').count()) === 2,
    );
    await table.getByText('Mark as Broken').waitFor();
  });

  for (const theme of themes) {
    it(`is readable in ${theme}`, async () => {
      const { workbench } = monitor;
      await workbench.setTheme(theme);
      await showHistory();
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

  it('clears the history from the dashboard after a confirmation', async () => {
    const { workbench } = monitor;
    await workbench.webview.getByRole('button', { name: 'Clear History…' }).click();
    await workbench.confirm();
    await workbench.webview.getByText('No actions yet').waitFor();
  });
});
