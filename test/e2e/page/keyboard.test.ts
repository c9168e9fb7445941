import assert from 'node:assert/strict';
import { Dashboards, type DashboardPage } from './support/dashboardPage';
import { failures } from './support/failures';

describe('the keyboard in the dashboard', () => {
  const dashboards = new Dashboards();

  before(() => dashboards.start());
  afterEach(() => dashboards.closePages());

  /** The accessible name of what has the focus, or its role in a grid. */
  const focused = ({ page }: DashboardPage): Promise<string> =>
    page.evaluate(() => {
      const element = document.activeElement;
      return element?.getAttribute('role') === 'gridcell'
        ? `row ${element.closest('[role=row]')?.getAttribute('data-row')}`
        : (element?.getAttribute('aria-label') ?? element?.textContent.trim() ?? '');
    });

  const open = async (width = 1600, height = 900): Promise<DashboardPage> => {
    const dashboard = await dashboards.open({ width, height, more: failures(20) });
    await dashboard.ready();
    await dashboard.page.locator('.chart-marks, .sparkline').first().waitFor();
    return dashboard;
  };

  const stopsBeforeTable = async (dashboard: DashboardPage): Promise<string[]> => {
    await dashboard.page.evaluate(() => {
      document.body.tabIndex = -1;
      document.body.focus();
    });
    const stops: string[] = [];
    while (!stops.at(-1)?.startsWith('row') && stops.length < 20) {
      await dashboard.page.keyboard.press('Tab');
      stops.push(await focused(dashboard));
    }
    return stops.slice(0, -1);
  };

  const comparePeriods = async (dashboard: DashboardPage): Promise<void> => {
    await dashboard.page.evaluate(() =>
      window.fakeHost.show({ time: { kind: 'between', from: window.fakeHost.newest - 18e5 } }),
    );
    await dashboard.footer.getByText(/of 320 jobs/).waitFor();
    const compare = dashboard.page.getByRole('combobox', { name: 'Compare with' });
    if (await compare.isVisible()) {
      await compare.selectOption({ index: 1 });
      await dashboard.page.getByRole('toolbar', { name: 'Causes compared' }).waitFor();
    }
  };

  for (const [width, height] of [
    [1600, 900],
    [1024, 420],
    [400, 700],
  ] as const) {
    it(`reaches the table within 8 Tab stops at ${width} × ${height}`, async () => {
      const dashboard = await open(width, height);
      await dashboard.choose('Status', 'FAILED');
      const stops = await stopsBeforeTable(dashboard);
      assert.ok(stops.length <= 8, stops.join(', '));
    });

    it(`needs no more of them while periods are compared, at ${width} × ${height}`, async () => {
      const dashboard = await open(width, height);
      await comparePeriods(dashboard);
      const stops = await stopsBeforeTable(dashboard);
      assert.ok(stops.length <= 8, stops.join(', '));
    });
  }

  it('reaches the compared causes and the choice of a comparison with the arrow keys', async () => {
    const dashboard = await open();
    await comparePeriods(dashboard);
    const { keyboard, page } = { keyboard: dashboard.page.keyboard, page: dashboard.page };
    const compare = page.getByRole('combobox', { name: 'Compare with' });
    await dashboard.button(/^Time/).focus();
    await keyboard.press('End');
    assert.equal(await focused(dashboard), 'Compare with');
    const chosen = await compare.inputValue();
    await keyboard.press('ArrowLeft');
    assert.equal(await focused(dashboard), 'Clear');
    assert.equal(await compare.inputValue(), chosen);

    await page.getByRole('button', { name: /^Succeeded/ }).focus();
    await keyboard.press('End');
    const causes = page.getByRole('toolbar', { name: 'Causes compared' });
    assert.equal(
      await focused(dashboard),
      (await causes.getByRole('button').last().innerText()).trim(),
    );
  });

  it('moves between the buttons of a group with the arrow keys, and comes back to the last one', async () => {
    const dashboard = await open();
    const { keyboard } = dashboard.page;
    await dashboard.button('Refresh').focus();
    await keyboard.press('ArrowRight');
    assert.equal(await focused(dashboard), 'Copy Link');
    await keyboard.press('End');
    assert.equal(await focused(dashboard), 'Action History');
    await keyboard.press('ArrowRight');
    assert.equal(await focused(dashboard), 'Jobs');
    for (const name of ['Failures', 'Refresh', 'Copy Link']) {
      await keyboard.press('ArrowRight');
      assert.equal(await focused(dashboard), name);
    }

    await keyboard.press('Tab');
    assert.match(await focused(dashboard), /^Succeeded/);
    await keyboard.press('ArrowRight');
    await keyboard.press('Enter');
    await dashboard.footer.getByText(/of 320 jobs/).waitFor();
    assert.match(await focused(dashboard), /^Failed/);
    await keyboard.press('Shift+Tab');
    assert.equal(await focused(dashboard), 'Copy Link');
  });

  it('goes from the search to the first row with Enter or ↓', async () => {
    const dashboard = await open();
    const { keyboard } = dashboard.page;
    await keyboard.press('Control+f');
    await keyboard.type('memory');
    await dashboard.footer.getByText(/of 320 jobs/).waitFor();
    await keyboard.press('Enter');
    assert.equal(await focused(dashboard), 'row 0');

    await keyboard.press('Control+f');
    await keyboard.press('ArrowDown');
    assert.equal(await focused(dashboard), 'row 0');

    await keyboard.press('Control+f');
    await keyboard.press('Control+Space');
    await dashboard.page.getByRole('listbox', { name: 'Suggestions' }).waitFor();
    await keyboard.press('ArrowDown');
    assert.equal(await focused(dashboard), 'Search jobs', 'in its suggestions');
  });

  it('moves between regions with F6, and leaves it to VS Code beyond them', async () => {
    const dashboard = await open();
    const { page } = dashboard;
    await page.evaluate(() =>
      window.addEventListener('keydown', ({ key }) => {
        document.title += key === 'F6' ? 'F6 ' : '';
      }),
    );
    await dashboard.cell(2, 1).click();
    await dashboard.details.getByText('Technical').waitFor();
    await dashboard.button('Refresh').focus();
    const seen: string[] = [];
    for (let count = 0; count < 5; count++) {
      await page.keyboard.press('F6');
      seen.push(await focused(dashboard));
    }
    assert.match(seen.shift() ?? '', /^Succeeded/);
    assert.deepEqual(seen, ['Charts', 'Search jobs', 'row 2', 'Close details']);
    assert.doesNotMatch(await page.title(), /F6/);
    await page.keyboard.press('F6');
    assert.match(await page.title(), /F6$/);
    await page.keyboard.press('Shift+F6');
    assert.equal(await focused(dashboard), 'row 2');
  });

  it('acts on the selected rows with the actions of a row’s menu, in its order', async () => {
    const dashboard = await open();
    await dashboard.cell(1, 1).click({ modifiers: ['Control'] });
    await dashboard.cell(2, 1).click({ modifiers: ['Control'] });
    await dashboard.page
      .getByRole('region', { name: 'Selection' })
      .getByRole('button', { name: 'Actions' })
      .click();
    const items = dashboard.page.getByRole('menuitem');
    assert.deepEqual(
      (await items.allInnerTexts()).map(text => text.trim()),
      [
        'Acknowledge Failure',
        'Unacknowledge Failure',
        'Retry (Simulated)…',
        'Abort (Simulated)…',
        'Mark as Broken…',
        'Remove Broken Mark…',
      ],
    );
    await items.first().click();
    await dashboard.page.waitForFunction(() => window.fakeHost.actions.length > 0);
    const [done] = await dashboard.page.evaluate(() => window.fakeHost.actions);
    assert.deepEqual([done?.action, done?.jobIds.length], ['acknowledge', 2]);
  });
});
