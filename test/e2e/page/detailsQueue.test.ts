import assert from 'node:assert/strict';
import { makeJob } from '../../../src/core/job/job';
import { findingsOf } from './support/axe';
import { Dashboards } from './support/dashboardPage';
import { newest } from './support/madeUpJobs';

const hostile = '<img src=x onerror="window.hacked = 1">[a](command:b)';
const job = makeJob({
  jobId: 'waiting',
  jobName: 'waiting',
  status: 'RUNNABLE',
  timestamp: new Date(newest + 1_000).toISOString(),
  jobQueue: 'arn:aws:batch:eu-west-1:123456789012:job-queue/render',
});

describe('the queue in the details', () => {
  const dashboards = new Dashboards();

  before(() => dashboards.start());
  afterEach(() => dashboards.closePages());

  it('says why a job waits, as text below how long it waits', async () => {
    const queues = { waiting: [`Compute environment ${hostile} is INVALID.`, 'Position: 2.'] };
    const dashboard = await dashboards.open({ more: [job], queues });
    await dashboard.ready();
    await dashboard.cell(0, 0).click();
    await dashboard.details.getByText('Position: 2.').waitFor();

    const texts = await dashboard.details.locator('.wait').allInnerTexts();
    assert.match(texts[0] ?? '', /In RUNNABLE for/);
    assert.deepEqual(texts.slice(1), queues.waiting);
    assert.deepEqual(await findingsOf(dashboard), []);
  });
});
