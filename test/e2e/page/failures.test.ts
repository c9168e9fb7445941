import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import type { Job } from '../../../src/core/job/job';
import { hourMs } from '../../../src/core/base/timeUnits';
import { until } from '../../local/process/until';
import { aJob } from '../../support/builders/builders';
import { findingsOf } from './support/axe';
import { Dashboards, type DashboardPage, type OpenOptions } from './support/dashboardPage';
import { themeKinds } from './support/themes';

const morning = Date.UTC(2026, 10, 28, 7);
const queue = (name: string): string => `arn:aws:batch:eu-west-1:123456789012:job-queue/${name}`;
const definition = (name: string): string =>
  `arn:aws:batch:eu-west-1:123456789012:job-definition/${name}`;

/** Failures of one kind, spread over a night. */
const night = (name: string, count: number, facts: (index: number) => Partial<Job>): Job[] =>
  Array.from({ length: count }, (_, index) =>
    aJob({
      jobId: `${name}-${index}`,
      jobName: `${name}-${index}`,
      status: 'FAILED',
      timestamp: new Date(morning - (index % 30) * hourMs).toISOString(),
      jobQueue: queue('orchestrator-ingest'),
      jobDefinition: definition('ingest:42'),
      ...facts(index),
    }),
  );

const jobs = [
  ...night('memory', 205, index => ({
    mediaId: `media-${index % 40}`,
    taskId: `task-${index}`,
    reason: 'OutOfMemoryError: Container killed due to memory usage',
    exitCode: 137,
  })),
  ...night('image', 60, index => ({
    jobQueue: queue('text-recognition'),
    jobDefinition: definition(`text:${7 + (index % 2)}`),
    statusReason: 'Task failed to start',
    reason:
      'CannotPullContainerError: pull image manifest has been retried 5 time(s): failed to resolve ref 123456789012.dkr.ecr.eu-west-1.amazonaws.com/ingest:2026-11-22: not found',
    timestamp: new Date(morning + index * 1000).toISOString(),
  })),
  ...night('host', 12, index => ({
    statusReason: `Host EC2 (instance i-0a1b2c3d4e5f6071${index % 10}) terminated.`,
  })),
  ...night('own', 3, () => ({ exitCode: 3, statusReason: 'Essential container in task exited' })),
  // The revision before, which went well, and a retry of one failure.
  aJob({ jobId: 'before', status: 'SUCCEEDED', jobDefinition: definition('ingest:41') }),
  aJob({
    jobId: 'retried',
    status: 'SUCCEEDED',
    mediaId: 'media-0',
    jobQueue: queue('orchestrator-ingest'),
    jobDefinition: definition('ingest:42'),
    timestamp: new Date(morning + hourMs).toISOString(),
    createdAt: morning + hourMs,
  }),
];

