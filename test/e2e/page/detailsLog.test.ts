import assert from 'node:assert/strict';
import { until } from '../../local/process/until';
import type { LogPreview } from '../../../src/protocol/logPreview';
import { findingsOf } from './support/axe';
import { Dashboards } from './support/dashboardPage';
import { madeUpJob } from './support/madeUpJobs';
import { themeKinds, type ThemeKind } from './support/themes';

const { jobId } = madeUpJob(0);
const hostile = '<img src=x onerror="window.hacked = 1">[a](command:b)';

describe('the log in the details', () => {
  const dashboards = new Dashboards();

  before(() => dashboards.start());
  afterEach(() => dashboards.closePages());

  const openFirst = async (preview: LogPreview, theme: ThemeKind = 'dark') => {
    const dashboard = await dashboards.open({ theme, logs: { [jobId]: preview } });
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
    const failed: LogPreview = { kind: 'failed', message: 'AWS denied it.', remedy: 'Ask.' };
    const dashboard = await openFirst(failed);
    await dashboard.details.getByText('AWS denied it. Ask.').waitFor();
  });

  for (const theme of themeKinds) {
    it(`has no findings of accessibility in ${theme}`, async () => {
      const lines = [
        { text: 'started', isError: false },
        { text: 'KeyError: x', isError: true },
      ];
      assert.deepEqual(await findingsOf(await openFirst({ kind: 'lines', lines }, theme)), []);
    });
  }
});
