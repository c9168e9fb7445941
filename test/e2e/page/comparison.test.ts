import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { dayMs, hourMs } from '../../../src/core/base/timeUnits';
import type { Job } from '../../../src/core/job/job';
import { until } from '../../local/process/until';
import { aJob, manyJobs } from '../../support/builders/builders';
import { findingsOf } from './support/axe';
import { Dashboards, type DashboardPage, type OpenOptions } from './support/dashboardPage';

const ago = (ms: number): string => new Date(Date.now() - ms).toISOString();

const failures = (prefix: string, count: number, age: number): Job[] =>
  manyJobs(count, index => ({
    jobId: `${prefix}-${index}`,
    status: 'FAILED',
    timestamp: ago(age),
  }));

describe('the comparison of periods in the dashboard', () => {
  const dashboards = new Dashboards();

  before(() => dashboards.start());
  afterEach(() => dashboards.closePages());

  const open = async (
    size: Pick<OpenOptions, 'width' | 'height' | 'jobs'> = {},
  ): Promise<DashboardPage> => {
    const dashboard = await dashboards.open({
      jobs: 0,
      ...size,
      more: [
        ...failures('now', 7, hourMs),
        ...failures('before', 3, 30 * hourMs),
        ...failures('week', 9, 7 * dayMs + hourMs),
        aJob({ jobId: 'good', status: 'SUCCEEDED', timestamp: ago(hourMs) }),
      ],
    });
    await dashboard.ready();
    await dashboard.page.evaluate(
      ms => window.fakeHost.show({ time: { kind: 'last', ms } }),
      dayMs,
    );
    await select(dashboard).waitFor();
    return dashboard;
  };
  const select = ({ page }: DashboardPage): Locator =>
    page.getByRole('combobox', { name: 'Compare with' });
  const notes = (dashboard: DashboardPage): Promise<string[]> =>
    dashboard.page.locator('.cards .card-note').allInnerTexts();
  const untilNotes = (dashboard: DashboardPage, wanted: RegExp): Promise<true> =>
    until(`notes like ${wanted}`, async () =>
      wanted.test((await notes(dashboard)).join(' | ')) ? true : undefined,
    );

  it('shows differences from the period before, and from a week ago', async () => {
    const dashboard = await open();
    await select(dashboard).selectOption({ label: 'Compare with the period before' });
    await untilNotes(dashboard, /^\+5, from 3 \| \+1, from 0 \| \+4, from 3 \| .*from 0\.0/);
    await select(dashboard).selectOption({ label: 'Compare with the same hours a week ago' });
    await untilNotes(dashboard, /^−1, from 9 \| \+1, from 0 \| −2, from 9 \| /);
    await select(dashboard).selectOption({ label: 'No comparison' });
    await untilNotes(dashboard, /^of 20 \| /);
  });

  it('names the causes that changed, and outlines the earlier jobs in the chart', async () => {
    const dashboard = await open();
    await select(dashboard).selectOption({ label: 'Compare with the same hours a week ago' });
    const causes = dashboard.page.getByRole('toolbar', { name: 'Causes compared' });
    await causes.getByRole('button', { name: /−2$/ }).waitFor();
    await dashboard.page.locator('.ghost-bars').waitFor({ state: 'attached' });
    assert.deepEqual(await findingsOf(dashboard), []);
    await dashboard.screenshot('comparison-causes');
    await select(dashboard).selectOption({ label: 'No comparison' });
    await causes.waitFor({ state: 'detached' });
    assert.equal((await dashboard.receivedOf('comparisonClosed')).length, 1);
  });

  it('follows the jobs and survives the page', async () => {
    const dashboard = await open();
    await select(dashboard).selectOption({ label: 'Compare with the period before' });
    await untilNotes(dashboard, /\+4, from 3/);
    await dashboard.page.evaluate(
      jobs => window.fakeHost.apply(jobs),
      failures('late', 2, 30 * hourMs),
    );
    await untilNotes(dashboard, /\+2, from 5/);
    // The new page has a host of its own, without the late jobs.
    await dashboard.page.reload();
    await untilNotes(dashboard, /\+4, from 3/);
  });

  it('has the figures on one line, as those without a comparison', async () => {
    const dashboard = await open({ width: 1130, height: 800, jobs: 12_000 });
    await select(dashboard).selectOption({ label: 'Compare with the period before' });
    await untilNotes(dashboard, /\+4, from 3/);
    const tops = await dashboard.page
      .locator('.card')
      .evaluateAll(cards => cards.map(card => card.getBoundingClientRect().top));
    assert.equal(new Set(tops).size, 1, tops.join(', '));
  });

  it('is not offered while all times are shown', async () => {
    const dashboard = await open();
    await dashboard.page.evaluate(() => window.fakeHost.show({}));
    await select(dashboard).waitFor({ state: 'detached' });
  });

  it('is accessible', async () => {
    const dashboard = await open();
    await select(dashboard).selectOption({ label: 'Compare with the period before' });
    await untilNotes(dashboard, /\+4, from 3/);
    assert.deepEqual(await findingsOf(dashboard), []);
    await dashboard.screenshot('comparison');
  });
});