describe('the failures by cause in the dashboard', () => {
  const dashboards = new Dashboards();

  before(() => dashboards.start());
  afterEach(() => dashboards.closePages());

  const open = async (options: OpenOptions = {}): Promise<DashboardPage> => {
    const dashboard = await dashboards.open({ jobs: 0, more: jobs, ...options });
    await dashboard.ready();
    await tab(dashboard, 'Failures').click();
    await heads(dashboard).first().waitFor();
    return dashboard;
  };
  const tab = ({ page }: DashboardPage, name: string): Locator => page.getByRole('tab', { name });
  const list = ({ page }: DashboardPage): Locator => page.locator('.failure-list');
  const heads = (dashboard: DashboardPage): Locator => list(dashboard).locator('.failure-head');
  const causes = (dashboard: DashboardPage): Promise<string[]> =>
    list(dashboard).locator('.failure-cause').allInnerTexts();
  const group = (dashboard: DashboardPage, cause: string): Locator =>
    list(dashboard)
      .locator('.failure')
      .filter({ has: dashboard.page.getByText(cause) });

  it('lists groups of failures, the largest first, with their figures', async () => {
    const dashboard = await open();

    assert.deepEqual(await causes(dashboard), [
      'Out of memory',
      'Image not found',
      'Host terminated',
      'Program error',
    ]);
    await dashboard.page.getByText('280 failed · 274 unresolved · 4 groups').waitFor();
    assert.deepEqual(
      await list(dashboard)
        .locator('.failure-count')
        .evaluateAll(all => all.map(one => (one as HTMLElement).innerText.trim())),
      ['205 73.2%', '60 21.4%', '12 4.3%', '3 1.1%'],
    );
    const figures = await list(dashboard).locator('.failure-figures').allInnerTexts();
    const [memory = '', image = ''] = figures.map(text => text.replace(/\s+/g, ' '));
    assert.match(
      memory,
      /^205 jobs, 199 unresolved .*40 media · Ingest 205 · ingest:42: 205, :41: 0/,
    );
    assert.match(image, /Text Recognition 60 · text:7: 30, :8: 30$/);
    await dashboard.screenshot('failures-wide');
  });

  it('unfolds what the cause is and what to do, with the page of AWS', async () => {
    const dashboard = await open();
    const image = group(dashboard, 'Image not found');
    await image.locator('.failure-head').click();
    const link = image.getByRole('link', { name: 'AWS documentation' });
    await link.waitFor();
    assert.match((await link.getAttribute('href')) ?? '', /^https:\/\/docs\.aws\.amazon\.com\//);
    await image.locator('.failure-head').click();
    await link.waitFor({ state: 'detached' });
  });

  it('completes a search for a group by its cause, once the groups were on screen', async () => {
    const dashboard = await open();
    await tab(dashboard, 'Jobs').click();
    await dashboard.ready();
    await dashboard.page.getByRole('combobox', { name: 'Search jobs' }).fill('group:memory');
    const offer = dashboard.page.getByRole('option', { name: /Out of memory/ });
    await offer.click();
    await dashboard.footer.getByText('205 of 282 jobs').waitFor();
  });

  it('shows the jobs of a group in the table, and all groups on return', async () => {
    const dashboard = await open();
    await group(dashboard, 'Image not found').locator('.failure-head').click();
    await group(dashboard, 'Image not found').getByText('Show These Jobs').click();
    await dashboard.ready();
    await until('the jobs of the group', async () =>
      (await dashboard.footer.innerText()).includes('60 of 282') ? true : undefined,
    );
    assert.match(await dashboard.page.locator('.search-input').inputValue(), /^group:[0-9a-f]{8}$/);
    await tab(dashboard, 'Failures').click();
    await until('all groups', async () =>
      (await heads(dashboard).count()) === 4 ? true : undefined,
    );
    assert.equal(await dashboard.page.locator('.search-input').inputValue(), '');
  });

  it('follows the filter apart from the status, and changes of jobs', async () => {
    const dashboard = await open();
    await dashboard.page.evaluate(() => window.fakeHost.showFailures({ statuses: ['SUCCEEDED'] }));
    await until('all groups', async () =>
      (await heads(dashboard).count()) === 4 ? true : undefined,
    );
    await dashboard.button('Clear').click();
    await dashboard.choose('Task Type', 'Text Recognition');
    await until('the group of the task type', async () =>
      (await causes(dashboard)).join() === 'Image not found' ? true : undefined,
    );
    await dashboard.page.evaluate(
      job => window.fakeHost.apply([job]),
      aJob({ ...jobs[205], jobId: 'new', status: 'FAILED' }),
    );
    await group(dashboard, 'Image not found').getByText('61', { exact: true }).waitFor();
  });

  it('sorts by the last failure, and keeps the order in a new page', async () => {
    const dashboard = await open();
    await dashboard.page.getByLabel('Sort by').selectOption('Last failure');
    await until('the other order', async () =>
      (await causes(dashboard))[0] === 'Image not found' ? true : undefined,
    );
    await dashboard.page.reload();
    await heads(dashboard).first().waitFor();
    assert.equal((await causes(dashboard))[0], 'Image not found');
  });

  it('acts on all jobs of a group, and runs the commands of its menu', async () => {
    const dashboard = await open();
    const host = group(dashboard, 'Host terminated');
    await host.locator('.failure-head').click();
    for (const name of ['Acknowledge Failure', 'Retry (Simulated)…']) {
      await host.getByText(name).click();
    }
    const acted = await until('both actions', async () => {
      const actions = await dashboard.page.evaluate(() => window.fakeHost.actions);
      return actions.length === 2 ? actions : undefined;
    });
    assert.deepEqual(
      acted.map(({ action, jobIds }) => [action, jobIds.length]),
      [
        ['acknowledge', 12],
        ['retry', 12],
      ],
    );
    const memory = group(dashboard, 'Out of memory');
    const names = [
      'Open Newest Event',
      'Search Logs of These Jobs…',
      'Show Affected Media…',
      'Copy as Text',
    ];
    for (const name of names) {
      await memory.getByText(name).click();
    }
    const id = (await memory.getAttribute('data-group')) ?? '';
    const ran = await until('all commands', async () => {
      const commands = await dashboard.page.evaluate(() => window.fakeHost.failureCommands);
      return commands.length === names.length ? commands : undefined;
    });
    assert.deepEqual(ran, [
      ['openNewestEvent', id],
      ['searchLogs', id],
      ['showFailureMedia', id],
      ['copyFailures', id],
    ]);
    assert.deepEqual(JSON.parse((await memory.getAttribute('data-vscode-context')) ?? ''), {
      webviewSection: 'failures',
      group: id,
      preventDefaultContextMenuItems: true,
    });
  });

  it('is used by keyboard: arrows move, Space unfolds, Enter shows the jobs', async () => {
    const dashboard = await open();
    const { keyboard } = dashboard.page;
    const focused = (): Promise<string> =>
      dashboard.page.evaluate(
        () => document.activeElement?.textContent?.replace(/\s+/g, ' ') ?? '',
      );
    await heads(dashboard).first().focus();
    await keyboard.press('ArrowDown');
    assert.match(await focused(), /Image not found/);
    await keyboard.press('End');
    assert.match(await focused(), /Program error/);
    await keyboard.press('Space');
    await group(dashboard, 'Program error').locator('.failure-body').waitFor();
    await keyboard.press('ArrowLeft');
    await group(dashboard, 'Program error').locator('.failure-body').waitFor({ state: 'detached' });
    await keyboard.press('Shift+F6');
    await keyboard.press('F6');
    assert.match(await focused(), /Program error/);
    await keyboard.press('Enter');
    await dashboard.ready();
    await until('the three jobs', async () =>
      (await dashboard.footer.innerText()).includes('3 of 282') ? true : undefined,
    );
    await until('the focus in the table', async () =>
      (await dashboard.page.evaluate(() => document.activeElement?.closest('.grid') !== null))
        ? true
        : undefined,
    );
  });

  it('keeps the focus on its group when another one overtakes it', async () => {
    const dashboard = await open();
    await group(dashboard, 'Host terminated').locator('.failure-head').focus();
    await dashboard.page.evaluate(
      more => window.fakeHost.apply(more),
      night('host', 100, index => ({
        statusReason: `Host EC2 (instance i-0a1b2c3d4e5f6071${index % 10}) terminated.`,
      })),
    );
    await until('the new order', async () =>
      (await causes(dashboard))[1] === 'Host terminated' ? true : undefined,
    );
    assert.match(
      await dashboard.page.evaluate(() => document.activeElement?.textContent ?? ''),
      /Host terminated/,
    );
  });

  it('tells in the table what became of each failed job, and beside the figure how many are unresolved', async () => {
    const dashboard = await dashboards.open({ jobs: 0, more: jobs });
    await dashboard.ready();
    await dashboard.button(/^Failed 280 274 unresolved/).waitFor();
    await dashboard.button('Columns').click();
    await dashboard.page.getByRole('option', { name: 'Resolution' }).click();
    await dashboard.page.keyboard.press('Escape');
    await dashboard.header('Resolution').click();
    await dashboard.page.getByText('not retried first').waitFor();
    await dashboard.cell(0, 8).getByText('Not retried').waitFor();
    await dashboard.header('Resolution').click();
    await dashboard.cell(0, 8).getByText('Recovered').waitFor();
  });

  it('says what to do where nothing has failed', async () => {
    const dashboard = await dashboards.open({ jobs: 0, more: jobs.slice(-2) });
    await dashboard.ready();
    await tab(dashboard, 'Failures').click();
    await dashboard.page.getByRole('heading', { name: 'No failed jobs' }).waitFor();
    await dashboard.button('Show Jobs').click();
    await dashboard.ready();
    await dashboard.page.evaluate(() => window.fakeHost.showFailures({ text: 'retried' }));
    await dashboard.page
      .getByRole('heading', { name: 'No failed jobs match the filter' })
      .waitFor();
    await dashboard.screenshot('failures-none');
    await dashboard.button('Clear Filters').click();
    await dashboard.page.getByRole('heading', { name: 'No failed jobs', exact: true }).waitFor();
  });

  it('is what the story of a media item and the action history lead back to', async () => {
    const dashboard = await open();
    await dashboard.page.evaluate(() => window.fakeHost.showMedia('media-1'));
    await dashboard.button('Back to Failures').click();
    await heads(dashboard).first().waitFor();
    await until('the focus on a group', async () =>
      (await dashboard.page.evaluate(() => document.activeElement?.className)) ===
      'failure-head open'
        ? true
        : undefined,
    );
    await dashboard.button('Action History').click();
    await dashboard.page.locator('.history-head').waitFor();
    await dashboard.button('Back to Failures').click();
    await heads(dashboard).first().waitFor();
    await tab(dashboard, 'Jobs').click();
    await dashboard.ready();
  });

  it('loads its script when it is first shown', async () => {
    const dashboard = await dashboards.open({ jobs: 3 });
    await dashboard.ready();
    const scripts = (): Promise<string[]> =>
      dashboard.page.evaluate(() =>
        performance
          .getEntriesByType('resource')
          .map(({ name }) => new URL(name).pathname)
          .filter(name => name.endsWith('.js')),
      );
    assert.equal(
      (await scripts()).some(name => name.includes('rareParts')),
      false,
    );
    await tab(dashboard, 'Failures').click();
    await until('the script', async () =>
      (await scripts()).some(name => name.includes('rareParts')) ? true : undefined,
    );
  });

  it('fits every width without scrolling sideways', async () => {
    for (const [width, height] of [
      [1600, 900],
      [1280, 800],
      [1024, 768],
      [400, 700],
    ] as const) {
      const dashboard = await open({ width, height });
      await dashboard.screenshot(`failures-${width}`);
      const overflow = await dashboard.page.evaluate(() =>
        [document.documentElement, ...document.querySelectorAll('.failures, .failures-frame, .top')]
          .filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth)
          .map(({ className }) => className),
      );
      assert.deepEqual(overflow, [], String(width));
    }
  });

  it('is accessible in every theme, wide and narrow', async () => {
    for (const theme of themeKinds) {
      const dashboard = await open({ theme, width: theme === 'light' ? 400 : 1280 });
      await dashboard.screenshot(`failures-${theme}`);
      assert.deepEqual(await findingsOf(dashboard), [], theme);
    }
  });
});
