import assert from 'node:assert/strict';
import { columnIds, columnTitle } from '../../../src/core/filter/columns';
import { makeJob } from '../../../src/core/job/job';
import { Dashboards } from './support/dashboardPage';

const markup = '<img src=x onerror="window.hacked = 1"><script>window.hacked = 1</script>';
const expression = '${alert(1)} {{constructor}} javascript:alert(1)';
const turned = '\u202egnp.exe\u2066 \u200f\u0000\u001b[31m';
const long = 'x'.repeat(10_000);

const hostile = makeJob({
  jobId: `id"'><b>${turned}`,
  jobName: markup,
  status: '<b>BOLD</b>',
  timestamp: 'not a time <i>',
  region: turned,
  jobQueue: `${expression}${markup}`,
  jobDefinition: long,
  statusReason: `${long}${markup}`,
  mediaId: markup,
  taskId: long,
  workspaceUid: markup,
  attempts: 3,
  exitCode: 2 ** 53,
  startedAt: -8.64e15,
  stoppedAt: 8.64e15,
});

describe('hostile text', () => {
  const dashboards = new Dashboards();

  before(() => dashboards.start());
  afterEach(() => dashboards.closePages());

  it('is shown as text in table, filters, details and statistics', async () => {
    const dashboard = await dashboards.open({ jobs: 5, more: [hostile] });
    const { page } = dashboard;
    await dashboard.ready();
    // A time that cannot be read sorts last.
    const row = dashboard.row(5);
    await row.getByText(markup).first().waitFor();
    await row.getByText('<b>BOLD</b>').waitFor();
    await row.getByText('not a time <i>').waitFor();

    await dashboard.cell(5, 5).click();
    await dashboard.details.getByRole('heading', { name: markup }).waitFor();
    await dashboard.details.getByText(long.slice(0, 5000)).first().waitFor();
    for (const filter of ['Status', 'Task Type', 'Region']) {
      await dashboard.button(new RegExp(`^${filter}`)).click();
      await page.getByRole('listbox').getByRole('option').nth(0).waitFor();
      await page.keyboard.press('Escape');
    }
    await dashboard.choose('Status', '<b>BOLD</b>');
    await dashboard.button('Remove filter Status: <b>BOLD</b>').waitFor();
    await dashboard.screenshot('hostile');

    assert.equal(await page.locator('#app :is(b[onerror], script, i, img:not([role]))').count(), 0);
    assert.equal(await page.evaluate(() => 'hacked' in window), false);
  });

  it('keeps rows at their height and cells in their column', async () => {
    const dashboard = await dashboards.open({ jobs: 5, more: [hostile] });
    await dashboard.ready();

    const plain = await dashboard.row(4).boundingBox();
    const odd = await dashboard.row(5).boundingBox();
    assert.equal(odd?.height, 22);
    assert.equal(odd.width, plain?.width);
    for (let column = 0; column < 9; column++) {
      const [above, below] = await Promise.all([
        dashboard.cell(4, column).boundingBox(),
        dashboard.cell(5, column).boundingBox(),
      ]);
      assert.equal(below?.x, above?.x);
      assert.equal(below?.width, above?.width);
    }
  });

  it('is shown as text in every column, in suggestions, chips and lists', async () => {
    const dashboard = await dashboards.open({ jobs: 5, more: [hostile] });
    const { page } = dashboard;
    await dashboard.ready();
    await dashboard.button('Columns').click();
    for (const id of columnIds.slice(9)) {
      await page.getByRole('option', { name: columnTitle(id) }).click();
    }
    await page.keyboard.press('Escape');
    for (const [column, id] of columnIds.entries()) {
      const box = await dashboard.cell(5, column).boundingBox();
      assert.equal(box?.height, 22, id);
    }
    const box = page.getByRole('combobox', { name: 'Search jobs' });
    await box.fill('status:');
    await page.getByRole('option', { name: '<b>BOLD</b>' }).click();
    assert.equal(await box.inputValue(), 'status:<b>BOLD</b> ');
    await dashboard.button('Remove filter Search: status:<b>BOLD</b>').waitFor();
    await dashboard.choose('Workspace', markup.slice(0, 20));
    await dashboard.button(`Remove filter Workspace: ${markup.slice(0, 20)}`).waitFor();
    await dashboard.choose('Queue', expression.slice(0, 10));
    await box.fill(`"${markup}" ${turned}`);
    await box.press('Escape');
    await dashboard.screenshot('hostile-columns');

    assert.equal(await page.locator('#app :is(b[onerror], script, i, img:not([role]))').count(), 0);
    assert.equal(await page.evaluate(() => 'hacked' in window), false);
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - window.innerWidth,
    );
    assert.equal(overflow, 0);
  });

  it('is shown as text in the failure message and the connection, too', async () => {
    const dashboard = await dashboards.open({ jobs: 0 });
    // What the host says by itself at first would else take its place.
    await dashboard.page.getByText('No jobs yet').waitFor();
    await dashboard.page.evaluate(text => {
      window.fakeHost.post({
        type: 'state',
        connection: { table: text, region: text, endpoint: text },
        load: { phase: 'failed', message: text, remedy: text },
        total: 0,
        malformed: 0,
        polling: { mode: 'off' },
        lacksBackfill: false,
      });
    }, markup);

    await dashboard.page.getByRole('alert').getByText(markup).first().waitFor();
    assert.equal(await dashboard.page.evaluate(() => 'hacked' in window), false);
  });
});
