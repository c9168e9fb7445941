import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import type { Job } from '../../../src/core/job/job';
import { until } from '../../local/process/until';
import { aJob } from '../../support/builders/builders';
import { findingsOf } from './support/axe';
import { Dashboards, type DashboardPage, type OpenOptions } from './support/dashboardPage';
import { themeKinds } from './support/themes';

const start = Date.UTC(2026, 10, 23, 10);
const minute = 60_000;
const mediaId = '65f1c0ffee65f1c0ffee65f1';
const queue = (name: string): string => `arn:aws:batch:eu-west-1:123456789012:job-queue/${name}`;

const mediaJob = (jobId: string, from: number, to: number, facts: Partial<Job> = {}): Job =>
  aJob({
    jobId,
    jobName: `name-${jobId}`,
    mediaId,
    status: 'SUCCEEDED',
    jobQueue: queue('orchestrator-ingest'),
    jobDefinition: 'arn:aws:batch:eu-west-1:123456789012:job-definition/any:1',
    createdAt: start + from * minute,
    startedAt: start + (from + 1) * minute,
    stoppedAt: start + to * minute,
    ...facts,
  });

const story = [
  mediaJob('ingest', 0, 10, {
    status: 'FAILED',
    exitCode: 137,
    attempts: 3,
    reason: 'OutOfMemoryError: Container killed due to memory usage',
  }),
  mediaJob('retry', 20, 30),
  mediaJob('text', 30, 40, { jobQueue: queue('text-recognition') }),
];

/** Others that went through one stage more. */
const others = Array.from({ length: 8 }, (_, index) =>
  ['orchestrator-ingest', 'text-recognition', 'assembly'].map(name =>
    mediaJob(`${name}-${index}`, 0, 5, { mediaId: `media-${index}`, jobQueue: queue(name) }),
  ),
).flat();

describe('the story of a media item in the dashboard', () => {
  const dashboards = new Dashboards();

  before(() => dashboards.start());
  afterEach(() => dashboards.closePages());

  const open = async (options: OpenOptions = {}): Promise<DashboardPage> => {
    const dashboard = await dashboards.open({ jobs: 0, more: [...story, ...others], ...options });
    await dashboard.ready();
    await dashboard.page.evaluate(id => window.fakeHost.showMedia(id), mediaId);
    await stages(dashboard).first().waitFor();
    return dashboard;
  };
  const section = ({ page }: DashboardPage): Locator =>
    page.getByRole('region', { name: `Jobs of media ${mediaId}` });
  const stages = (dashboard: DashboardPage): Locator => section(dashboard).locator('.stage');
  const textsOf = (locator: Locator): Promise<string[]> =>
    locator.evaluateAll(all => all.map(one => (one as HTMLElement).innerText.trim()));

  it('tells stages, jobs, attempts, and causes in the order of time', async () => {
    const dashboard = await open();
    assert.deepEqual(await textsOf(section(dashboard).locator('.stage-name')), [
      'Ingest',
      'Text Recognition',
    ]);
    assert.deepEqual(await textsOf(section(dashboard).locator('.story-job-name')), [
      'name-ingest',
      'name-retry',
      'name-text',
    ]);
    const first = section(dashboard).locator('.story-job').first();
    await first.getByText('Waited 1 min · ran 9 min · 3 attempts').waitFor();
    await first.getByText('OutOfMemoryError: Container killed due to memory usage').waitFor();
    await first.getByText('Out of memory').first().waitFor();
    assert.match(
      (await textsOf(section(dashboard).locator('.story-summary')))[0] ?? '',
      /^3 jobs · 1 failed · 2026-11-23 .* · 40 min in total$/,
    );
  });

  it('draws waits and runs on one scale of time', async () => {
    const dashboard = await open();
    const boxes = await section(dashboard)
      .locator('.story-bar')
      .evaluateAll(bars =>
        bars.map(bar => {
          const { left, width } = bar.getBoundingClientRect();
          return [...bar.querySelectorAll('.span')].map(span => {
            const box = span.getBoundingClientRect();
            return [(box.left - left) / width, (box.right - left) / width].map(share =>
              Math.round(share * 40),
            );
          });
        }),
      );
    assert.deepEqual(boxes, [
      [
        [0, 1],
        [1, 10],
      ],
      [
        [20, 21],
        [21, 30],
      ],
      [
        [30, 31],
        [31, 40],
      ],
    ]);
  });

  it('is a region of F6, between the header and the details of a job', async () => {
    const dashboard = await open();
    const { page } = dashboard;
    const focused = (): Promise<string | null | undefined> =>
      page.evaluate(() => document.activeElement?.getAttribute('aria-label'));
    await section(dashboard).getByRole('button', { name: 'name-text' }).click();
    await dashboard.details.getByText('Technical').waitFor();
    await dashboard.button('Refresh').focus();
    await page.keyboard.press('F6');
    assert.equal(await focused(), 'Back to Jobs');
    await page.keyboard.press('F6');
    assert.equal(await focused(), 'Close details');
    await page.keyboard.press('Shift+F6');
    assert.equal(await focused(), 'Back to Jobs');
  });

  it('names the stages that other media have', async () => {
    const dashboard = await open();
    const missing = section(dashboard).locator('.story-missing');
    await missing.getByText('Stages that other media have and this one lacks:').waitFor();
    assert.deepEqual(await textsOf(missing.locator('li')), [
      'Assembly (Zip Package) 8 of 8 media with the same stages',
    ]);
  });

  it('opens a job beside it, and follows its changes', async () => {
    const dashboard = await open();
    await section(dashboard).getByRole('button', { name: 'name-text' }).click();
    await dashboard.details.getByText('name-text').first().waitFor();
    await dashboard.page.evaluate(
      job => window.fakeHost.apply([job]),
      mediaJob('zip', 50, 60, { jobQueue: queue('assembly') }),
    );
    await until('the new stage', async () =>
      (await stages(dashboard).count()) === 3 ? true : undefined,
    );
    await section(dashboard).locator('.story-missing').waitFor({ state: 'detached' });
  });

  it('leads to the same jobs in the table, and back', async () => {
    const dashboard = await open();
    await dashboard.button('Show in Table').click();
    await dashboard.ready();
    assert.equal(await section(dashboard).count(), 0);
    await until('the three jobs', async () =>
      (await dashboard.footer.innerText()).includes('3 of 27') ? true : undefined,
    );
  });

  it('survives the page, and closes with Back to Jobs', async () => {
    const dashboard = await open();
    await dashboard.page.reload();
    await stages(dashboard).first().waitFor();
    await dashboard.button('Back to Jobs').click();
    await dashboard.ready();
    assert.equal(await section(dashboard).count(), 0);
  });

  it('is accessible in every theme, wide and narrow', async () => {
    for (const theme of themeKinds) {
      const dashboard = await open({ theme, width: theme === 'dark' ? 500 : 1600 });
      await dashboard.screenshot(`media-${theme}`);
      assert.deepEqual(await findingsOf(dashboard), [], theme);
    }
  });
});
