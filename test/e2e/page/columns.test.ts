import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { columnIds, columnTitle } from '../../../src/core/filter/columns';
import { Dashboards, type DashboardPage } from './support/dashboardPage';
import { madeUpJob } from './support/madeUpJobs';

describe('the columns of the table', () => {
  const dashboards = new Dashboards();

  before(() => dashboards.start());
  afterEach(() => dashboards.closePages());
  after(() => dashboards.stop());

  const open = async (): Promise<DashboardPage> => {
    const dashboard = await dashboards.open();
    await dashboard.ready();
    return dashboard;
  };

  const titles = async ({ page }: DashboardPage): Promise<string[]> =>
    (await page.locator('.head-title').allInnerTexts()).map(text => text.trim());

  const width = async (locator: Locator): Promise<number> =>
    (await locator.boundingBox())?.width ?? 0;

  it('are selected from a list, and the selection is kept for later dashboards', async () => {
    const dashboard = await open();
    await dashboard.button('Columns').click();
    for (const name of ['Exit Code', 'Workspace', 'Task ID']) {
      await dashboard.page.getByRole('option', { name }).click();
    }
    await dashboard.page.keyboard.press('Escape');
    assert.ok(await dashboard.button('Columns').evaluate(b => b === document.activeElement));

    const expected = columnIds
      .map(columnTitle)
      .filter((title, index) => (index < 9 && title !== 'Task ID') || /Exit|Work/.test(title));
    assert.deepEqual(await titles(dashboard), expected);
    const failed = Array.from({ length: 40 }, (_, index) => index).find(
      index => madeUpJob(index).exitCode === 137,
    );
    assert.equal((await dashboard.cell(failed ?? -1, 8).innerText()).trim(), '137');

    await dashboard.page.evaluate(() => sessionStorage.clear());
    await dashboard.page.reload();
    await dashboard.ready();
    assert.deepEqual(await titles(dashboard), expected);

    await dashboard.button('Columns').click();
    await dashboard.button('Reset').click();
    assert.equal((await titles(dashboard)).length, 9);
  });

  it('are selected and moved with the keyboard alone', async () => {
    const dashboard = await open();
    const { keyboard } = dashboard.page;
    await dashboard.button('Columns').focus();
    await keyboard.press('Enter');
    await dashboard.page.getByRole('listbox', { name: 'Columns' }).waitFor();
    await keyboard.press('Alt+ArrowDown');
    await keyboard.press('ArrowDown');
    await keyboard.press(' ');
    const without = await titles(dashboard);
    await keyboard.press(' ');
    await keyboard.press(' ');
    assert.deepEqual(await titles(dashboard), without, 'shown and hidden again, and nothing else');
    await keyboard.press('Escape');

    assert.deepEqual(without.slice(0, 3), ['Task ID', 'Media ID', 'Status']);
  });

  it('keep the focus in the table when its column is hidden', async () => {
    const dashboard = await open();
    await dashboard.cell(0, 8).click();
    await dashboard.page.keyboard.press('Escape');
    await dashboard.button('Columns').click();
    await dashboard.page.getByRole('option', { name: 'Status Reason' }).click();
    assert.equal(await dashboard.grid.locator('[role=gridcell][tabindex="0"]').count(), 1);
  });

  it('move by dragging a header, and with Ctrl+Shift and an arrow key on it', async () => {
    const dashboard = await open();
    await dashboard.header('Region').dragTo(dashboard.header('Task ID'));
    assert.deepEqual((await titles(dashboard)).slice(0, 3), ['Media ID', 'Region', 'Task ID']);

    await dashboard.header('Region').focus();
    await dashboard.header('Region').click();
    await dashboard.page.keyboard.press('Control+Shift+ArrowRight');
    assert.deepEqual((await titles(dashboard)).slice(0, 3), ['Media ID', 'Task ID', 'Region']);
    const focused = await dashboard.page.evaluate(() => document.activeElement?.textContent);
    assert.match(focused ?? '', /Region/);
  });

  it('are resized with the mouse, and reset to the default width with a double click', async () => {
    const dashboard = await open();
    const header = dashboard.header('Job Name');
    const before = await width(header);
    const edge = header.locator('.resizer');
    const box = await edge.boundingBox();
    assert.ok(box);
    await dashboard.page.mouse.move(box.x + 4, box.y + 10);
    await dashboard.page.mouse.down();
    await dashboard.page.mouse.move(box.x + 64, box.y + 10, { steps: 4 });
    await dashboard.page.mouse.up();

    assert.equal(Math.round(await width(header)), Math.round(before + 60));
    assert.equal(await width(dashboard.cell(3, 5)), await width(header));
    assert.equal(await dashboard.header('Timestamp').getAttribute('aria-sort'), 'descending');

    await edge.dblclick();
    assert.equal(await width(header), before);
  });

  it('are resized with Shift and an arrow key on the header', async () => {
    const dashboard = await open();
    const header = dashboard.header('Status').first();
    await dashboard.cell(0, 3).focus();
    await dashboard.cell(0, 3).click();
    await dashboard.page.keyboard.press('Control+ArrowUp');
    await dashboard.page.keyboard.press('ArrowUp');
    const before = await width(header);
    await dashboard.page.keyboard.press('Shift+ArrowRight');
    assert.equal(await width(header), before + 16);
  });

  it('show times in UTC, or relative times that keep counting', async () => {
    const dashboard = await open();
    const time = dashboard.cell(0, 7);
    await dashboard.button('Columns').click();
    await dashboard.page.getByRole('checkbox', { name: 'UTC times' }).click();
    await time.getByText('2026-11-23 10:00:00Z').waitFor();

    await dashboard.page.getByRole('checkbox', { name: 'Relative times' }).click();
    await time.getByText(/just now|\d+ .* ago/).waitFor();
    assert.equal(await time.getAttribute('title'), '2026-11-23T10:00:00Z');
  });

  it('sort by a second key with Shift', async () => {
    const dashboard = await open();
    await dashboard.header('Region').click();
    await dashboard.header('Job Name').click({ modifiers: ['Shift'] });
    await dashboard.footer.getByText('by Region, A to Z, then by Job Name, A to Z').waitFor();
    await dashboard.header('Job Name').getByText('second sort key, ascending').waitFor();
    assert.equal(await dashboard.header('Region').getAttribute('aria-sort'), 'ascending');
    assert.equal(await dashboard.header('Job Name').getAttribute('aria-sort'), 'none');
    const jobs = Array.from({ length: 300 }, (_, index) => madeUpJob(index))
      .filter(({ region }) => region === 'ap-south-1')
      .map(({ jobName }) => jobName)
      .sort();
    await dashboard
      .cell(0, 5)
      .getByText(jobs[0] ?? '')
      .waitFor();
    assert.equal((await dashboard.cell(1, 5).innerText()).trim(), jobs[1]);
  });
});
