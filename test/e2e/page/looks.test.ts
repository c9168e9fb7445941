import assert from 'node:assert/strict';
import { Dashboards } from './dashboardPage';
import { madeUpJob } from './madeUpJobs';
import { themeKinds } from './themes';

/** Pictures for the eye, in out/screenshots, and what of the looks a program can check. */
describe('looks of the dashboard', () => {
  const dashboards = new Dashboards();

  before(() => dashboards.start());
  afterEach(() => dashboards.closePages());
  after(() => dashboards.stop());

  for (const theme of themeKinds) {
    it(`has its pictures in ${theme}`, async () => {
      const dashboard = await dashboards.open({ theme, jobs: 12_431, feed: { malformed: 3 } });
      await dashboard.ready();
      await dashboard.screenshot(theme);

      await dashboard.choose('Status', 'FAILED');
      await dashboard.footer.getByText('of 12,431 jobs').waitFor();
      await dashboard.cell(3, 5).click();
      await dashboard.details.getByText('Technical').waitFor();
      await dashboard.page.keyboard.press('ArrowDown');
      await dashboard.screenshot(`${theme}-details`);

      await dashboard.button('Status').first().click();
      await dashboard.page.getByRole('listbox').waitFor();
      await dashboard.screenshot(`${theme}-filter`);
    });
  }

  it('tints rows by status, in normal themes only', async () => {
    const failed = Array.from({ length: 40 }, (_, index) => index).find(
      index => madeUpJob(index).status === 'FAILED',
    );
    assert.ok(failed !== undefined);
    for (const theme of themeKinds) {
      const dashboard = await dashboards.open({ theme });
      await dashboard.ready();
      const colours: string[] = await Promise.all(
        [0, failed].map(index =>
          dashboard.row(index).evaluate(row => getComputedStyle(row).backgroundColor),
        ),
      );
      assert.equal(new Set(colours).size, theme.startsWith('high') ? 1 : 2, theme);
    }
  });

  it('never scrolls sideways as a page, at any width', async () => {
    for (const width of [400, 900, 1600]) {
      const dashboard = await dashboards.open({ width, feed: { malformed: 3 } });
      await dashboard.ready();
      await dashboard.choose('Status', 'SUCCEEDED');
      const overflow = await dashboard.page.evaluate(
        () => document.documentElement.scrollWidth - window.innerWidth,
      );
      assert.equal(overflow, 0);
      await dashboard.screenshot(`width-${width}`);
    }
  });

  it('keeps the columns of header and rows in line', async () => {
    const dashboard = await dashboards.open({ width: 900 });
    await dashboard.ready();
    await dashboard.grid.evaluate(grid => (grid.scrollLeft = 200));
    for (const column of [1, 4, 8]) {
      const head = await dashboard.page.getByRole('columnheader').nth(column).boundingBox();
      const cell = await dashboard.cell(5, column).boundingBox();
      assert.equal(head?.x, cell?.x);
      assert.equal(head?.width, cell?.width);
    }
  });
});
