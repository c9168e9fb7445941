import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { noActionFilter } from '../../../src/core/actions/actionLog';
import { until } from '../../local/process/until';
import { findingsOf } from './support/axe';
import {
  Dashboards,
  localTime,
  type DashboardPage,
  type OpenOptions,
} from './support/dashboardPage';
import { madeUpEntry, madeUpHistory } from './support/madeUpHistory';
import { themeKinds } from './support/themes';

const markup = '<img src=x onerror="window.hacked = 1"><script>window.hacked = 1</script>';

describe('the action history in the dashboard', () => {
  const dashboards = new Dashboards();

  before(() => dashboards.start());
  afterEach(() => dashboards.closePages());

  const open = async (options: OpenOptions = {}): Promise<DashboardPage> => {
    const dashboard = await dashboards.open({ history: madeUpHistory(250), ...options });
    await toggle(dashboard).click();
    return dashboard;
  };
  const toggle = ({ page }: DashboardPage): Locator =>
    page.getByRole('button', { name: 'Action History' });
  const table = ({ page }: DashboardPage): Locator =>
    page.getByRole('table', { name: 'Action History' });
  /** The newest entry is 0. */
  const entry = (dashboard: DashboardPage, index: number): Locator =>
    table(dashboard)
      .getByRole('row')
      .nth(index + 1);
  const frame = ({ page }: DashboardPage): Locator => page.getByRole('region', { name: 'Entries' });
  const untilRows = (dashboard: DashboardPage, count: number): Promise<true> =>
    until(`${count} entries`, async () => {
      assert.equal(await table(dashboard).getByRole('row').count(), count + 1);
      return true as const;
    });
  const focusIsOn = (locator: Locator): Promise<true> =>
    until('the focus', async () =>
      (await locator.evaluate(element => element === document.activeElement)) ? true : undefined,
    );
  const add = ({ page }: DashboardPage, ...entries: ReturnType<typeof madeUpEntry>[]) =>
    page.evaluate(list => window.fakeHost.history.add(list), entries);

  it('replaces the table, newest first, and closes again', async () => {
    const dashboard = await open();
    await untilRows(dashboard, 100);
    assert.equal(await toggle(dashboard).getAttribute('aria-pressed'), 'true');
    assert.equal(await dashboard.grid.count(), 0);
    const cells = await entry(dashboard, 1).getByRole('cell').allInnerTexts();
    const { at, jobName, detail } = madeUpEntry(248);
    assert.equal(cells[0], localTime(at));
    assert.deepEqual(cells.slice(1, 4), ['Retry (Simulated)', 'Canceled', jobName]);
    assert.deepEqual(cells.slice(6), ['Operator/ada@example.org', detail]);
    assert.equal(await entry(dashboard, 1).locator('.icon').count(), 1);

    await dashboard.button('Back to Jobs').click();
    await dashboard.ready();
    assert.equal(await table(dashboard).count(), 0);
    await until('the focus in the table', async () =>
      (await dashboard.grid.evaluate(grid => grid.contains(document.activeElement)))
        ? true
        : undefined,
    );
  });

  it('shows the note of an action once, however many jobs it was about', async () => {
    const dashboard = await open({ history: [] });
    const [a, b] = [madeUpEntry(1), madeUpEntry(2)].map(one => ({
      ...one,
      run: 'noted',
      action: 'retry' as const,
      note: `fixed the image ${markup}`,
    }));
    assert(a && b);
    await add(dashboard, a, b);
    const note = table(dashboard).getByText(`Note: fixed the image ${markup}`, { exact: true });
    await note.waitFor();
    await table(dashboard)
      .getByRole('button', { name: /^Retry/ })
      .click();
    await untilRows(dashboard, 3);
    assert.equal(await note.count(), 1);
    await add(dashboard, { ...madeUpEntry(3), note: 'alone' });
    await table(dashboard).getByText('Note: alone').waitFor();
    assert.equal(await dashboard.page.evaluate(() => 'hacked' in window), false);
  });

  it('shows more on demand, up to all', async () => {
    const dashboard = await open();
    await untilRows(dashboard, 100);
    await frame(dashboard).getByText('100 of 250 actions').waitFor();
    await dashboard.button('Show 100 More').focus();
    await dashboard.page.keyboard.press('Enter');
    await untilRows(dashboard, 200);
    await dashboard.page.keyboard.press('Enter');
    await untilRows(dashboard, 250);
    await frame(dashboard).getByText('250 actions').waitFor();
    await focusIsOn(frame(dashboard));
  });

  it('filters by action, outcome, job and time, and shows how many match', async () => {
    const recent = { ...madeUpEntry(1), id: 'recent', at: Date.now() - 60_000, taskId: 'the task' };
    const dashboard = await open({ history: [...madeUpHistory(250), recent] });
    await untilRows(dashboard, 100);
    const { page } = dashboard;
    const says = (text: string): Promise<void> =>
      page.getByRole('status').getByText(text, { exact: true }).waitFor({ state: 'attached' });
    const choose = (name: string, option: string): Promise<string[]> =>
      page.getByRole('combobox', { name }).selectOption(option);

    await choose('Action', 'Retry (Simulated)');
    await says('63 actions');
    const actions = await table(dashboard).locator('.entry-action[role=cell]').allInnerTexts();
    assert.deepEqual([...new Set(actions)], ['Retry (Simulated)']);
    await choose('Outcome', 'failed');
    await says('3 actions');
    await page.getByRole('button', { name: 'Clear Filter' }).click();
    await focusIsOn(page.getByRole('searchbox'));
    await untilRows(dashboard, 100);
    assert.equal(await page.getByRole('combobox', { name: 'Action' }).inputValue(), 'All actions');

    await page.keyboard.type('THE TASK');
    await says('1 action');
    await page.keyboard.press('Control+a');
    await page.keyboard.press('Delete');
    await untilRows(dashboard, 100);
    await choose('Time', 'Last hour');
    await says('1 action');
    await page.getByRole('searchbox').fill('nothing is called so');
    await page.getByText('No actions match the filter').waitFor();
  });

  it('keeps its contents, position and focus during actions', async () => {
    const dashboard = await open();
    await untilRows(dashboard, 100);
    const link = entry(dashboard, 40).getByRole('button');
    const name = madeUpEntry(209).jobName;
    await link.focus();
    await link.scrollIntoViewIfNeeded();
    const before = await link.boundingBox();
    await add(dashboard, madeUpEntry(250), madeUpEntry(251));
    await untilRows(dashboard, 102);
    const same = entry(dashboard, 42).getByRole('button');
    await focusIsOn(same);
    assert.equal(await same.innerText(), name);
    const moved = ((await same.boundingBox())?.y ?? NaN) - (before?.y ?? NaN);
    assert.ok(Math.abs(moved) < 1, `it moved by ${moved} px`);
  });

  it('opens a job that is in the table, and returns', async () => {
    const dashboard = await open();
    await untilRows(dashboard, 100);
    const { jobName, jobId } = madeUpEntry(248);
    const link = entry(dashboard, 1).getByRole('button', { name: jobName });
    await link.focus();
    await dashboard.page.keyboard.press('Enter');
    await dashboard.details.getByRole('heading', { name: jobName }).waitFor();
    await dashboard.details.getByText(jobId).first().waitFor();
    await focusIsOn(dashboard.page.locator('vscode-button.drawer-close'));
    await dashboard.page.keyboard.press('Escape');
    await focusIsOn(link);
    assert.equal(await dashboard.details.count(), 0);

    const gone = table(dashboard).getByText('gone by now').first();
    await gone.waitFor();
    assert.equal(await gone.locator('xpath=ancestor-or-self::button').count(), 0);
    assert.match((await gone.getAttribute('title')) ?? '', /no longer in the table/);
  });

  it('shows a command on many jobs as one line, which unfolds', async () => {
    const many = Array.from({ length: 40 }, (_, index) => ({
      ...madeUpEntry(index),
      id: `many-${index}`,
      run: 'many',
      action: 'retry' as const,
      outcome: index < 3 ? ('skipped' as const) : ('done' as const),
      detail: 'Simulated.',
      at: madeUpEntry(99).at,
    }));
    const dashboard = await open({ history: [...madeUpHistory(3), ...many] });
    await untilRows(dashboard, 4);
    const run = entry(dashboard, 0);
    await run.getByText('37 done · 3 skipped').waitFor();
    await run.getByText('40 jobs').waitFor();
    await run.getByText('Simulated.').waitFor();
    const button = run.getByRole('button', { name: 'Retry (Simulated)' });
    assert.equal(await button.getAttribute('aria-expanded'), 'false');
    await dashboard.screenshot('history-runs');

    await button.click();
    await untilRows(dashboard, 44);
    assert.equal(await button.getAttribute('aria-expanded'), 'true');
    assert.deepEqual(await findingsOf(dashboard), []);
    await button.click();
    await untilRows(dashboard, 4);
  });

  it('exports and clears with the commands, and shows that it is empty', async () => {
    const dashboard = await open();
    await untilRows(dashboard, 100);
    await dashboard.button('Export…').click();
    await dashboard.button('Clear History…').click();
    const commands = await until('the command', async () => {
      const run = await dashboard.page.evaluate(() => window.fakeHost.commands);
      return run.length > 0 ? run.map(([name]) => name) : undefined;
    });
    assert.deepEqual(commands, ['clearActionHistory']);
    const exported = await dashboard.page.evaluate(() => window.fakeHost.exported);
    assert.deepEqual(exported, [noActionFilter]);

    await dashboard.page.evaluate(() => window.fakeHost.history.clear());
    await dashboard.page.getByText('No actions yet').waitFor();
    await focusIsOn(frame(dashboard));
    assert.equal(await dashboard.button('Export…').count(), 0);
    assert.deepEqual(await findingsOf(dashboard), []);
  });

  it('works while there are no jobs, and survives a reload', async () => {
    const dashboard = await open({ jobs: 0, history: madeUpHistory(3) });
    await untilRows(dashboard, 3);
    assert.equal(await table(dashboard).getByRole('button').count(), 0);
    await dashboard.page.getByRole('searchbox').fill(madeUpEntry(1).taskId ?? '');
    await untilRows(dashboard, 1);
    await dashboard.page.reload();
    await untilRows(dashboard, 1);
    assert.equal(await dashboard.page.getByRole('searchbox').inputValue(), madeUpEntry(1).taskId);
  });

  it('closes when the host shows jobs', async () => {
    const dashboard = await open();
    await untilRows(dashboard, 100);
    await dashboard.page.evaluate(() => window.fakeHost.show({ statuses: ['FAILED'] }));
    await dashboard.ready();
    assert.equal(await toggle(dashboard).getAttribute('aria-pressed'), 'false');
  });

  it('shows hostile text as text', async () => {
    const hostile = {
      ...madeUpEntry(0),
      id: `"'>${markup}`,
      by: markup,
      jobName: markup,
      jobId: `\u202e"'>${markup}`,
      taskId: markup,
      mediaId: 'x'.repeat(10_000),
      detail: `${markup}\u202e${'y'.repeat(10_000)}`,
    };
    const dashboard = await open({ width: 400, history: [hostile] });
    await entry(dashboard, 0).getByText(markup).first().waitFor();
    const overflow = await dashboard.page.evaluate(
      () => document.documentElement.scrollWidth - window.innerWidth,
    );
    assert.equal(overflow, 0);
    assert.equal(await dashboard.page.locator('#app :is(script, img:not([role]))').count(), 0);
    assert.equal(await dashboard.page.evaluate(() => 'hacked' in window), false);
  });

  it('formats times like the table', async () => {
    const dashboard = await dashboards.open({ history: madeUpHistory(1) });
    await dashboard.ready();
    await dashboard.button('Columns').click();
    await dashboard.page.getByRole('checkbox', { name: 'UTC times' }).click();
    await dashboard.page.keyboard.press('Escape');
    await toggle(dashboard).click();
    await entry(dashboard, 0).getByText('2026-11-23 10:00:00Z').waitFor();
  });

  for (const theme of themeKinds) {
    it(`has no findings in ${theme}, and its picture`, async () => {
      const dashboard = await open({ theme, history: madeUpHistory(60) });
      await untilRows(dashboard, 60);
      await dashboard.screenshot(`history-${theme}`);
      assert.deepEqual(await findingsOf(dashboard), []);
      await entry(dashboard, 0).getByRole('button').click();
      await dashboard.details.getByText('Technical').waitFor();
      await dashboard.screenshot(`history-details-${theme}`);
      assert.deepEqual(await findingsOf(dashboard), []);
    });
  }

  it('fits a narrow page, 200 % zoom and forced colors', async () => {
    for (const [name, size] of Object.entries({
      narrow: { width: 400 },
      zoomed: { width: 640, height: 450, scale: 2 },
    })) {
      const dashboard = await open({ ...size, theme: 'high-contrast', history: madeUpHistory(60) });
      await untilRows(dashboard, 60);
      const overflow = await dashboard.page.evaluate(
        () => document.documentElement.scrollWidth - window.innerWidth,
      );
      assert.equal(overflow, 0, name);
      const box = await frame(dashboard).boundingBox();
      assert.ok(box && box.height >= 100, `${name}: the list is ${box?.height} px high`);
      assert.deepEqual(await findingsOf(dashboard), [], name);
      // Not before axe, which would take a link's own colour for the one that is forced on it.
      await dashboard.page.emulateMedia({ forcedColors: 'active' });
      await dashboard.screenshot(`history-${name}`);
      await entry(dashboard, 0).getByRole('button').click();
      await dashboard.details.getByText('General').waitFor();
      await dashboard.button('Close details').click();
      await focusIsOn(entry(dashboard, 0).getByRole('button'));
    }
  });

  it('is reached and used with Tab, in reading order', async () => {
    const dashboard = await open();
    await untilRows(dashboard, 100);
    await toggle(dashboard).focus();
    const seen: string[] = [];
    for (let n = 0; n < 10; n++) {
      await dashboard.page.keyboard.press('Tab');
      seen.push(
        await dashboard.page.evaluate(() => {
          const element = document.activeElement;
          return element?.getAttribute('aria-label') ?? element?.textContent.trim() ?? '';
        }),
      );
    }
    assert.deepEqual(seen, [
      'Back to Jobs',
      'Export…',
      'Clear History…',
      'Job, task, or media',
      'Action',
      'Outcome',
      'Time',
      'Entries',
      madeUpEntry(249).jobName,
      madeUpEntry(248).jobName,
    ]);
  });
});
