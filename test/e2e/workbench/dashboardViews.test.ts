import { Monitor } from './workbench';
import { aFailedJob } from './items';
import { localRegion, localTable } from '../../local/dynamodb/emulatorEnvironment';

describe('the dashboard with several connections', () => {
  let monitor: Monitor;

  before(async () => {
    monitor = await Monitor.open({
      items: [aFailedJob()],
      settingsFor: endpoint => ({
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

  it('shows no filter of another connection, even if it was in the background since a restart', async () => {
    const { workbench } = monitor;
    await workbench.runCommand('Batch Monitor: Open Dashboard');
    const search = workbench.webview.getByRole('combobox', { name: /Search/ }).first();
    await search.fill('status:running');
    await workbench.webview.getByRole('heading', { name: 'No jobs match the filter' }).waitFor();
    await workbench.runCommand('File: New Untitled Text File');
    await workbench.editorTab('Untitled-1').waitFor();
    await workbench.reload();
    await workbench.statusBarItem('1 failed').waitFor();
    await turnTo('other');
    await workbench.editorTab('Batch Dashboard').click();
    await workbench.webview.getByRole('button', { name: /Connection other/ }).waitFor();
    await workbench.webview.getByRole('row', { name: /FAILED/ }).waitFor();

    await turnTo('Settings');
    await workbench.webview.getByRole('heading', { name: 'No jobs match the filter' }).waitFor();
  });
});
