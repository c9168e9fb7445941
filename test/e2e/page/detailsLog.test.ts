import assert from 'node:assert/strict';
import { until } from '../../local/process/until';
import { Dashboards } from './support/dashboardPage';
import { madeUpJob } from './support/madeUpJobs';

const { jobId } = madeUpJob(0);
const hostile = '<img src=x onerror="window.hacked = 1">[a](command:b)';

describe('the log in the details', () => {
  const dashboards = new Dashboards();

  before(() => dashboards.start());
  afterEach(() => dashboards.closePages());
  after(() => dashboards.stop());

  const openFirst = async (preview: object) => {
    const dashboard = await dashboards.open({ logs: { [jobId]: preview } } as never);
    await dashboard.ready();
    await dashboard.cell(0, 0).click();
    await dashboard.details.getByRole('heading', { name: 'Last log lines' }).waitFor();
    return dashboard;
  };

  it('shows the last lines as text, the error marked in words as well, and opens the log', async () => {
    const dashboard = await openFirst({
      kind: 'lines',
      lines: [
        { text: hostile, isError: false },
        { text: 'KeyError: x', isError: true },
      ],
    });
    const lines = await dashboard.details.locator('.log-line').allTextContents();
    assert.deepEqual(
      lines.map(line => line.replace(/\s+/g, ' ').trim()),
      [hostile, 'Error: KeyError: x'],
    );
    await dashboard.details.getByRole('button', { name: 'Open Log' }).click();
    await until('the command to run', async () => {
      const commands = await dashboard.page.evaluate(() => window.fakeHost.commands);
      return commands.some(([name, id]) => name === 'openLog' && id !== undefined);
    });
  });

  it('says why it cannot be read', async () => {
    const failed = { kind: 'failed', message: 'AWS denied it.', remedy: 'Ask.' };
    const dashboard = await openFirst(failed);
    await dashboard.details.getByText('AWS denied it. Ask.').waitFor();
  });
});
