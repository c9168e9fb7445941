import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import type { Locator } from 'playwright-core';
import { themes } from '../../local/vscode/themes';
import { scaled } from '../../local/process/slowness';
import { until } from '../../local/process/until';
import { aFailedJob } from './items';
import { Monitor } from './workbench';

const captured = JSON.parse(
  readFileSync('test/fixtures/events/01-nasa-hls-failed-ec2-exit1.json', 'utf8'),
) as { readonly detail: Record<string, unknown> };

const eventOf = (jobId: string): string =>
  JSON.stringify({ ...captured, detail: { ...captured.detail, jobId } });

const items = [
  aFailedJob({
    account: '123456789012',
    media_id: '69490f5fc05fb78da7b7380f',
    fullEvent: eventOf('failed-1'),
  }),
  aFailedJob({
    jobId: 'running-1',
    jobName: 'nightly',
    status: 'RUNNING',
    fullEvent: eventOf('running-1'),
  }),
  aFailedJob({
    jobId: 'damaged-1',
    jobName: 'damaged',
    fullEvent: eventOf('damaged-1').slice(0, 2_500),
  }),
];

const [, nightly, damaged] = items;

describe('the event document in the workbench', () => {
  let monitor: Monitor;

  before(async () => {
    monitor = await Monitor.open({
      items,
      settings: { 'batchMonitor.refreshIntervalSeconds': 0 },
    });
    const { workbench } = monitor;
    await workbench.openView('Batch Monitor');
    await workbench.treeRow('Ingest').waitFor();
    for (const group of [/^FAILED/, /^RUNNING/]) {
      await open(group);
    }
    await workbench.treeRow('nightly').waitFor();
  });

  after(() => monitor.close());

  /** Opens a group of the tree. */
  async function open(group: RegExp): Promise<void> {
    const { page } = monitor.workbench;
    await page.getByRole('treeitem', { name: group }).click();
    await page.getByRole('treeitem', { name: group, expanded: true }).waitFor();
  }

  const menu = (): Locator => monitor.workbench.menu;
  const lines = (): Locator => monitor.workbench.page.locator('.editor-instance .view-lines');
  const press = (key: string): Promise<void> => monitor.workbench.page.keyboard.press(key);

  async function shows(text: RegExp | string): Promise<void> {
    const seen = async (): Promise<string> => (await lines().innerText()).replaceAll('\u00a0', ' ');
    await until(`the document shows ${String(text)}`, async () =>
      typeof text === 'string' ? (await seen()).includes(text) : text.test(await seen()),
    );
  }

  const tabs = (): Locator => monitor.workbench.page.locator('.tabs-container .tab');
  const focused = (): Promise<string | undefined> =>
    monitor.workbench.page.evaluate(() => {
      const places = { '.monaco-editor': 'editor', '.sidebar': 'side bar' };
      const [, place] =
        Object.entries(places).find(([of]) => document.activeElement?.closest(of)) ?? [];
      return place;
    });

  const untilInEditor = (): Promise<true> =>
    until('the document has the focus', async () => (await focused()) === 'editor');

  /** As long as what a title takes to follow, and more: nothing tells that none will. */
  const moments = (): Promise<void> => delay(2_000);

  /** What the table says of a job changes, and the tree and the document have read it. */
  async function move(item: object | undefined, status: string, timestamp: string): Promise<void> {
    const { workbench } = monitor;
    await monitor.put([{ ...item, status, timestamp }]);
    const count = status === 'FAILED' ? '3 jobs' : '1 job';
    const group = workbench.page.getByRole('treeitem', {
      name: `${status}: ${count}`,
      exact: true,
    });
    await until(`the job to be ${status}`, async () => {
      // A refresh while the first one after a reload is under way is the same one, which may have missed it.
      await workbench.runCommand('Batch Monitor: Refresh');
      await group.waitFor({ timeout: scaled(10_000) });
      return true;
    });
  }

  it('copies the ID of the selected job in the view with the standard shortcut', async () => {
    const { workbench } = monitor;
    await workbench.treeRow('pre-69490').click();
    await workbench.editorTab('pre-69490f5fc05fb78da7b7380f-1766395755577 (FAILED)').waitFor();
    await untilInEditor();
    await workbench.focusTree('Jobs');
    await press('Control+c');
    await workbench.statusBarItem('Copied the job ID failed-1').waitFor();
    await press('Shift+Alt+c');
    await workbench.statusBarItem('Copied a link to the job in the dashboard').waitFor();
  });

  it('has a copy menu on a job of the view', async () => {
    const { workbench } = monitor;
    await workbench.runMenuItem(
      workbench.treeRow('pre-69490'),
      ['Copy', 'Copy Media ID'],
      workbench.statusBarItem('Copied the media ID'),
      async () => {
        assert(await menu().getByText('Open in AWS Console').isVisible());
        assert(await menu().getByText('Copy Job ARN').isVisible());
        await monitor.screenshot('copy menu of the view');
      },
    );
  });

  it('reveals values with its button after a warning, and hides them with another', async () => {
    const { workbench } = monitor;
    await workbench.treeRow('pre-69490').dblclick();
    await shows('"detail-type"');
    const { page } = workbench;
    await page.locator('.editor-actions').getByLabel('Reveal Environment Values').click();
    const dialog = page.locator('.monaco-dialog-box');
    await dialog.getByText('Reveal the environment values of this job?').waitFor();
    await monitor.screenshot('reveal warning');
    await dialog.getByRole('button', { name: 'Reveal Values' }).click();
    const hide = page.locator('.editor-actions').getByLabel('Hide Environment Values');
    await hide.waitFor();
    await monitor.screenshot('event revealed');
    await hide.click();
    await page.locator('.editor-actions').getByLabel('Reveal Environment Values').waitFor();
  });

  it('gets the new title once its cursor moves, and keeps the focus', async () => {
    const { workbench } = monitor;
    await workbench.treeRow('nightly').dblclick();
    await workbench.editorTab('nightly (RUNNING)').waitFor();
    await shows('"running-1"');
    await lines().click();
    await untilInEditor();
    await press('Control+Home');
    await workbench.statusBarItem('Ln 1,').waitFor();
    await move(nightly, 'SUCCEEDED', '2026-11-23T10:05:00Z');
    await untilInEditor();
    await press('ArrowDown');
    await workbench.editorTab('nightly (SUCCEEDED)').waitFor();
    await until('one tab of it', async () => (await tabs().count()) === 1);
    await untilInEditor();
    await moments();
    assert.equal(await focused(), 'editor');
    await press('ArrowDown');
    await workbench.statusBarItem('Ln 3,').waitFor();
  });

  it('keeps the focus in a view, and the title until the user returns', async () => {
    const { workbench } = monitor;
    await workbench.focusTree('Jobs');
    await move(nightly, 'FAILED', '2026-11-23T10:06:00Z');
    await moments();
    assert.equal(await focused(), 'side bar');
    await workbench.editorTab('nightly (SUCCEEDED)').waitFor();
    await lines().click();
    await workbench.editorTab('nightly (FAILED)').waitFor();
    await until('one tab of it', async () => (await tabs().count()) === 1);
    await untilInEditor();
  });

  it('explains above a damaged event what is wrong, without underlining all of it', async () => {
    const { workbench } = monitor;
    await workbench.treeRow('damaged').dblclick();
    await shows('The stored fullEvent is not valid JSON');
    assert.equal(await workbench.page.locator('.editor-instance .squiggly-error').count(), 0);
    await monitor.screenshot('damaged event');
  });

  it('is restored after the window is reloaded', async () => {
    const { workbench } = monitor;
    await workbench.reload();
    await shows('The stored fullEvent is not valid JSON');
    await workbench.editorTab('damaged (FAILED)').waitFor();
    assert.deepEqual(await workbench.notifications(), []);
    await open(/^FAILED/);

    // The restored editor is known for what it is: its title follows as any other.
    for (const [second, status] of ['SUCCEEDED', 'FAILED'].entries()) {
      await move(damaged, status, `2026-11-23T10:10:0${second}Z`);
      await lines().click();
      await press('Control+Home');
      await press('ArrowRight');
      await workbench.editorTab(`damaged (${status})`).waitFor();
    }
    await workbench.treeRow('damaged').waitFor();
  });

  it('has a copy menu on a row of the dashboard, for all selected jobs', async () => {
    const { workbench } = monitor;
    await workbench.runCommand('Batch Monitor: Open Dashboard');
    const grid = workbench.webview.getByRole('grid', { name: 'Jobs' });
    await grid.getByRole('gridcell', { name: 'damaged', exact: true }).click();
    await press('Control+a');
    await workbench.webview.getByText('3 jobs selected').first().waitFor();
    await workbench.runMenuItem(
      // The name is hidden while the details take its room.
      grid.getByRole('gridcell').filter({ hasText: 'FAILED' }).first(),
      ['Copy', 'Copy Job Name'],
      workbench.statusBarItem('Copied 3 job names'),
      () => monitor.screenshot('copy menu of the dashboard'),
    );
  });

  for (const theme of themes) {
    it(`has its pictures in ${theme}`, async () => {
      const { workbench } = monitor;
      await workbench.setTheme(theme);
      await workbench.treeRow('damaged').click();
      await shows('not valid JSON');
      await monitor.screenshot(`damaged event ${theme}`);
      await workbench.treeRow('pre-69490').click();
      await shows('"failed-1"');
      await monitor.screenshot(`event ${theme}`);
      await until('the copies of the menu', async () => {
        await workbench.openMenu(workbench.treeRow('pre-69490'), ['Copy', 'Copy Job ARN']);
        await monitor.screenshot(`copy menu ${theme}`);
        return true;
      });
      await workbench.closeMenu();
    });
  }
});
