import assert from 'node:assert/strict';
import { Dashboards } from './support/dashboardPage';
import { madeUpJob } from './support/madeUpJobs';
import { themeKinds } from './support/themes';

/** Pictures for the eye, in out/screenshots, and what of the looks a program can check. */
describe('looks of the dashboard', () => {
  const dashboards = new Dashboards();

  before(() => dashboards.start());
  afterEach(() => dashboards.closePages());

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

  for (const theme of themeKinds) {
    it(`has its pictures at each width in ${theme}`, async () => {
      for (const width of [400, 900, 1600]) {
        const dashboard = await dashboards.open({ theme, width, jobs: 12_431 });
        await dashboard.ready();
        await dashboard.cell(2, 0).click();
        await dashboard.details.getByText('Technical').waitFor();
        if (width === 400) {
          await dashboard.screenshot(`${theme}-${width}-details`);
          await dashboard.page.keyboard.press('Escape');
        }
        await dashboard.screenshot(`${theme}-${width}`);
      }
    });
  }

  it('leaves room for the table at 200 % zoom', async () => {
    const dashboard = await dashboards.open({ width: 800, height: 450, scale: 2 });
    await dashboard.ready();
    await dashboard.screenshot('zoom-200');
    const overflow = await dashboard.page.evaluate(
      () => document.documentElement.scrollWidth - window.innerWidth,
    );
    assert.equal(overflow, 0);
    const grid = await dashboard.grid.boundingBox();
    assert.ok(grid && grid.height >= 100, `the table is ${grid?.height} px high`);
    await dashboard.button('Columns').click();
    const panel = await dashboard.page.locator('column-chooser .popover').boundingBox();
    assert.ok(panel && panel.x >= 0 && panel.x + panel.width <= 800);
  });

  it('distinguishes the selection and the statuses in forced colors', async () => {
    const dashboard = await dashboards.open({ theme: 'high-contrast' });
    await dashboard.page.emulateMedia({ forcedColors: 'active' });
    await dashboard.ready();
    await dashboard.cell(2, 1).click();
    const colours = await Promise.all(
      [2, 3].map(index =>
        dashboard.row(index).evaluate(row => getComputedStyle(row).backgroundColor),
      ),
    );
    assert.notEqual(colours[0], colours[1]);
    const tone = await dashboard
      .row(3)
      .locator('.status .icon')
      .evaluate(icon => getComputedStyle(icon).color);
    assert.equal(tone, 'rgb(137, 209, 133)');
    await dashboard.screenshot('forced-colours');
  });

  it('highlights a row that changed, once, and not with reduced motion', async () => {
    const dashboard = await dashboards.open({ jobs: 500 });
    await dashboard.ready();
    const { page } = dashboard;
    await page.evaluate(() => {
      const lit: string[] = [];
      Object.assign(window, { lit });
      Element.prototype.animate = new Proxy(Reflect.get(Element.prototype, 'animate'), {
        apply(animate, row: Element, args) {
          lit.push(row.getAttribute('data-row') ?? '');
          return Reflect.apply(animate, row, args) as Animation;
        },
      });
    });
    const lit = (): Promise<string[]> =>
      page.evaluate(() => (window as unknown as { lit: string[] }).lit);
    const change = async (index: number): Promise<void> => {
      const jobName = 'It was late';
      await page.evaluate(job => window.fakeHost.apply([job]), {
        ...madeUpJob(index),
        jobName,
      });
      await dashboard.row(index).getByText(jobName).waitFor();
    };

    await change(4);
    assert.deepEqual(await lit(), ['4']);
    await dashboard.grid.evaluate(grid => (grid.scrollTop = 22 * 100));
    await dashboard.row(105).locator('.status-word').waitFor();
    await change(103);
    assert.deepEqual(await lit(), ['4', '103'], 'scrolling lights up nothing');

    await page.emulateMedia({ reducedMotion: 'reduce' });
    await change(104);
    assert.deepEqual(await lit(), ['4', '103']);
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
    for (const column of [0, 2, 4]) {
      const head = await dashboard.page.getByRole('columnheader').nth(column).boundingBox();
      const cell = await dashboard.cell(5, column).boundingBox();
      assert.equal(head?.x, cell?.x);
      assert.equal(head?.width, cell?.width);
    }
  });
});
