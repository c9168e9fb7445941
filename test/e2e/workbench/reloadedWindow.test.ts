import assert from 'node:assert/strict';
import { localRegion, localTable } from '../../local/dynamodb/emulatorEnvironment';
import { until } from '../../local/process/until';
import { aFailedJob } from './items';
import { Monitor } from './workbench';

const running = Array.from({ length: 20 }, (_, index) => ({
  jobId: `job-${index}`,
  status: 'RUNNING',
  fullEvent: 'x'.repeat(3_000),
}));

describe('a reloaded window', () => {
  let monitor: Monitor;

  before(async () => {
    monitor = await Monitor.open({
      items: [aFailedJob(), ...running],
      settingsFor: endpoint => ({
        // No endpoint, as on AWS: the environment leads to the emulator.
        'batchMonitor.endpoint': '',
        'batchMonitor.costWarningPerDay': 0.0001,
        'batchMonitor.connections': [
          { name: 'other', tableName: localTable, region: localRegion, endpoint },
        ],
      }),
    });
  });

  after(() => monitor.close());

  const turnTo = async (name: string): Promise<void> => {
    await monitor.workbench.runCommand('Batch Monitor: Switch Connection');
    await monitor.workbench.pick(name);
  };

  it('warned of costs before, with a button that opens the guide to reading costs', async () => {
    const { workbench } = monitor;
    await workbench.openView('Batch Monitor');
    await workbench.treeRows.first().waitFor();
    const told = await workbench.firstNotification();
    assert.match(told, /reading table MonitoringToolTest costs about \D*0\.01 a day/);

    const warning = await workbench.notification('costs about');
    await monitor.screenshot('cost warning');
    await warning.getByRole('button', { name: 'Learn About the Index' }).click();

    const heading = workbench.webview.getByRole('heading', { name: 'What Reading Costs' });
    await heading.waitFor();
    await until('the guide is in view', async () => {
      const { y = -1 } = (await heading.boundingBox()) ?? {};
      return y >= 0 && y < 900;
    });
    await monitor.screenshot('cost explained');
    await workbench.runCommand('View: Close Editor');
  });

  it('is reloaded with a filter in a dashboard in the background', async () => {
    const { workbench } = monitor;
    await workbench.runCommand('Batch Monitor: Open Dashboard');
    const search = workbench.webview.getByRole('combobox', { name: /Search/ }).first();
    await search.fill('status:pending');
    await workbench.webview.getByRole('heading', { name: 'No jobs match the filter' }).waitFor();
    await workbench.runCommand('File: New Untitled Text File');
    await workbench.editorTab('Untitled-1').waitFor();
    await workbench.reload();
  });

  it('does not warn of the same costs again', async () => {
    const { workbench } = monitor;
    await workbench.treeRows.first().waitFor();
    await workbench.statusBarItem('1 failed').waitFor();
    assert.deepEqual(await workbench.notifications(), []);
  });

  it('shows no filter of another connection, even if the dashboard was in the background', async () => {
    const { workbench } = monitor;
    await turnTo('other');
    await workbench.editorTab('Batch Dashboard').click();
    await workbench.webview.getByRole('button', { name: /Connection other/ }).waitFor();
    await workbench.webview.getByRole('row', { name: /FAILED/ }).waitFor();

    await turnTo('Settings');
    await workbench.webview.getByRole('heading', { name: 'No jobs match the filter' }).waitFor();
  });
});
