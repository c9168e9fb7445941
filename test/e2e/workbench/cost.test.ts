import assert from 'node:assert/strict';
import { until } from '../../local/process/until';
import { Monitor } from './workbench';

const items = Array.from({ length: 20 }, (_, index) => ({
  jobId: `job-${index}`,
  status: 'RUNNING',
  fullEvent: 'x'.repeat(3_000),
}));

describe('the cost warning in VS Code', () => {
  let monitor: Monitor;

  before(async () => {
    monitor = await Monitor.open({
      items,
      // No endpoint, as on AWS: the environment leads to the emulator.
      settings: { 'batchMonitor.endpoint': '', 'batchMonitor.costWarningPerDay': 0.0001 },
    });
  });

  after(() => monitor.close());

  it('is shown once, and its button opens the guide to reading costs', async () => {
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

    await workbench.reload();
    await workbench.treeRows.first().waitFor();
    assert.deepEqual(await workbench.notifications(), []);
  });
});
