import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { makeJob } from '../../../src/core/job/job';
import { until } from '../../local/process/until';
import { findingsOf } from './support/axe';
import {
  Dashboards,
  localTime,
  type DashboardPage,
  type OpenOptions,
} from './support/dashboardPage';
import type { FakeHost } from './support/fakeHost';
import { madeUpEntry, madeUpHistory } from './support/madeUpHistory';
import { madeUpJob, newest } from './support/madeUpJobs';
import { themeKinds } from './support/themes';

/** Newer than all made-up jobs, so that it is the first row. */
const running = makeJob({
  ...madeUpJob(1),
  jobId: 'running-job',
  status: 'RUNNING',
  timestamp: new Date(newest + 60_000).toISOString(),
});
const ids = (...rows: number[]): string[] => rows.map(row => madeUpJob(row).jobId);

describe('marks and actions of jobs', () => {
  const dashboards = new Dashboards();

  before(() => dashboards.start());
  afterEach(() => dashboards.closePages());

  const open = async (options: OpenOptions = {}): Promise<DashboardPage> => {
    const dashboard = await dashboards.open(options);
    await dashboard.ready();
    return dashboard;
  };
  const setMark = ({ page }: DashboardPage, ...args: Parameters<FakeHost['setMark']>) =>
    page.evaluate(([mark, jobIds, isOn]) => window.fakeHost.setMark(mark, jobIds, isOn), args);
  const taken = ({ page }: DashboardPage): Promise<unknown> =>
    page.evaluate(() => window.fakeHost.actions);
  const untilTaken = (dashboard: DashboardPage, wanted: unknown): Promise<true> =>
    until('the action to be taken', async () => {
      assert.deepEqual(await taken(dashboard), wanted);
      return true as const;
    });
  const button = ({ details }: DashboardPage, name: string | RegExp): Locator =>
    details.getByRole('button', { name });
  const menuItem = ({ page }: DashboardPage, name: string | RegExp): Locator =>
    page.getByRole('menuitem', { name });
  const focusIsOn = (locator: Locator): Promise<true> =>
    until('the focus', async () =>
      (await locator.evaluate(element => element === document.activeElement)) ? true : undefined,
    );

  it('shows marks beside the status, with text for screen readers, as soon as they are set', async () => {
    const dashboard = await open();
    await dashboard.cell(0, 0).focus();
    for (const key of ['ArrowDown', 'ArrowRight', 'ArrowRight', 'ArrowRight']) {
      await dashboard.page.keyboard.press(key);
    }
    await setMark(dashboard, 'broken', ids(0, 1), true);
    await setMark(dashboard, 'acknowledged', ids(1), true);

    const marks = (row: number): Locator => dashboard.cell(row, 3).getByRole('img');
    await marks(1).nth(1).waitFor();
    const names = await marks(1).evaluateAll(all => all.map(mark => mark.ariaLabel));
    assert.deepEqual(names, ['Marked as broken', 'Failure acknowledged']);
    assert.equal(await marks(0).count(), 1);
    assert.equal(await marks(2).count(), 0);
    await focusIsOn(dashboard.cell(1, 3));
    // The word of the status is whole beside a mark.
    const word = dashboard.cell(0, 3).locator('.status-word');
    assert.ok(await word.evaluate(({ scrollWidth, clientWidth }) => scrollWidth <= clientWidth));

    await setMark(dashboard, 'broken', ids(0), false);
    await marks(0).waitFor({ state: 'detached' });
  });

  it('excludes marks from what is copied', async () => {
    const dashboard = await open();
    await setMark(dashboard, 'broken', ids(0, 1), true);
    await dashboard.cell(0, 3).getByRole('img').waitFor();
    await dashboard.cell(0, 3).click();
    await dashboard.cell(1, 3).click({ modifiers: ['Shift'] });
    await dashboard.button('Copy Rows').click();
    const copied = await until('the copy', () =>
      dashboard.page.evaluate(() => window.fakeHost.copied.at(-1)),
    );
    assert.equal(copied.toLowerCase().includes('broken'), false);
  });

  it('shows in the details since when a job is broken, and by whom', async () => {
    const job = madeUpJob(2);
    const dashboard = await open({
      history: [{ ...madeUpEntry(0), action: 'markBroken', outcome: 'done', jobId: job.jobId }],
    });
    await setMark(dashboard, 'broken', [job.jobId], true);
    await dashboard.cell(2, 3).click();
    await dashboard.details.getByText('Marked as broken').first().waitFor();
    const note = await dashboard.details.locator('.mark-note').innerText();
    assert.equal(
      note,
      `Marked as broken ${localTime(madeUpEntry(0).at)} by Operator/ada@example.org`,
    );

    await setMark(dashboard, 'broken', [job.jobId], false);
    await dashboard.details.locator('.mark-note').waitFor({ state: 'detached' });
  });

  it('runs an action on the job in the details, and explains why one is not possible', async () => {
    const dashboard = await open({ more: [running] });
    await dashboard.cell(0, 3).click();
    const retry = button(dashboard, 'Retry (Simulated) The job has not finished yet.');
    await retry.waitFor();
    assert.equal(await retry.getAttribute('aria-disabled'), 'true');
    await dashboard.details.getByTitle('The job has not finished yet.').waitFor();
    await retry.click({ force: true });
    await button(dashboard, 'Abort (Simulated)').click();
    await untilTaken(dashboard, [{ action: 'abort', jobIds: [running.jobId] }]);
  });

  it('does not call actions simulated while they are live, and offers to change a retry', async () => {
    const dashboard = await open({ mode: 'live', more: [{ ...running, status: 'FAILED' }] });
    await dashboard.cell(0, 3).click();
    await button(dashboard, 'Retry').waitFor();
    assert.equal(await button(dashboard, /Simulated/).count(), 0);
    await button(dashboard, 'More Actions').click();
    await menuItem(dashboard, 'Retry with Changes…').click();
    await dashboard.page.waitForFunction(() => window.fakeHost.commands.length === 1);
    assert.deepEqual(await dashboard.page.evaluate(() => window.fakeHost.commands), [
      ['retryWithChanges', running.jobId],
    ]);
  });

  it('keeps the focus on a button while the job moves on', async () => {
    const dashboard = await open({ more: [running] });
    await dashboard.cell(0, 3).click();
    const retry = dashboard.details.locator('vscode-button.action').first();
    await retry.focus();
    await dashboard.page.evaluate(job => window.fakeHost.apply([job]), {
      ...running,
      status: 'FAILED',
    });
    await until('retry to be possible', async () =>
      (await retry.getAttribute('title')) === null ? true : undefined,
    );
    await focusIsOn(retry);
    await dashboard.page.keyboard.press('Enter');
    await untilTaken(dashboard, [{ action: 'retry', jobIds: [running.jobId] }]);
  });

  it('has the other actions in a menu that the keyboard reaches', async () => {
    const dashboard = await open({ more: [running] });
    const { keyboard } = dashboard.page;
    await dashboard.cell(0, 3).click();
    const more = button(dashboard, 'More Actions');
    await more.focus();
    await keyboard.press('ArrowDown');
    await focusIsOn(menuItem(dashboard, 'Mark as Broken'));
    assert.deepEqual(
      await dashboard.page
        .getByRole('menuitem')
        .evaluateAll(items => items.map(({ textContent }) => textContent.trim().split(/\s{2,}/))),
      [
        ['Mark as Broken'],
        ['Acknowledge Failure', 'The job has not failed.'],
        ['Compare with Last Success'],
        ['Show All Jobs of This Media'],
        ['Open Log'],
        ['Open in AWS Console'],
        ['Open Logs in CloudWatch'],
      ],
    );
    await keyboard.press('Enter');
    await untilTaken(dashboard, [{ action: 'markBroken', jobIds: [running.jobId] }]);
    await focusIsOn(more);

    await keyboard.press('Enter');
    await keyboard.press('ArrowDown');
    await keyboard.press('Enter');
    await menuItem(dashboard, /^Acknowledge Failure/).waitFor();
    await keyboard.press('End');
    await keyboard.press('Enter');
    await keyboard.press('Enter');
    await keyboard.press('o');
    await keyboard.press('Enter');
    const commands = await until('two commands', async () => {
      const run = await dashboard.page.evaluate(() => window.fakeHost.commands);
      return run.length === 2 ? run : undefined;
    });
    assert.deepEqual(commands, [
      ['openLogs', running.jobId],
      ['openLog', running.jobId],
    ]);
    await keyboard.press('Enter');
    await keyboard.press('Escape');
    await focusIsOn(more);
    assert.equal(await dashboard.details.count(), 1, 'Escape closes the menu alone');
  });

  it('offers to undo a mark in its place', async () => {
    const failed = { ...running, status: 'FAILED' };
    const dashboard = await open({ more: [failed] });
    await dashboard.cell(0, 3).click();
    await button(dashboard, 'More Actions').click();
    await menuItem(dashboard, 'Acknowledge Failure').waitFor();
    await setMark(dashboard, 'broken', [failed.jobId], true);
    await setMark(dashboard, 'acknowledged', [failed.jobId], true);
    await menuItem(dashboard, 'Unacknowledge Failure').waitFor();
    await focusIsOn(menuItem(dashboard, 'Remove Broken Mark'));
    await menuItem(dashboard, 'Unacknowledge Failure').click();
    await until('the command', () =>
      dashboard.page.evaluate(() => window.fakeHost.commands.at(-1)?.[0] === 'unacknowledgeJob'),
    );
  });

  it('runs an action on the selected rows, and on all that match', async () => {
    const dashboard = await open();
    await dashboard.cell(2, 1).click();
    await dashboard.page.keyboard.press('Escape');
    await dashboard.cell(4, 1).click({ modifiers: ['Shift'] });
    const bar = dashboard.page.getByRole('region', { name: 'Selection' });
    await bar.getByRole('button', { name: 'Actions' }).click();
    await menuItem(dashboard, 'Mark as Broken').click();
    const first = { action: 'markBroken', jobIds: ids(2, 3, 4) };
    await untilTaken(dashboard, [first]);

    await bar.getByRole('button', { name: 'Select All 300' }).click();
    await bar.getByText('300 jobs selected').waitFor();
    assert.equal(await bar.getByRole('button', { name: 'Select All' }).count(), 0);
    await dashboard.cell(1, 1).click({ modifiers: ['Control'] });
    await bar.getByRole('button', { name: 'Actions' }).focus();
    await dashboard.page.keyboard.press('ArrowDown');
    await dashboard.page.keyboard.press('Enter');
    const all = Array.from({ length: 300 }, (_, row) => row).filter(row => row !== 1);
    await untilTaken(dashboard, [first, { action: 'acknowledge', jobIds: ids(...all) }]);
  });

  it('sends no more than the host needs to detect that there are too many', async () => {
    const dashboard = await open({ jobs: 10_500 });
    await dashboard.cell(0, 0).focus();
    await dashboard.page.keyboard.press('Control+a');
    const bar = dashboard.page.getByRole('region', { name: 'Selection' });
    await bar.getByRole('button', { name: 'Actions' }).click();
    await menuItem(dashboard, 'Abort (Simulated)').click();
    const count = await until('the action', () =>
      dashboard.page.evaluate(() => window.fakeHost.actions[0]?.jobIds.length),
    );
    assert.equal(count, 10_001);
  });

  it('lists the last actions on a job, and links to all of them', async () => {
    const job = madeUpJob(0);
    const dashboard = await open({
      history: madeUpHistory(9).map(entry => ({ ...entry, jobId: job.jobId })),
    });
    await dashboard.cell(0, 3).click();
    const last = dashboard.details.locator('.recent-actions > li');
    await last.first().waitFor();
    assert.equal(await last.count(), 5);
    assert.match(
      (await last.first().innerText()).replace(/\s+/g, ' '),
      /^Retry \(Simulated\) Done/,
    );

    await button(dashboard, 'Show All 9 in Action History').click();
    const table = dashboard.page.getByRole('table', { name: 'Action History' });
    await until('its entries', async () =>
      (await table.getByRole('row').count()) === 10 ? true : undefined,
    );
    assert.equal(await dashboard.page.getByRole('searchbox').inputValue(), job.jobId);
  });

  it('lists the actions on a job that is gone', async () => {
    const job = madeUpJob(0);
    const dashboard = await open({ history: [{ ...madeUpEntry(0), jobId: job.jobId }] });
    await dashboard.cell(0, 3).click();
    await dashboard.details.locator('.recent-actions').waitFor();
    await dashboard.page.evaluate(jobId => window.fakeHost.remove(jobId), job.jobId);
    await dashboard.details.getByText('This job is no longer in the table').waitFor();
    assert.equal(await dashboard.details.locator('.recent-actions > li').count(), 1);
    assert.equal(await button(dashboard, /Simulated/).count(), 0);
  });

  for (const theme of themeKinds) {
    it(`has no findings in ${theme}, and its picture`, async () => {
      const dashboard = await open({ theme, more: [running], history: madeUpHistory(60) });
      await setMark(dashboard, 'broken', [running.jobId, ...ids(0, 1, 2)], true);
      await setMark(dashboard, 'acknowledged', ids(2, 3), true);
      await dashboard.cell(4, 3).getByRole('img').waitFor();
      await dashboard.cell(0, 3).click();
      await dashboard.details.getByText('Technical').waitFor();
      await button(dashboard, 'More Actions').click();
      await menuItem(dashboard, 'Remove Broken Mark').waitFor();
      await dashboard.screenshot(`actions-${theme}`);
      assert.deepEqual(await findingsOf(dashboard), []);
      await dashboard.page.keyboard.press('Escape');
      await dashboard.page.keyboard.press('Escape');
      await dashboard.cell(3, 3).click({ modifiers: ['Shift'] });
      await dashboard.button('Actions').click();
      await menuItem(dashboard, 'Mark as Broken').waitFor();
      await dashboard.screenshot(`actions-many-${theme}`);
      assert.deepEqual(await findingsOf(dashboard), []);
    });
  }

  it('fits a narrow page, 200 % zoom and forced colors', async () => {
    for (const [name, size] of Object.entries({
      narrow: { width: 400 },
      zoomed: { width: 640, height: 450, scale: 2 },
    })) {
      const dashboard = await open({ ...size, theme: 'high-contrast', more: [running] });
      await dashboard.page.emulateMedia({ forcedColors: 'active' });
      await dashboard.cell(0, 0).click();
      await button(dashboard, 'More Actions').click();
      const item = menuItem(dashboard, 'Open Logs in CloudWatch');
      await item.scrollIntoViewIfNeeded();
      const box = await item.boundingBox();
      assert.ok(box && box.x >= 0 && box.x + box.width <= size.width, name);
      await dashboard.screenshot(`actions-${name}`);
      assert.deepEqual(await findingsOf(dashboard), [], name);
      await dashboard.page.keyboard.press('Escape');
      await dashboard.page.keyboard.press('Escape');
      await dashboard.cell(3, 0).click({ modifiers: ['Shift'] });
      await dashboard.button('Actions').click();
      const panel = await dashboard.page.getByRole('menu').boundingBox();
      assert.ok(panel && panel.y >= 0 && panel.x >= 0, name);
      assert.ok(panel.x + panel.width <= size.width, name);
      await dashboard.screenshot(`actions-many-${name}`);
    }
  });
});
