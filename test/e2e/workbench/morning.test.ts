import assert from 'node:assert/strict';
import type { FrameLocator, Locator } from 'playwright-core';
import { until } from '../../local/process/until';
import { onCallMorning } from './onCallMorning';
import { Monitor } from './workbench';

const jobs = 4_000;

/** What it took to answer a question. */
interface Answered {
  readonly question: string;
  readonly clicks: number;
  readonly seconds: number;
  readonly answer: string;
}

describe('the morning after a bad night in VS Code', () => {
  let monitor: Monitor;
  let page: FrameLocator;
  let clicks = 0;
  const answered: Answered[] = [];

  before(async () => {
    monitor = await Monitor.open({
      index: true,
      settings: {
        'batchMonitor.refreshIntervalSeconds': 0,
        'batchMonitor.statusBar.failedWithin': 24,
      },
    });
    const { workbench } = monitor;
    await workbench.openView('Batch Monitor');
    await workbench.page.locator('.sidebar').getByText('The table has no jobs yet').waitFor();
    await monitor.putMany(onCallMorning(Date.now(), jobs));
    await workbench.runCommand('Batch Monitor: Refresh');
    await workbench.statusBarItem('634 failed').waitFor();
    page = workbench.webview;
  });

  after(async () => {
    console.table(answered);
    await monitor.close();
  });

  const click = async (what: Locator): Promise<void> => {
    clicks++;
    await what.click();
  };
  /** Opening a native list and selecting an item are two clicks. */
  const select = async (list: Locator, label: string): Promise<void> => {
    clicks += 2;
    await list.selectOption({ label });
  };
  /** What is on screen there, once it is as expected. */
  const seen = (where: Locator, expected: RegExp): Promise<string> =>
    until(`${String(expected)} to be seen`, async () => {
      const text = (await where.innerText()).replace(/\s+/g, ' ').trim();
      return text.match(expected)?.[0];
    });
  const largest = (): Locator => page.locator('.failure').first();

  async function answer(
    question: string,
    maxClicks: number,
    find: () => Promise<string>,
  ): Promise<void> {
    clicks = 0;
    const start = performance.now();
    const found = await find();
    const seconds = Math.round((performance.now() - start) / 100) / 10;
    answered.push({ question, clicks, seconds, answer: found });
    await monitor.screenshot(`morning ${answered.length}`);
    assert.ok(clicks <= maxClicks, `${clicks} clicks: ${question}`);
  }

  it('tells the biggest cause with one click on the status bar', () =>
    answer('Which cause is the biggest?', 1, async () => {
      await click(monitor.workbench.statusBarItem('634 failed'));
      await seen(page.locator('.failures-head'), /634 failed .* 14 groups/);
      return seen(largest().locator('.failure-line'), /^Out of memory .*205 32\.3%/);
    }));

  it('tells how many media are hit on the same line, and which with one click', () =>
    answer('Which media are hit?', 1, async () => {
      const figures = largest().locator('.failure-figures');
      const count = await seen(figures, /40 media/);
      await click(largest().getByText('Show Affected Media…'));
      const { picker } = monitor.workbench;
      await picker.getByText('media-1', { exact: true }).waitFor();
      const first = await seen(picker.locator('.monaco-list-row').first(), /^media-[0-4] ?6 jobs/);
      return `${count}, first ${first}`;
    }));

  it('tells what was retried with success on the line of the cause', () =>
    answer('Was anything retried with success?', 0, () =>
      seen(largest().locator('.failure-figures'), /205 jobs, 199 unresolved/),
    ));

  it('tells whether the last deployment broke it on the line of the cause', () =>
    answer('Did the last deployment of the job definition break it?', 0, () =>
      seen(largest().locator('.failure-figures'), /ingest:43: 205, :42: 0/),
    ));

  it('tells whether it is worse than last week with four clicks', async () => {
    await monitor.workbench.closePicker();
    await answer('Is it worse than last week?', 4, async () => {
      await click(page.getByRole('button', { name: 'Time', exact: true }));
      await click(page.getByRole('button', { name: 'Last 24 hours', exact: true }));
      await select(
        page.getByRole('combobox', { name: 'Compare with' }),
        'Compare with the same hours a week ago',
      );
      const failed = await seen(page.locator('.failures-card'), /634 \+613, from 21/);
      const causes = page.getByRole('toolbar', { name: 'Causes compared' });
      return `${failed}; ${await seen(causes, /Out of memory \+184/)}`;
    });
  });

  it('tells why a job has been RUNNABLE for three hours with two clicks', () =>
    answer('Why has this job been RUNNABLE for three hours?', 2, async () => {
      await click(page.getByRole('button', { name: /^Stuck/ }));
      await click(page.getByRole('gridcell', { name: 'RUNNABLE' }));
      const details = page.getByRole('complementary', { name: 'Job details' });
      const wait = await seen(
        details.locator('.wait').first(),
        /In RUNNABLE for 3 h \d+ min\. Queue gpu-render: 20 running, 57 waiting\. Last start \d+ min( \d+ s)? ago/,
      );
      const cause = details.getByRole('region', { name: 'Cause' });
      return `${wait}; ${await seen(cause.getByRole('heading'), /.+/)}`;
    }));
});
