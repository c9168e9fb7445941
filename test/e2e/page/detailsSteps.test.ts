import assert from 'node:assert/strict';
import { Dashboards, type DashboardPage } from './support/dashboardPage';
import { madeUpJob } from './support/madeUpJobs';

describe('moving from one job to the next in the details', () => {
  const dashboards = new Dashboards();

  before(() => dashboards.start());
  afterEach(() => dashboards.closePages());

  const shows = async (dashboard: DashboardPage, index: number): Promise<void> => {
    await dashboard.details.getByRole('heading', { name: madeUpJob(index).jobName }).waitFor();
    await dashboard.grid.locator(`[aria-rowindex="${index + 2}"][aria-selected=true]`).waitFor();
  };
  const focused = ({ page }: DashboardPage): Promise<string | null> =>
    page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? null);

  it('works with buttons, which keep the focus, and stops at both ends', async () => {
    const dashboard = await dashboards.open({ jobs: 3 });
    await dashboard.ready();
    await dashboard.cell(0, 0).click();
    const next = dashboard.button('Next job');
    const previous = dashboard.button('Previous job');
    await shows(dashboard, 0);
    assert.equal(await previous.getAttribute('aria-disabled'), 'true');

    await next.focus();
    await dashboard.page.keyboard.press('Enter');
    await shows(dashboard, 1);
    assert.equal(await previous.getAttribute('aria-disabled'), 'false');
    await dashboard.page.keyboard.press('Enter');
    await shows(dashboard, 2);
    assert.equal(await next.getAttribute('aria-disabled'), 'true');
    await dashboard.page.keyboard.press('Enter');
    await shows(dashboard, 2);
    assert.equal(await focused(dashboard), 'Next job');

    await previous.click();
    await shows(dashboard, 1);
  });

  it('works with Alt and the arrow keys, wherever the focus is', async () => {
    const dashboard = await dashboards.open();
    const { keyboard } = dashboard.page;
    await dashboard.ready();
    await dashboard.cell(5, 0).click();
    await shows(dashboard, 5);

    await keyboard.press('Alt+ArrowDown');
    await shows(dashboard, 6);
    assert.equal(
      await dashboard.page.evaluate(() =>
        document.activeElement?.closest('[data-row]')?.getAttribute('data-row'),
      ),
      '6',
    );
    for (const label of ['Next job', 'Search jobs']) {
      await dashboard.page.getByLabel(label).focus();
      await keyboard.press('Alt+ArrowUp');
      await shows(dashboard, 5);
      assert.equal(await focused(dashboard), label);
      await keyboard.press('Alt+ArrowDown');
      await shows(dashboard, 6);
      assert.equal(await focused(dashboard), label);
    }

    await keyboard.press('Escape');
    await keyboard.press('Escape');
    await keyboard.press('Alt+ArrowDown');
    assert.equal(await dashboard.details.count(), 0);
  });

  it('waits for rows that are not loaded yet', async () => {
    const dashboard = await dashboards.open({ jobs: 1000, delayMs: 100 });
    await dashboard.ready();
    await dashboard.grid.evaluate(grid => (grid.scrollTop = 22 * 485));
    await dashboard.row(499).locator('.status-word').waitFor();
    await dashboard.cell(499, 0).click();
    await shows(dashboard, 499);

    await dashboard.page.keyboard.press('Alt+ArrowDown');

    await shows(dashboard, 500);
    await dashboard.row(500).locator('.status-word').waitFor();
  });

  it('keeps the focus where it is on a narrow page', async () => {
    const dashboard = await dashboards.open({ width: 400, height: 700 });
    await dashboard.ready();
    await dashboard.cell(0, 0).click();
    await shows(dashboard, 0);
    await dashboard.button('Next job').focus();
    await dashboard.page.keyboard.press('Enter');
    await shows(dashboard, 1);
    assert.equal(await focused(dashboard), 'Next job');
  });

  it('continues from the shown job when new ones have appeared above it', async () => {
    const dashboard = await dashboards.open();
    await dashboard.ready();
    await dashboard.cell(5, 0).click();
    await shows(dashboard, 5);
    await dashboard.page.evaluate(
      ([job, time]) =>
        window.fakeHost.apply([1, 2].map(n => ({ ...job, jobId: `new-${n}`, timestamp: time }))),
      [madeUpJob(0), '2026-11-23T12:00:00Z'] as const,
    );
    await dashboard.page.getByText('302 jobs').waitFor();

    await dashboard.button('Next job').click();

    const { jobName } = madeUpJob(6);
    await dashboard.details.getByRole('heading', { name: jobName }).waitFor();
  });
});
