import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { themes } from '../../local/vscode/themes';
import { until } from '../../local/process/until';
import { Monitor } from './workbench';

const queue = (name: string): string => `arn:aws:batch:eu-west-1:1:job-queue/${name}`;
const begin = Date.UTC(2026, 10, 23);

const item = (id: number, facts: Record<string, unknown> = {}): Record<string, unknown> => ({
  jobId: `job-${id}`,
  jobName: `job ${id}`,
  status: ['FAILED', 'RUNNING', 'SUCCEEDED'][id % 3],
  jobQueue: queue(id % 2 ? 'storage' : 'ingest-repair'),
  jobDefinition: 'arn:aws:batch:eu-west-1:1:job-definition/own:3',
  timestamp: new Date(begin + id * 1_000).toISOString(),
  region: 'eu-west-1',
  media_id: `media-${id % 7}`,
  statusReason: id % 3 === 0 ? 'Essential container in task exited' : '',
  shard: '0',
  updatedAt: begin + id,
  ...facts,
});

const jobs = Array.from({ length: 180 }, (_, id) => item(id));

describe('the tree in the workbench', () => {
  let monitor: Monitor;

  before(async () => {
    monitor = await Monitor.open({
      index: true,
      items: [
        ...jobs,
        item(1_000, {
          jobName: 'array',
          status: 'PENDING',
          arraySize: 2,
          jobQueue: queue('array'),
        }),
        item(1_001, { jobId: 'job-1000:0', status: 'FAILED', jobQueue: queue('array') }),
        item(1_002, { jobId: 'job-1000:1', status: 'SUCCEEDED', jobQueue: queue('array') }),
      ],
      settings: { 'batchMonitor.liveIntervalSeconds': 1 },
    });
    const { workbench } = monitor;
    await workbench.openView('Batch Monitor');
    await row('Storage').waitFor();
  });

  after(() => monitor.close());

  const row = (text: string): Locator => monitor.workbench.treeRow(text);
  const named = (name: string | RegExp): Locator =>
    monitor.workbench.page.locator('.sidebar').getByRole('treeitem', { name });
  const message = (): Locator => monitor.workbench.page.locator('.sidebar .message');
  const focusTree = (): Promise<void> => monitor.workbench.focusTree('Jobs');

  async function press(...keys: readonly string[]): Promise<void> {
    for (const key of keys) {
      await monitor.workbench.page.keyboard.press(key);
    }
  }

  /** Presses a key and waits until the keyboard is on the row of this name. */
  async function pressUntil(key: string, name: RegExp): Promise<void> {
    await press(key);
    await monitor.workbench.page
      .locator('.sidebar .monaco-list-row.focused')
      .and(named(name))
      .waitFor();
  }

  async function has(locator: Locator, attribute: string, value: string | RegExp): Promise<void> {
    const seen = async (): Promise<string> => (await locator.first().getAttribute(attribute)) ?? '';
    await until(`${attribute} is ${String(value)}`, async () =>
      typeof value === 'string' ? (await seen()) === value : value.test(await seen()),
    );
  }

  it('is navigated, expanded and used with the keyboard alone', async () => {
    const { workbench } = monitor;
    await focusTree();
    await pressUntil('Home', /^array: 3 jobs/);
    await pressUntil('ArrowDown', /^FAILED: 1 job/);
    await pressUntil('ArrowDown', /^PENDING: 1 job/);
    await press('ArrowRight');
    await has(named(/^PENDING: 1 job/), 'aria-expanded', 'true');
    await named(/^array, PENDING, .*2 children/).waitFor();
    await pressUntil('ArrowDown', /^array, PENDING/);
    await press('ArrowRight');
    await named(/^Index 0, FAILED/).waitFor();
    await pressUntil('ArrowDown', /^Index 0, FAILED/);
    await press('Enter');
    await workbench.editorTab('job_1001 (FAILED).json').waitFor();
    await workbench.focusedEditor.waitFor();
    await monitor.screenshot('tree children');
  });

  it('is filtered with the keyboard, explains errors as they are typed, and is cleared', async () => {
    const { page } = monitor.workbench;
    await focusTree();
    await press('Control+Shift+L');
    const input = page.locator('.quick-input-widget');
    await input.getByText('The view shows jobs that match this search').waitFor();
    await page.keyboard.type('status:failed colour:red');
    await input.getByText('Unknown qualifier "colour:".').waitFor();
    await page.keyboard.press('Enter');
    await input.getByText('Unknown qualifier "colour:".').waitFor();
    await page.keyboard.press('Control+A');
    await page.keyboard.type('status:failed queue:storage');
    await page.keyboard.press('Enter');
    await message().getByText('30 of 183 jobs: status:failed queue:storage').waitFor();
    await until('the other groups are gone', async () => (await row('ingest').count()) === 0);
    await monitor.screenshot('tree filtered');

    await monitor.workbench.runCommand('Batch Monitor: Filter Jobs');
    await input.getByText('The view shows jobs that match this search').waitFor();
    await page.keyboard.press('Control+A');
    await page.keyboard.type('name:nothing');
    await page.keyboard.press('Enter');
    await page.getByText('No jobs match this view’s filter.').waitFor();
    await monitor.screenshot('tree filtered to nothing');
    await page.getByRole('button', { name: 'Clear Filter' }).last().click();
    await row('ingest').waitFor();
    await until('nothing is said any more', async () => !(await message().isVisible()));
  });

  it('is grouped with the keyboard, with the current grouping marked', async () => {
    const { page } = monitor.workbench;
    const picker = page.locator('.quick-input-widget');
    const group = async (key: string): Promise<void> => {
      await focusTree();
      await press('Control+Alt+G');
      await picker.locator('.monaco-list-row.focused').getByText('current').waitFor();
      await press(key);
      await picker.locator('.monaco-list-row.focused', { hasNotText: 'current' }).waitFor();
      await press('Enter');
    };
    await group('ArrowUp');
    await row('media-6').waitFor();
    await monitor.screenshot('tree by media');
    await group('ArrowDown');
    await row('storage').waitFor();
  });

  it('keeps expansion, selection and scroll position while 118 jobs change', async () => {
    const { page } = monitor.workbench;
    await focusTree();
    await page.setViewportSize({ width: 1440, height: 460 });
    await press('End');
    await has(named(/^SUCCEEDED: 30 jobs/).last(), 'class', /focused/);
    await press('ArrowRight');
    await named('job 179, SUCCEEDED').waitFor();
    for (const id of [179, 173, 167]) {
      await pressUntil('ArrowDown', new RegExp(`^job ${id}, SUCCEEDED`));
    }
    await press('Space');
    const chosen = named('job 167, SUCCEEDED');
    await has(chosen, 'aria-selected', 'true');
    await monitor.workbench.focusedEditor.waitFor();
    await focusTree();
    for (const id of [161, 155, 149]) {
      await pressUntil('ArrowDown', new RegExp(`^job ${id}, SUCCEEDED`));
    }

    const look = async () => {
      const [open, top] = await Promise.all([
        page.locator('.sidebar [role="treeitem"][aria-expanded="true"]').allInnerTexts(),
        page
          .locator('.sidebar .monaco-list-rows')
          .first()
          .evaluate(rows => getComputedStyle(rows).top + getComputedStyle(rows).transform),
      ]);
      return {
        open: open.map(text =>
          text.replace(/[\d,]+( failed of [\d,]+)?( · [\d,]+ stuck)?\s*$/, '').trim(),
        ),
        selected: await chosen.getAttribute('aria-selected'),
        place: await chosen.boundingBox(),
        top,
      };
    };
    const before = await look();
    assert.notEqual(before.place, null);
    assert.match(before.top, /-/, 'it is scrolled');

    // Of each task type one goes on, so that no group goes away above.
    const running = jobs.filter(({ status }) => status === 'RUNNING').slice(2);
    const now = Date.now();
    const failed = running.map((job, index) => ({
      ...job,
      status: 'FAILED',
      timestamp: new Date(now + index).toISOString(),
      updatedAt: now,
    }));
    const fresh = Array.from({ length: 60 }, (_, index) =>
      item(2_001 + 3 * index, { timestamp: new Date(now).toISOString(), updatedAt: now }),
    );
    await monitor.put([...failed, ...fresh]);
    await monitor.workbench.statusBarItem('179 failed').waitFor();
    await named(/^ingest-repair: 120 jobs, 89 failed/)
      .first()
      .waitFor();
    // Its groups are drawn one by one.
    await until('it looks as before', async () => {
      assert.deepEqual(await look(), before);
      return true;
    });
    await monitor.screenshot('tree after changes');
    await page.setViewportSize({ width: 1440, height: 900 });
    await named(/^storage: 120 jobs, /)
      .first()
      .waitFor();
  });

  it('shows the details of a job on hover, in every theme', async () => {
    const { workbench } = monitor;
    for (const theme of themes) {
      await workbench.setTheme(theme);
      await workbench.openView('Batch Monitor');
      const hover = workbench.page.locator('.monaco-hover').getByText('Job ID: job-167');
      await workbench.hover(named('job 167, SUCCEEDED'), hover);
      await monitor.screenshot(`tree ${theme}`);
    }
  });
});
