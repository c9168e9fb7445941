import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { columnIds, columnTitle, defaultColumnIds } from '../../../src/core/filter/columns';
import { roomOf } from './support/roomOf';
import { Dashboards, localTime, type DashboardPage } from './support/dashboardPage';
import { failures } from './support/failures';
import { madeUpJob } from './support/madeUpJobs';
import { themeKinds } from './support/themes';

describe('the columns of the table', () => {
  const dashboards = new Dashboards();

  before(() => dashboards.start());
  afterEach(() => dashboards.closePages());

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

  const drag = async ({ page }: DashboardPage, header: Locator, by: number): Promise<void> => {
    const box = await header.locator('.resizer').boundingBox();
    assert.ok(box);
    await page.mouse.move(box.x + 4, box.y + 10);
    await page.mouse.down();
    await page.mouse.move(box.x + 4 + by, box.y + 10, { steps: 4 });
    await page.mouse.up();
  };

  it('are resized by the mouse', async () => {
    const dashboard = await open();
    const header = dashboard.header('Job Name');
    const before = await width(header);
    await drag(dashboard, header, 60);

    assert.equal(Math.round(await width(header)), Math.round(before + 60));
    assert.equal(await width(dashboard.cell(3, 5)), await width(header));
    assert.equal(await dashboard.header('Timestamp').getAttribute('aria-sort'), 'descending');
  });

  it('fit their content at a double click on their edge', async () => {
    const dashboard = await open();
    const header = dashboard.header('Job Name');
    await drag(dashboard, header, -60);
    const cell = dashboard.cell(3, 5);
    const isCut = (): Promise<boolean> => cell.evaluate(one => one.scrollWidth > one.clientWidth);
    assert.equal(await isCut(), true);
    await header.locator('.resizer').dblclick();
    assert.equal(await isCut(), false);

    await dashboard.header('Job ID').locator('.resizer').dblclick();
    const id = dashboard.cell(1, 4);
    await id.getByText(madeUpJob(1).jobId).waitFor();
    assert.equal(await id.evaluate(one => one.scrollWidth > one.clientWidth), false);
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
    const local = localTime(Date.UTC(2026, 10, 23, 10));
    assert.equal(await time.getAttribute('title'), `2026-11-23 10:00:00Z · ${local}`);
  });

  it('come in two presets, one click each, which are kept', async () => {
    const dashboard = await open();
    const preset = (name: string): Locator =>
      dashboard.page.locator('.tools').getByRole('button', { name });
    assert.equal(await preset('Classic').getAttribute('aria-pressed'), 'true');
    await preset('Triage').click();
    const triage = ['Status', 'Age', 'Task Type', 'Status Reason', 'Media ID', 'Job Name'];
    assert.deepEqual(await titles(dashboard), triage);
    await dashboard
      .cell(0, 1)
      .getByText(/ago|just now/)
      .waitFor();

    await dashboard.page.evaluate(() => sessionStorage.clear());
    await dashboard.page.reload();
    await dashboard.ready();
    assert.deepEqual(await titles(dashboard), triage);
    assert.equal(await preset('Triage').getAttribute('aria-pressed'), 'true');
    await preset('Classic').click();
    assert.deepEqual(await titles(dashboard), defaultColumnIds.map(columnTitle));
  });

  it('leave Region out while all jobs have the same, not for a filter', async () => {
    const one = await dashboards.open({ jobs: 0, more: failures(40) });
    await one.ready();
    assert.deepEqual(
      await titles(one),
      defaultColumnIds.filter(id => id !== 'region').map(columnTitle),
    );

    const several = await open();
    assert.ok((await titles(several)).includes('Region'));
    await several.choose('Region', 'ap-south-1');
    await several.footer.getByText(/of 300 jobs/).waitFor();
    assert.ok((await titles(several)).includes('Region'));
  });

  it('go one by one on a narrow page, the least important first, and come back', async () => {
    const dashboard = await open();
    await dashboard.page.setViewportSize({ width: 620, height: 700 });
    await dashboard.header('Task ID').waitFor({ state: 'detached' });
    const few = await titles(dashboard);
    assert.ok(few.includes('Status') && few.includes('Status Reason'), few.join());
    const overflow = await dashboard.grid.evaluate(grid => grid.scrollWidth - grid.clientWidth);
    assert.equal(overflow, 0);

    await dashboard.page.setViewportSize({ width: 1600, height: 900 });
    await dashboard.header('Task ID').waitFor();
    assert.equal((await titles(dashboard)).length, 9);
  });

  it('are listed with why the table hides them now', async () => {
    const dashboard = await dashboards.open({ width: 900, jobs: 0, more: failures(30) });
    await dashboard.ready();
    const optionOf = (name: string): Promise<string> =>
      dashboard.page.getByRole('option', { name }).innerText();
    await dashboard.button('Columns').click();
    assert.match(await optionOf('Region'), /^Region\s+hidden: one value$/);
    assert.match(await optionOf('Task ID'), /^Task ID\s+hidden: no room$/);
    assert.match(await optionOf('Status Reason'), /^Status Reason$/);
    await dashboard.screenshot('columns-hidden');
    await dashboard.page.setViewportSize({ width: 1600, height: 900 });
    await dashboard.header('Task ID').waitFor();
    await dashboard.page.getByRole('option', { name: /^Task ID$/ }).waitFor();
    assert.match(await optionOf('Region'), /hidden: one value/);
  });

  it('say of which media the jobs are, beside the details of a page of 900 px', async () => {
    const dashboard = await dashboards.open({ width: 900, jobs: 0, more: failures(30) });
    await dashboard.ready();
    await dashboard.cell(1, 1).click();
    await dashboard.details.waitFor();
    await dashboard.header('Media ID').waitFor();
    const { reasonInSight } = await roomOf(dashboard);
    assert.ok(reasonInSight >= 22, `${reasonInSight} characters`);
    await dashboard.screenshot('details-900');
  });

  it('keep their widths for another filter, unless its jobs need more space', async () => {
    const long = {
      ...madeUpJob(299),
      jobId: 'long',
      jobName: 'nightly',
      region: 'us-gov-northwest-1',
    };
    const dashboard = await dashboards.open({ jobs: 299, more: [long] });
    await dashboard.ready();
    const widths = (): Promise<string> =>
      dashboard.grid
        .locator('.grid-area')
        .evaluate(area => area.style.getPropertyValue('--columns'));
    const search = dashboard.page.getByRole('combobox', { name: 'Search' });
    const searchFor = async (text: string, matching: RegExp): Promise<string> => {
      await search.fill(text);
      await dashboard.footer.getByText(matching).waitFor();
      return widths();
    };
    const before = await widths();
    assert.equal(await searchFor('failed', /of 300 jobs/), before);
    assert.equal(await searchFor('zebra', /^0 of 300 jobs/), before);

    const wider = await searchFor('nightly', /^1 of 300 jobs/);
    assert.notEqual(wider, before);
    assert.equal(await searchFor('', /^300 jobs/), wider);
  });

  it('leave the status in sight while the table scrolls sideways', async () => {
    for (const theme of themeKinds) {
      const dashboard = await dashboards.open({ theme, width: 1000 });
      await dashboard.ready();
      await dashboard.button('Columns').click();
      for (const name of ['Job Queue', 'Job Definition', 'Duration', 'Attempts', 'Workspace']) {
        await dashboard.page.getByRole('option', { name }).click();
      }
      await dashboard.page.keyboard.press('Escape');
      await dashboard.grid.evaluate(grid => grid.scrollTo(10_000, 1_000));
      await dashboard.row(40).locator('.status-word').waitFor();
      const frame = await dashboard.grid.boundingBox();
      for (const cell of [dashboard.cell(50, 3), dashboard.header('Status').first()]) {
        assert.equal((await cell.boundingBox())?.x, frame?.x);
        const back = await cell.evaluate(one => {
          const { backgroundColor, backgroundImage } = getComputedStyle(one);
          return backgroundColor + backgroundImage;
        });
        assert.doesNotMatch(back, /^rgba\(0, 0, 0, 0\)none$/, 'what scrolls below shows through');
      }
      // On top of the rows that scroll below it.
      await dashboard.header('Status').first().click({ trial: true });
      await dashboard.screenshot(`pinned-status-${theme}`);
    }
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
