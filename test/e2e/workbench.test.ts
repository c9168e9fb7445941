import { aFailedJob } from './items';
import { Monitor } from './workbench';

describe('Batch Monitor in the workbench', () => {
  let monitor: Monitor;

  before(async () => {
    monitor = await Monitor.open({ items: [aFailedJob()] });
  });

  after(() => monitor.close());

  it('shows the jobs in its view, by task type', async () => {
    const { workbench } = monitor;
    await workbench.openView('Batch Monitor');

    await workbench.treeRow('Ingest').waitFor();
    await monitor.screenshot('view');
  });

  it('opens the dashboard by its command', async () => {
    const { workbench } = monitor;
    await workbench.runCommand('Batch Monitor: Open Dashboard');

    await workbench.editorTab('Batch Dashboard').waitFor();
    await workbench.webview.locator('body > *').first().waitFor();
    await monitor.screenshot('dashboard');
  });
});
