import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { Dashboards, localTime, type DashboardPage } from './support/dashboardPage';
import { failures } from './support/failures';
import { madeUpJob } from './support/madeUpJobs';

describe('the details of a job', () => {
  const dashboards = new Dashboards();
  const job = madeUpJob(3);

  before(() => dashboards.start());
  afterEach(() => dashboards.closePages());

  /** The large button; a small one of the same name stands beside the fact. */
  const copyId = ({ details }: DashboardPage): Locator =>
    details.locator('.buttons').getByRole('button', { name: 'Copy Job ID' });

  it('open on click, beside the table', async () => {
    const dashboard = await dashboards.open();
    await dashboard.ready();
    await dashboard.cell(3, 5).click();

    await dashboard.details.getByRole('heading', { name: job.jobName }).waitFor();
    await dashboard.details.getByText('Technical').waitFor();
    assert.match(await dashboard.details.innerText(), new RegExp(job.jobId));
    assert.equal(await dashboard.row(3).getAttribute('aria-selected'), 'true');
    const table = await dashboard.grid.boundingBox();
    const drawer = await dashboard.details.boundingBox();
    assert.ok(table && drawer && table.x + table.width <= drawer.x);
  });

  it('open with Enter and get the focus; Escape returns it', async () => {
    const dashboard = await dashboards.open();
    await dashboard.ready();
    const { keyboard } = dashboard.page;
    await dashboard.cell(0, 0).focus();
    await keyboard.press('ArrowDown');
    await keyboard.press('Enter');
    await dashboard.details.getByText('General').waitFor();
    await dashboard.page.waitForFunction(() =>
      document.activeElement?.matches('[aria-label="Close details"]'),
    );

    await keyboard.press('Escape');

    assert.equal(await dashboard.details.count(), 0);
    const cell = dashboard.cell(1, 0);
    assert.ok(await cell.evaluate(element => element === document.activeElement));
  });

  it('follow the arrow keys while they are open', async () => {
    const dashboard = await dashboards.open();
    await dashboard.ready();
    await dashboard.cell(3, 5).click();
    await dashboard.details.getByText(job.jobId).first().waitFor();

    await dashboard.page.keyboard.press('ArrowDown');

    await dashboard.details.getByText(madeUpJob(4).jobId).first().waitFor();
    assert.equal(await dashboard.row(4).getAttribute('aria-selected'), 'true');
  });

  it('cover a narrow page, and close with their button', async () => {
    const dashboard = await dashboards.open({ width: 400, height: 700 });
    await dashboard.ready();
    await dashboard.cell(3, 0).click();
    await dashboard.details.getByText('Technical').waitFor();
    assert.deepEqual(await dashboard.details.boundingBox(), {
      x: 0,
      y: 0,
      width: 400,
      height: 700,
    });
    await dashboard.screenshot('details-400');

    await dashboard.button('Close details').click();

    assert.equal(await dashboard.details.count(), 0);
  });

  it('request the full event of this job from the host', async () => {
    const dashboard = await dashboards.open();
    await dashboard.ready();
    await dashboard.cell(3, 5).click();
    await dashboard.button('Open Full Event').click();

    assert.deepEqual(await dashboard.receivedOf('command'), [
      { type: 'command', name: 'openEvent', jobId: job.jobId },
    ]);
  });

  it('copy the job ID, with or without the clipboard API', async () => {
    for (const allowed of [true, false]) {
      const dashboard = await dashboards.open();
      await dashboard.ready();
      const { page } = dashboard;
      await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
      await page.evaluate(isAllowed => {
        if (!isAllowed) {
          navigator.clipboard.writeText = () => Promise.reject(new Error('not allowed'));
        }
      }, allowed);
      await dashboard.cell(3, 5).click();
      // It says so for two seconds: who looks for it must have begun before.
      await Promise.all([dashboard.button('Copied').waitFor(), copyId(dashboard).click()]);

      assert.equal(await page.evaluate(() => navigator.clipboard.readText()), job.jobId);
      await copyId(dashboard).waitFor();
    }
  });

  it('follow the job as it changes', async () => {
    const dashboard = await dashboards.open();
    await dashboard.ready();
    await dashboard.cell(3, 5).click();
    await dashboard.details.getByText('Technical').waitFor();

    await dashboard.page.evaluate(changed => window.fakeHost.apply([changed]), {
      ...job,
      status: 'FAILED',
      statusReason: 'Out of luck',
    });

    await dashboard.details.locator('.reasons').getByText('Out of luck').waitFor();
    await dashboard.details.locator('.status.tone-failed').waitFor();
  });

  it('show that the job is no longer in the table', async () => {
    const dashboard = await dashboards.open();
    await dashboard.ready();
    await dashboard.cell(3, 5).click();
    await dashboard.details.getByText('Technical').waitFor();

    await dashboard.page.evaluate(id => window.fakeHost.remove(id), job.jobId);

    await dashboard.details.getByText('no longer in the table').waitFor();
    await dashboard.button('Open Full Event').waitFor({ state: 'detached' });
  });

  it('are restored when the page is reloaded', async () => {
    const dashboard = await dashboards.open();
    await dashboard.ready();
    await dashboard.cell(3, 5).click();
    await dashboard.details.getByText('Technical').waitFor();

    await dashboard.page.reload();

    await dashboard.details.getByText(job.jobId).first().waitFor();
  });

  it('show a reason whole up to 1,000 characters, more on request, and copy all of it', async () => {
    const reason = `${'x'.repeat(990)} the end`;
    const long = `${'long '.repeat(400)}tail`;
    const more = [reason, long].map((statusReason, index) => ({
      ...madeUpJob(3),
      jobId: `long-${index}`,
      status: 'FAILED',
      reason: undefined,
      exitCode: 137,
      attempts: 3,
      statusReason,
      timestamp: `2026-11-24T00:00:0${9 - index}Z`,
    }));
    const dashboard = await dashboards.open({ more });
    await dashboard.ready();
    await dashboard.cell(0, 1).click();
    const box = dashboard.details.locator('.reasons');
    await box.getByText('the end').waitFor();
    const clipped = await box
      .locator('.reason')
      .evaluate(text => text.scrollHeight > text.clientHeight);
    assert.equal(clipped, false);
    await dashboard.details.getByText('exit code 137 · 3 attempts').waitFor();

    await dashboard.cell(1, 1).click();
    assert.equal(await box.getByText('tail').count(), 0);
    await box.getByRole('button', { name: 'Show All' }).click();
    await box.getByText('tail').waitFor();
    // It says so for two seconds: who looks for it must have begun before.
    await Promise.all([
      box.getByRole('button', { name: 'Copied' }).waitFor(),
      box.getByRole('button', { name: 'Copy Reason' }).click(),
    ]);
  });

  it('put the attempts before the timeline and the rest', async () => {
    const dashboard = await dashboards.open({ more: failures(3) });
    await dashboard.ready();
    await dashboard.cell(0, 1).click();
    await dashboard.details.getByText('Parameters').waitFor();
    const titles = await dashboard.details.locator('summary h3').allInnerTexts();
    assert.deepEqual(titles.slice(0, 4), ['Attempts', 'Timeline', 'General', 'Technical']);
  });

  it('filter by a value with one click, added to the search', async () => {
    const dashboard = await dashboards.open();
    await dashboard.ready();
    const search = dashboard.page.getByRole('combobox', { name: 'Search jobs' });
    await search.fill('pre');
    await dashboard.cell(3, 1).click();
    const value = dashboard.details.locator('.facts').getByTitle('Filter by this');
    await value.getByText(job.mediaId ?? '').click();
    await dashboard.footer.getByText(/^[1-3] of 300 jobs/).waitFor();
    assert.equal(await search.inputValue(), `pre mediaid:"${job.mediaId}"`);
  });

  it('are as wide as their edge is dragged, by mouse or keyboard, in later dashboards, too', async () => {
    const dashboard = await dashboards.open();
    await dashboard.ready();
    await dashboard.cell(3, 1).click();
    const width = async (): Promise<number> =>
      Math.round((await dashboard.details.boundingBox())?.width ?? 0);
    const before = await width();
    const edge = dashboard.page.getByRole('separator', { name: 'Width of the details' });
    const box = await edge.boundingBox();
    assert.ok(box);
    const { mouse } = dashboard.page;
    await mouse.move(box.x + 2, box.y + 100);
    await mouse.down();
    await mouse.move(box.x - 98, box.y + 100, { steps: 4 });
    await mouse.up();
    assert.equal(await width(), before + 100);
    await edge.focus();
    await dashboard.page.keyboard.press('ArrowRight');
    assert.equal(await width(), before + 76);

    await dashboard.page.evaluate(() => sessionStorage.clear());
    await dashboard.page.reload();
    await dashboard.ready();
    await dashboard.cell(3, 1).click();
    assert.equal(await width(), before + 76);
    await dashboard.page.setViewportSize({ width: 800, height: 700 });
    assert.ok((await width()) <= 480, 'the table keeps its place');
  });

  it('show times by the clock of the table, the other one on hover', async () => {
    const dashboard = await dashboards.open();
    await dashboard.ready();
    await dashboard.cell(3, 1).click();
    const time = Date.parse(job.timestamp);
    const utc = `${new Date(time).toISOString().slice(0, 19).replace('T', ' ')}Z`;
    const shown = dashboard.details
      .locator('details', { has: dashboard.page.getByRole('heading', { name: 'Technical' }) })
      .locator('.value span')
      .first();
    assert.equal((await shown.innerText()).trim(), localTime(time));
    assert.match((await shown.getAttribute('title')) ?? '', new RegExp(`^${utc}`));

    await dashboard.button('Columns').click();
    await dashboard.page.getByRole('checkbox', { name: 'UTC times' }).click();
    await shown.getByText(utc).waitFor();
    assert.match(await dashboard.details.locator('.timeline-ends').innerText(), /Z\s.*Z$/s);
  });
});
