import assert from 'node:assert/strict';
import { findingsOf } from './support/axe';
import { Dashboards } from './support/dashboardPage';
import { themeKinds } from './support/themes';

describe('accessibility of the dashboard', () => {
  const dashboards = new Dashboards();

  before(() => dashboards.start());
  afterEach(() => dashboards.closePages());

  for (const theme of themeKinds) {
    it(`has no findings in ${theme}: table, open filter and details`, async () => {
      const dashboard = await dashboards.open({
        theme,
        jobs: 500,
        waitMs: 0,
        feed: { malformed: 3, shape: { index: 'partial', sizeBytes: 0 } },
      });
      await dashboard.ready();
      assert.deepEqual(await findingsOf(dashboard), []);

      await dashboard.cell(3, 5).click();
      await dashboard.details.getByText('Technical').waitFor();
      await dashboard.choose('Region', 'eu-west-1');
      await dashboard.button('Status').click();
      await dashboard.page.getByRole('listbox').waitFor();
      assert.deepEqual(await findingsOf(dashboard), []);
    });

    it(`has no findings in ${theme}: columns, times, suggestions, selected rows`, async () => {
      const dashboard = await dashboards.open({ theme });
      const { page } = dashboard;
      await dashboard.ready();
      await dashboard.cell(2, 1).click();
      await dashboard.cell(5, 1).click({ modifiers: ['Shift'] });
      await dashboard.header('Region').click();
      await dashboard
        .header('Status')
        .first()
        .click({ modifiers: ['Shift'] });
      for (const name of ['Columns', 'Time']) {
        await dashboard
          .button(new RegExp(`^${name}`))
          .first()
          .click();
        await page.locator('.popover').waitFor();
        assert.deepEqual(await findingsOf(dashboard), [], name);
        await page.keyboard.press('Escape');
      }
      await page.getByRole('combobox', { name: 'Search jobs' }).fill('sta');
      await page.keyboard.press('ArrowDown');
      assert.deepEqual(await findingsOf(dashboard), []);
    });

    it(`has no findings in ${theme}: empty, failed, filtered out`, async () => {
      const empty = await dashboards.open({ theme, jobs: 0 });
      await empty.page.getByText('No jobs yet').waitFor();
      assert.deepEqual(await findingsOf(empty), []);

      await empty.page.evaluate(() => {
        const error = { code: 'credentials.none', message: 'It failed.', remedy: 'Try again.' };
        window.fakeHost.setFeed({ load: { phase: 'failed', error } as never });
      });
      await empty.page.getByText('It failed.').waitFor();
      assert.deepEqual(await findingsOf(empty), []);

      const filtered = await dashboards.open({ theme });
      await filtered.ready();
      await filtered.page.evaluate(() => {
        window.fakeHost.show({ statuses: ['GONE'] });
        const error = { code: 'credentials.none', message: 'It failed.', remedy: 'Try again.' };
        window.fakeHost.setFeed({ load: { phase: 'failed', error } as never });
      });
      await filtered.page.getByRole('heading', { name: 'No jobs match the filter' }).waitFor();
      await filtered.page.getByText('It failed.').waitFor();
      assert.deepEqual(await findingsOf(filtered), []);
    });
  }

  it('reaches everything with Tab, in reading order', async () => {
    const dashboard = await dashboards.open({ feed: { malformed: 3 } });
    await dashboard.ready();
    await dashboard.cell(3, 5).click();
    // All of it is there once its event is.
    await dashboard.details.getByText('Parameters').waitFor();
    await dashboard.page.evaluate(() => {
      if (document.activeElement instanceof HTMLElement) {
        document.activeElement.blur();
      }
      document.getSelection()?.removeAllRanges();
      document.body.tabIndex = -1;
      document.body.focus();
    });
    const seen: string[] = [];
    for (let n = 0; n < 20; n++) {
      await dashboard.page.keyboard.press('Tab');
      seen.push(
        await dashboard.page.evaluate(() => {
          const element = document.activeElement;
          return (
            element?.getAttribute('role') ??
            element?.getAttribute('aria-label') ??
            element?.textContent.trim().split(/\s/)[0] ??
            ''
          );
        }),
      );
    }

    assert.deepEqual(
      seen.filter(name => name !== ''),
      [
        'tab',
        'Succeeded',
        'Charts',
        'button',
        'Ingest:',
        'combobox',
        'Status',
        'gridcell',
        'separator',
        'Previous job',
        'Next job',
        'Close details',
        'Open',
        'Copy',
        'More',
        'Retry',
        'Abort',
        'Attempts',
        'Copy Log stream',
        'Timeline',
      ],
    );
  });
});
