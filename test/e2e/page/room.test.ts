import assert from 'node:assert/strict';
import { Dashboards, type DashboardPage } from './support/dashboardPage';
import { failures } from './support/failures';
import { pageSizes, roomOf } from './support/roomOf';

/** Parts of the page that overlap, or whose content reaches beyond them. */
const overlaps = ({ page }: DashboardPage): Promise<string[]> =>
  page.evaluate(() => {
    const parts = [
      ...document.querySelectorAll('.top, .statistics, .charts, .filters, .content, .foot'),
    ];
    const faults: string[] = [];
    for (const [index, part] of parts.entries()) {
      const box = part.getBoundingClientRect();
      const next = parts[index + 1]?.getBoundingClientRect();
      if (next && next.top < box.bottom - 0.5) {
        faults.push(`${part.className} reaches into ${parts[index + 1]?.className}`);
      }
      // Where the figures take one line, the stuck jobs lie over those that are scrolled to.
      const controls = part.matches('.content')
        ? []
        : part.querySelectorAll('button:not(.stuck), vscode-button, input');
      const boxes = [...controls]
        .map(control => control.getBoundingClientRect())
        .filter(({ width }) => width > 0);
      if (boxes.some(({ top, bottom }) => top < box.top - 1 || bottom > box.bottom + 1)) {
        faults.push(`a control reaches beyond ${part.className}`);
      }
      for (const [at, one] of boxes.entries()) {
        const isCovered = boxes
          .slice(at + 1)
          .some(
            other =>
              Math.min(one.right, other.right) - Math.max(one.left, other.left) > 1 &&
              Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top) > 1,
          );
        if (isCovered) {
          faults.push(`controls overlap in ${part.className}`);
        }
      }
    }
    if (document.documentElement.scrollWidth > innerWidth) {
      const wide = [...document.querySelectorAll('.page *')].filter(
        element =>
          element.getBoundingClientRect().right > innerWidth &&
          !element.closest('.content, .figures'),
      );
      faults.push(`the page scrolls sideways: ${wide.map(({ className }) => className).join(' ')}`);
    }
    return faults;
  });

describe('the room of the table', () => {
  const dashboards = new Dashboards();

  before(() => dashboards.start());
  afterEach(() => dashboards.closePages());

  for (const [width, height, note] of pageSizes) {
    it(`is ten rows or 60 % of the height at ${width} × ${height}: ${note}`, async () => {
      const dashboard = await dashboards.open({ width, height, more: failures(30) });
      await dashboard.ready();
      await dashboard.page.locator('.chart, .sparkline').first().waitFor();
      const { rows, share } = await roomOf(dashboard);
      assert.ok(rows >= 10 || share >= 0.6, `${rows} rows, ${share * 100} %`);
      assert.deepEqual(await overlaps(dashboard), []);
    });
  }

  for (const [width, height, note] of pageSizes) {
    it(`leaves the reason readable at ${width} × ${height}: ${note}`, async () => {
      const dashboard = await dashboards.open({ width, height, jobs: 0, more: failures(30) });
      await dashboard.ready();
      const { reasonInSight, reasonLength } = await roomOf(dashboard);
      assert.ok(reasonInSight >= Math.min(38, reasonLength), `${reasonInSight} characters`);
    });
  }

  it('stays when filters are active and rows are selected', async () => {
    for (const [width, height] of [
      [1600, 420],
      [900, 700],
      [400, 420],
    ] as const) {
      const dashboard = await dashboards.open({ width, height, more: failures(30) });
      await dashboard.ready();
      await dashboard.page.evaluate(() =>
        window.fakeHost.show({ statuses: ['FAILED'], regions: ['eu-west-1'], text: 'e' }),
      );
      await dashboard.page.getByText('Clear').waitFor();
      await dashboard.cell(1, 1).click({ modifiers: ['Control'] });
      await dashboard.cell(3, 1).click({ modifiers: ['Control'] });
      await dashboard.page.getByRole('region', { name: 'Selection' }).waitFor();
      const { rows, share } = await roomOf(dashboard);
      assert.ok(
        rows >= 9 || share >= 0.5,
        `${rows} rows, ${share * 100} % at ${width} × ${height}`,
      );
      assert.deepEqual(await overlaps(dashboard), []);
    }
  });

  it('goes to expanded charts on a short page, until its size changes', async () => {
    const dashboard = await dashboards.open({ width: 1024, height: 600 });
    await dashboard.ready();
    const fold = dashboard.page.getByRole('button', { name: 'Charts', exact: true });
    const sparkline = dashboard.page.locator('.sparkline path').first();
    await sparkline.waitFor();
    assert.ok(((await fold.boundingBox())?.height ?? 99) <= 24);

    await fold.click();
    await dashboard.page.getByRole('region', { name: 'Outcomes over time' }).waitFor();
    assert.equal(await dashboard.page.locator('.sparkline').count(), 0);

    await dashboard.page.setViewportSize({ width: 1024, height: 900 });
    await dashboard.page.setViewportSize({ width: 1024, height: 600 });
    await sparkline.waitFor();
    await dashboard.page.setViewportSize({ width: 1024, height: 900 });
    await dashboard.page.getByRole('region', { name: 'Outcomes over time' }).waitFor();
  });

  it('is all of a very short page, which scrolls to the rest', async () => {
    const dashboard = await dashboards.open({ width: 512, height: 200, more: failures(30) });
    await dashboard.ready();
    assert.ok(((await dashboard.grid.boundingBox())?.height ?? 0) >= 119);
    await dashboard.footer.scrollIntoViewIfNeeded();
    assert.deepEqual(await overlaps(dashboard), []);
  });

  it('keeps filters behind a button on a narrow page', async () => {
    const dashboard = await dashboards.open({ width: 400 });
    await dashboard.ready();
    const status = dashboard.page.locator('multi-select').first();
    assert.equal(await status.isVisible(), false);
    const fold = dashboard.page.getByRole('button', { name: 'Filters' });
    await fold.click();
    assert.equal(await fold.getAttribute('aria-expanded'), 'true');
    await dashboard.choose('Status', 'FAILED');
    await dashboard.footer.getByText(/of 300 jobs/).waitFor();
    await fold.click();
    assert.equal(await status.isVisible(), false);
    assert.match(await fold.innerText(), /Filters\s*1/);
  });

  it('is not moved sideways by digits that change', async () => {
    const dashboard = await dashboards.open({
      jobs: 9,
      width: 1280,
      height: 600,
      more: failures(120).map(job => ({ ...job, status: 'RUNNING' })),
    });
    await dashboard.ready();
    const places = (): Promise<number[]> =>
      dashboard.page
        .locator('.card, .status-switch')
        .evaluateAll(parts => parts.map(part => Math.round(part.getBoundingClientRect().left)));
    const before = await places();
    await dashboard.page.evaluate(jobs => window.fakeHost.apply(jobs), failures(120).slice(60));
    await dashboard.page.locator('.card', { hasText: 'Failed' }).getByText(/^6\d$/).waitFor();
    assert.deepEqual(await places(), before);
  });
});
