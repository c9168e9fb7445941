import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import axe from 'axe-core';
import type { FrameLocator, Locator } from 'playwright-core';
import { localTable } from '../../local/dynamodb/emulatorEnvironment';
import { TempFolder } from '../../local/process/tempFolder';
import { themes } from '../../local/vscode/themes';
import { until } from '../../local/process/until';
import { readCsv } from '../../support/oracles/readCsv';
import { record, recordSimulatedDay } from './simulatedJobs';
import { Monitor } from './workbench';

const jobs = 600;

interface BatchEvent {
  time: string;
  detail: { jobId: string; jobName: string; status: string };
}

const captured = JSON.parse(
  readFileSync('test/fixtures/events/01-nasa-hls-failed-ec2-exit1.json', 'utf8'),
) as BatchEvent;

describe('the dashboard in VS Code', () => {
  let monitor: Monitor;
  let page: FrameLocator;
  const violations: string[] = [];

  before(async () => {
    monitor = await Monitor.open({
      index: true,
      settings: { 'batchMonitor.refreshIntervalSeconds': 0 },
    });
    const { workbench } = monitor;
    workbench.page.on('console', message => {
      if (
        /Content Security Policy/i.test(message.text()) &&
        /webview(\/[\w-]+)?\.(js|css)/.test(message.text())
      ) {
        violations.push(message.text());
      }
    });
    await workbench.openView('Batch Monitor');
    // A refresh while the first one is under way is the same one, which may have missed what is written now.
    await workbench.page.locator('.sidebar').getByText('The table has no jobs yet').waitFor();
    await recordSimulatedDay(monitor.client, jobs);
    await workbench.runCommand('Batch Monitor: Refresh');
    await workbench.treeRow('Ingest').waitFor();
    page = workbench.webview;
  });

  after(() => monitor.close());

  const grid = (): Locator => page.getByRole('grid', { name: 'Jobs' });
  const cells = (column: number): Locator =>
    grid().locator(`[role="gridcell"][aria-colindex="${column}"]`);
  const firstCell = (column: number): Locator =>
    grid().locator(`[aria-rowindex="2"] [aria-colindex="${column}"]`);
  const footer = (): Locator => page.getByRole('contentinfo');

  /** Waits until the element's text, as a reader sees it, has `text`. */
  async function shows(locator: Locator, text: RegExp | string): Promise<void> {
    await until(`${String(text)} to be seen`, async () => {
      const seen = (await locator.innerText()).replace(/\s+/g, ' ').trim();
      assert(typeof text === 'string' ? seen.includes(text) : text.test(seen), `saw: ${seen}`);
      return true;
    });
  }

  /** Waits until the cells of a column are as they should be: the footer may be ahead of them. */
  const cellsAre = (column: number, check: (texts: readonly string[]) => void): Promise<true> =>
    until(`the cells of column ${column}`, async () => {
      check((await cells(column).allInnerTexts()).map(text => text.trim()));
      return true;
    });

  /** Waits until the keyboard is on this row of the table, as a screen reader counts them. */
  const keyboardOn = (row: number): Promise<void> =>
    grid().locator(`[aria-rowindex="${row}"]:focus-within`).waitFor();

  async function choose(filter: string, value: string): Promise<void> {
    const filters = page.getByRole('region', { name: 'Filters' });
    await filters.getByRole('button', { name: filter }).first().click();
    const option = page.getByRole('option', { name: value });
    await option.click();
    await monitor.workbench.page.keyboard.press('Escape');
    await option.waitFor({ state: 'hidden' });
  }

  async function clear(): Promise<void> {
    await page.getByRole('button', { name: 'Clear' }).first().click();
    await shows(footer(), new RegExp(`^${jobs} jobs`));
  }

  it('opens with failed jobs from the status bar, and shows the total', async () => {
    const item = monitor.workbench.statusBarItem('failed');
    await item.click();
    await shows(footer(), /[1-9]\d* of 600 jobs/);
    const failed = /(\d+) of 600/.exec(await footer().innerText())?.[1];
    await shows(item, `${failed} failed`);
    await shows(page.locator('.failures-head'), `${failed} failed`);
    await page.getByRole('tab', { name: 'Jobs' }).click();
    await cellsAre(4, statuses => assert.deepEqual([...new Set(statuses)], ['FAILED']));
    await clear();
  });

  it('opens the failures by cause from the status bar, with actions in a menu, and shows the jobs of one', async () => {
    const { workbench } = monitor;
    await workbench.statusBarItem('failed').click();
    const groups = page.locator('.failure');
    await groups.first().waitFor();
    await shows(groups.first(), /\d+ unresolved/);
    await monitor.screenshot('failures');
    await workbench.runMenuItem(
      groups.first().locator('.failure-signature'),
      ['Copy as Text'],
      workbench.statusBarItem('Copied'),
    );
    await page.getByRole('button', { name: 'Show These Jobs' }).first().click();
    await cellsAre(4, statuses => assert.deepEqual([...new Set(statuses)], ['FAILED']));
    await clear();
  });

  it('shows nine columns, newest first', async () => {
    assert.deepEqual(
      (await grid().getByRole('columnheader').allInnerTexts()).map(text => text.trim()),
      [
        'Media ID',
        'Task ID',
        'Task Type',
        'Status',
        'Job ID',
        'Job Name',
        'Region',
        'Timestamp',
        'Status Reason',
      ],
    );
    await cellsAre(8, times => {
      assert(times.length > 10);
      assert.deepEqual(times, times.toSorted().toReversed());
    });
  });

  it('filters by several values at once, and updates the counts', async () => {
    await choose('Task Type', 'Ingest');
    await choose('Task Type', 'Storage');
    await choose('Status', 'SUCCEEDED');
    await shows(footer(), /\d+ of 600 jobs/);
    await cellsAre(3, types =>
      assert.deepEqual([...new Set(types)].toSorted(), ['Ingest', 'Storage']),
    );
    await clear();
  });

  it('sorts by a column, in both directions', async () => {
    const header = grid().getByRole('columnheader', { name: 'Region' });
    await header.click();
    await grid().locator('[aria-sort="ascending"]', { hasText: 'Region' }).waitFor();
    await shows(firstCell(7), 'ap-southeast-2');
    await header.click();
    await shows(firstCell(7), 'us-west-2');
    await grid().getByRole('columnheader', { name: 'Timestamp' }).click();
    await grid().locator('[aria-sort="descending"]', { hasText: 'Timestamp' }).waitFor();
  });

  it('opens the details of a job with the keyboard, follows the arrow keys and closes on Escape', async () => {
    const { keyboard } = monitor.workbench.page;
    await firstCell(6).click();
    const details = page.getByRole('complementary', { name: 'Job details' });
    await shows(details, 'Job queue');
    await keyboard.press('Escape');
    await details.waitFor({ state: 'hidden' });
    await keyboardOn(2);
    await keyboard.press('ArrowDown');
    await keyboardOn(3);
    // Hidden while the details take its room.
    const second = await grid().locator('[aria-rowindex="3"] [aria-colindex="6"]').innerText();
    await keyboard.press('Enter');
    await details.waitFor();
    await shows(details, second.replace(/….*$/, '').trim());
    await keyboard.press('Escape');
    await details.waitFor({ state: 'hidden' });
  });

  it('exports the jobs it shows to a file', async () => {
    const { workbench } = monitor;
    const folder = new TempFolder();
    try {
      const file = path.join(folder.path, 'jobs.csv');
      await choose('Status', 'FAILED');
      await shows(footer(), /\d+ of 600 jobs/);
      const failed = Number(/(\d+) of 600/.exec(await footer().innerText())?.[1]);
      await page.getByRole('button', { name: 'Export' }).click();
      const dialog = workbench.page.locator('.quick-input-widget');
      await dialog.getByText(`Export ${failed} jobs`).waitFor();
      const name = dialog.locator('input[type="text"]').first();
      const defaultValue = /batch-jobs-\d{4}-\d\d-\d\dT\d{4}\.csv$/;
      await until('a name', async () => defaultValue.test(await name.inputValue()));
      await workbench.saveAs(file);
      await until('the file is written', () => existsSync(file));
      const [, ...rows] = readCsv(readFileSync(file, 'utf8'));
      assert.deepEqual(new Set(rows.map(row => row[3])), new Set(['FAILED']));
      assert.equal(rows.length, failed);
      await until('the export is told', async () => {
        const told = await workbench.notifications();
        assert(
          told.some(text => text.includes(`Exported ${failed} jobs to jobs.csv.`)),
          told.join('\n'),
        );
        return true;
      });
    } finally {
      folder.remove();
    }
    await clear();
  });

  it('opens the full event of a job as JSON without its secrets', async () => {
    const { workbench } = monitor;
    await record(monitor.client, captured);
    await workbench.runCommand('Batch Monitor: Refresh');
    await shows(footer(), `${jobs + 1} jobs`);
    await choose('Task Type', 'HLSVIInfraJobQueue');
    await page.getByRole('gridcell', { name: captured.detail.jobName }).first().click();
    await page.getByRole('button', { name: 'Open Full Event' }).click();
    const editor = workbench.page.locator('.editor-instance .view-lines');
    await shows(editor, 'Batch Job State Change');
    await workbench.focusedEditor.waitFor();
    await workbench.page.keyboard.press('Control+F');
    await workbench.page.locator('.find-widget.visible .find-part textarea:focus').waitFor();
    await workbench.page.keyboard.type('(redacted)');
    await shows(workbench.page.locator('.find-widget .matchesCount'), 'of 2');
    await workbench.page.keyboard.press('Escape');
    await workbench.runCommand('View: Close Editor');
    await shows(footer(), /\d+ of 601 jobs/);
  });

  it('keeps filter, selection and details when the table changes', async () => {
    const { workbench } = monitor;
    const details = page.getByRole('complementary', { name: 'Job details' });
    await shows(details, captured.detail.jobName);
    await record(monitor.client, {
      ...captured,
      time: new Date().toISOString(),
      detail: { ...captured.detail, jobId: 'late-arrival', jobName: 'late-arrival-1' },
    });
    await workbench.runCommand('Batch Monitor: Refresh');
    await page.getByRole('gridcell', { name: 'late-arrival-1' }).waitFor();
    await shows(details, captured.detail.jobName);
    await shows(footer(), /of 602 jobs/);
    // By mouse: the palette may have left the keyboard outside the page.
    await details.getByRole('button', { name: 'Close details' }).click();
    await details.waitFor({ state: 'hidden' });
  });

  it('has a context menu for a row, as elsewhere in VS Code', async () => {
    const { workbench } = monitor;
    await until('the menu', async () => {
      await workbench.openMenu(firstCell(6), ['Open Full Event']);
      await monitor.screenshot('row menu');
      return true;
    });
    await workbench.runMenuItem(
      firstCell(6),
      ['Copy', 'Copy Job ID'],
      workbench.statusBarItem('Copied the job ID'),
    );
  });

  it('is restored after the window is reloaded', async () => {
    const { workbench } = monitor;
    await workbench.reload();
    await shows(footer(), /\d+ of 602 jobs/);
    await page.getByRole('button', { name: 'Clear' }).first().click();
    await shows(footer(), /^602 jobs/);
  });

  for (const theme of themes) {
    it(`is accessible and has its picture in ${theme}`, async () => {
      const { workbench } = monitor;
      await workbench.setTheme(theme);
      await firstCell(3).click();
      await shows(page.getByRole('complementary', { name: 'Job details' }), 'Technical');
      await monitor.screenshot(`vscode ${theme}`);
      assert.deepEqual(await accessibilityProblems(), []);
    });
  }

  it('kept its content security policy throughout', () => {
    assert.deepEqual(violations, []);
  });

  async function accessibilityProblems(): Promise<string[]> {
    const body = page.locator('body');
    await body.evaluate((_, source) => {
      // Evaluated by the debugger, so the page's policy is not in its way.
      (0, eval)(source);
    }, axe.source);
    return body.evaluate(async () => {
      const { violations: found } = await (window as unknown as { axe: typeof axe }).axe.run(
        document,
      );
      return found.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`);
    });
  }
});

describe('Batch Monitor without jobs to show', () => {
  let monitor: Monitor;

  before(async () => {
    monitor = await Monitor.open({
      theme: 'Default Light Modern',
      settings: {
        'batchMonitor.refreshIntervalSeconds': 0,
        'batchMonitor.tableName': 'NoSuchTable',
      },
    });
    await monitor.workbench.openView('Batch Monitor');
  });

  after(() => monitor.close());

  it('explains that the table is missing, without an unrequested popup', async () => {
    const { workbench } = monitor;
    const sidebar = workbench.page.locator('.sidebar');
    await sidebar.getByText('This table does not exist in this region').waitFor();
    await sidebar.getByRole('button', { name: 'Check Connection' }).waitFor();
    assert.deepEqual(await workbench.notifications(), []);
    await workbench.runCommand('Batch Monitor: Open Dashboard');
    await workbench.webview.getByText('Table "NoSuchTable" does not exist').waitFor();
    const alert = workbench.webview.getByRole('alert');
    await alert.getByRole('button', { name: 'Select Table' }).waitFor();
    await monitor.screenshot('missing table');
    // Who asks for a refresh is told why it failed.
    await workbench.runCommand('Batch Monitor: Refresh');
    const told = await workbench.firstNotification();
    assert.match(told, /Table "NoSuchTable" does not exist.*Select another table/s);
  });

  it('leads to the right table, and shows what to check when it is empty', async () => {
    const { workbench } = monitor;
    await workbench.webview.getByRole('button', { name: 'Select Table' }).click();
    await workbench.pick(localTable);
    await workbench.webview.getByText('No jobs yet').waitFor();
    await workbench.page.locator('.sidebar').getByText('The table has no jobs yet').waitFor();
    await monitor.screenshot('empty table');
    await workbench.webview.getByRole('button', { name: 'Check Connection' }).click();
    await workbench.page.getByText('The table is empty').first().waitFor();
  });
});
