import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { Dashboards, type DashboardPage } from './support/dashboardPage';
import { madeUpJob } from './support/madeUpJobs';

describe('the details of a job', () => {
  const dashboards = new Dashboards();
  const job = madeUpJob(3);

  before(() => dashboards.start());
  afterEach(() => dashboards.closePages());
  after(() => dashboards.stop());

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
});
