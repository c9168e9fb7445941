import assert from 'node:assert/strict';
import { makeJob, type Job } from '../../../src/core/job/job';
import { findingsOf } from './support/axe';
import { Dashboards, type DashboardPage, type OpenOptions } from './support/dashboardPage';
import { madeUpJob, newest } from './support/madeUpJobs';
import { themeKinds } from './support/themes';

/** Newer than all made-up jobs, so that it is the first row. */
const failed: Job = makeJob({
  ...madeUpJob(1),
  jobId: '5f2c1b7e-9a34-4d61-8f0b-72c3e5a91d48',
  status: 'FAILED',
  statusReason: 'Essential container in task exited',
  reason: 'OutOfMemoryError: Container killed due to memory usage',
  attempts: 2,
  exitCode: 137,
  timestamp: new Date(newest + 60_000).toISOString(),
  logGroupName: '/aws/batch/job',
  logStreamName: 'ingest/default/0a1b2c3d',
});
const running: Job = makeJob({
  ...failed,
  status: 'RUNNING',
  statusReason: '',
  reason: undefined,
  attempts: 0,
  exitCode: undefined,
  createdAt: newest - 240_000,
  startedAt: newest,
  stoppedAt: undefined,
});

/** Pictures of the details with all they hold, and what axe finds in them. */
describe('looks of the details', () => {
  const dashboards = new Dashboards();

  before(() => dashboards.start());
  afterEach(() => dashboards.closePages());

  const openFirst = async (job: Job, options: OpenOptions): Promise<DashboardPage> => {
    const dashboard = await dashboards.open({ ...options, more: [job] });
    await dashboard.ready();
    await dashboard.setTime(newest + 1_500_000);
    await dashboard.cell(0, 0).click();
    await dashboard.details.getByText('Parameters').waitFor();
    await dashboard.details.getByRole('heading', { name: 'Environment' }).click();
    await dashboard.details.locator('.drawer-body').evaluate(body => body.scrollTo(0, 0));
    return dashboard;
  };

  for (const theme of themeKinds) {
    it(`have their picture and no findings in ${theme}`, async () => {
      const dashboard = await openFirst(failed, { theme, height: 1900 });
      await dashboard.details.getByText('Job role').hover();
      await dashboard.screenshot(`details-full-${theme}`);
      assert.deepEqual(await findingsOf(dashboard), []);
    });
  }

  it('have their picture on a narrow page, and while the job runs', async () => {
    const narrow = await openFirst(failed, { width: 400, height: 1900 });
    await narrow.screenshot('details-full-400');
    assert.deepEqual(await findingsOf(narrow), []);
    const live = await openFirst(running, {});
    await live.screenshot('details-running');
  });

  it('have no findings in forced colors', async () => {
    const dashboard = await openFirst(failed, { theme: 'high-contrast', height: 1900 });
    await dashboard.page.emulateMedia({ forcedColors: 'active' });
    await dashboard.screenshot('details-full-forced');
    assert.deepEqual(await findingsOf(dashboard), []);
  });
});
