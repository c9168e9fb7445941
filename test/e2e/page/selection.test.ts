import assert from 'node:assert/strict';
import { Dashboards, type DashboardPage } from './support/dashboardPage';
import { madeUpJob } from './support/madeUpJobs';

describe('selecting rows of the table', () => {
  const dashboards = new Dashboards();

  before(() => dashboards.start());
  afterEach(() => dashboards.closePages());

  const open = async (jobs = 300): Promise<DashboardPage> => {
    const dashboard = await dashboards.open({ jobs });
    await dashboard.ready();
    return dashboard;
  };

  const chosen = (dashboard: DashboardPage): Promise<string[]> =>
    dashboard.grid
      .locator('[role=row][aria-selected=true]')
      .evaluateAll(rows => rows.map(row => row.getAttribute('data-row') ?? '').sort());

  const says = (dashboard: DashboardPage, text: string): Promise<void> =>
    dashboard.page.getByRole('region', { name: 'Selection' }).getByText(text).waitFor();

  const copied = ({ page }: DashboardPage): Promise<string | undefined> =>
    page.evaluate(() => window.fakeHost.copied.at(-1));

  it('selects a range with Shift, and adds and removes one with Ctrl', async () => {
    const dashboard = await open();
    await dashboard.cell(2, 1).click();
    await dashboard.cell(5, 1).click({ modifiers: ['Shift'] });
    await says(dashboard, '4 jobs selected');
    assert.deepEqual(await chosen(dashboard), ['2', '3', '4', '5']);

    await dashboard.cell(3, 1).click({ modifiers: ['Control'] });
    await dashboard.cell(9, 1).click({ modifiers: ['Control'] });
    assert.deepEqual(await chosen(dashboard), ['2', '4', '5', '9']);

    await dashboard.cell(7, 1).click();
    assert.deepEqual(await chosen(dashboard), ['7']);
    assert.equal(await dashboard.page.getByRole('region', { name: 'Selection' }).count(), 0);
  });

  it('works with the keyboard alone, and copies rows as a table', async () => {
    const dashboard = await open();
    const { keyboard } = dashboard.page;
    await dashboard.cell(0, 0).focus();
    await keyboard.press('ArrowDown');
    await keyboard.press('Shift+ArrowDown');
    await keyboard.press('Shift+ArrowDown');
    await says(dashboard, '3 jobs selected');
    assert.deepEqual(await chosen(dashboard), ['1', '2', '3']);
    await keyboard.press('Shift+ArrowUp');
    assert.deepEqual(await chosen(dashboard), ['1', '2']);

    await keyboard.press('Control+c');
    await dashboard.page.waitForFunction(() => window.fakeHost.copied.length > 0);
    const lines = (await copied(dashboard))?.split('\n') ?? [];
    assert.equal(lines[0]?.split('\t').length, 9);
    assert.deepEqual(
      lines.slice(1).map(line => line.split('\t')[4]),
      [1, 2].map(index => madeUpJob(index).jobId),
    );

    await keyboard.press('ArrowDown');
    await keyboard.press('ArrowDown');
    await keyboard.press('Control+ ');
    assert.deepEqual(await chosen(dashboard), ['1', '2', '4']);
    await keyboard.press('Escape');
    assert.deepEqual(await chosen(dashboard), []);
  });

  it('selects all that match the filter, however many', async () => {
    const dashboard = await open(20_000);
    await dashboard.button(/^Failed/).click();
    await dashboard.footer.getByText('of 20,000 jobs').waitFor();
    const failed = (await dashboard.footer.innerText()).split(' ')[0] ?? '';
    await dashboard.cell(0, 0).focus();
    await dashboard.page.keyboard.press('Control+a');
    await says(dashboard, `${failed} jobs selected`);
    // In one look: the table has a row less once the bar below has its place.
    assert.equal(await dashboard.grid.locator('.row[aria-selected=false]').count(), 0);
    assert((await chosen(dashboard)).length > 20);

    await dashboard.button('Copy Job IDs').click();
    await dashboard.page.waitForFunction(() => window.fakeHost.copied.length > 0);
    const ids = (await copied(dashboard))?.split('\n') ?? [];
    assert.equal(ids.length, Number(failed.replace(',', '')));
    await dashboard.button('Clear Selection').click();
    assert.deepEqual(await chosen(dashboard), []);
  });

  it('selects a range over rows that were never on screen', async () => {
    const dashboard = await open(20_000);
    await dashboard.cell(1, 0).click();
    await dashboard.page.keyboard.press('Escape');
    await dashboard.page.keyboard.press('Control+Shift+End');
    await says(dashboard, '10,000 jobs selected');
    await dashboard.page.keyboard.press('Control+Home');
    await dashboard.cell(3, 0).click();
    await dashboard.grid.evaluate(grid => (grid.scrollTop = 22 * 2500));
    await dashboard.row(2505).locator('.status-word').waitFor();
    await dashboard.cell(2505, 0).click({ modifiers: ['Shift'] });
    await says(dashboard, '2,503 jobs selected');
    await dashboard.button('Copy Job IDs').click();
    await dashboard.page.waitForFunction(() => window.fakeHost.copied.length > 0);
    const ids = (await copied(dashboard))?.split('\n');
    assert.deepEqual([ids?.length, ids?.[0]], [2503, madeUpJob(3).jobId]);
  });

  it('keeps the selection while jobs change, and clears it with another filter', async () => {
    const dashboard = await open();
    await dashboard.cell(2, 1).click();
    await dashboard.cell(5, 1).click({ modifiers: ['Shift'] });
    await dashboard.page.evaluate(job => window.fakeHost.apply([job]), {
      ...madeUpJob(100),
      jobId: 'newer',
      timestamp: '2026-11-24T00:00:00Z',
    });
    await dashboard.row(0).locator('[aria-colindex="5"]').getByText('newer').waitFor();
    assert.deepEqual(await chosen(dashboard), ['3', '4', '5', '6']);
    await dashboard.choose('Status', 'SUCCEEDED');
    await dashboard.footer.getByText('of 301 jobs').waitFor();
    assert.deepEqual(await chosen(dashboard), []);
  });

  it('passes the job and the selection of a context menu to VS Code', async () => {
    const dashboard = await open();
    await dashboard.cell(2, 1).click();
    await dashboard.cell(3, 1).click({ modifiers: ['Shift'] });
    const ids = [2, 3].map(index => madeUpJob(index).jobId);
    assert.deepEqual(await context(dashboard, 3), {
      webviewSection: 'job',
      jobId: ids[1],
      jobIs: 'job retryable abortable broken unbroken acknowledgeable acknowledged',
      isSelected: true,
      selectedIds: ids,
      preventDefaultContextMenuItems: true,
    });
  });

  it('passes the possible actions of a single job to VS Code', async () => {
    const running = { ...madeUpJob(1), jobId: 'run', status: 'RUNNING' };
    const failed = { ...madeUpJob(1), jobId: 'fail', status: 'FAILED' };
    const dashboard = await dashboards.open({
      jobs: 0,
      more: [running, failed, { ...failed, jobId: 'fail:3' }],
    });
    await dashboard.ready();
    const words = async (jobId: string): Promise<unknown> =>
      (await Promise.all([0, 1, 2].map(index => context(dashboard, index)))).find(
        row => row['jobId'] === jobId,
      )?.['jobIs'];
    assert.equal(await words('run'), 'job abortable unbroken');
    assert.equal(await words('fail'), 'job retryable unbroken acknowledgeable');
    assert.equal(await words('fail:3'), 'job unbroken acknowledgeable');

    await dashboard.page.evaluate(() => {
      window.fakeHost.setMark('broken', ['fail']);
      window.fakeHost.setMark('acknowledged', ['fail']);
    });
    await dashboard.grid.getByRole('img', { name: 'Failure acknowledged' }).waitFor();
    assert.equal(await words('fail'), 'job retryable broken acknowledged');
  });
});

/** What VS Code makes of the attributes around a row: the inner ones go before. */
const context = (dashboard: DashboardPage, index: number): Promise<Record<string, unknown>> =>
  dashboard.row(index).evaluate(row => {
    const own = row.getAttribute('data-vscode-context') ?? '{}';
    const around = row.closest('.grid')?.getAttribute('data-vscode-context') ?? '{}';
    return { ...(JSON.parse(around) as object), ...(JSON.parse(own) as object) };
  });
