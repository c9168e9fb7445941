import assert from 'node:assert/strict';
import { DeleteTableCommand } from '@aws-sdk/client-dynamodb';
import { localTable } from '../../local/dynamodb/emulatorEnvironment';
import { aFailedJob } from './items';
import { Monitor } from './workbench';

/** As the Lambda function writes it, so many seconds ago. */
const failed = (secondsAgo: number, facts: Record<string, unknown>): Record<string, unknown> =>
  aFailedJob({
    shard: '0',
    updatedAt: Date.now(),
    timestamp: new Date(Date.now() - secondsAgo * 1000).toISOString(),
    ...facts,
  });

describe('notifications of failures in VS Code', () => {
  let monitor: Monitor;

  before(async () => {
    monitor = await Monitor.open({
      items: [failed(60, { jobId: 'old' })],
      index: true,
      settings: {
        'batchMonitor.liveIntervalSeconds': 1,
        'batchMonitor.notifications.mode': 'failures',
        // Long enough for what a test writes at once.
        'batchMonitor.notifications.windowSeconds': 5,
      },
    });
    await monitor.workbench.openView('Batch Monitor');
    await monitor.workbench.statusBarItem('1 failed').waitFor();
  });

  after(() => monitor.close());

  it('names new failures as text, and shows only these', async () => {
    const { workbench } = monitor;
    assert.deepEqual(await workbench.notifications(), []);
    await monitor.putMany([
      failed(3, { jobId: 'new-1', jobName: '[encode](command:workbench.action.quit)' }),
      failed(2, { jobId: 'new-2', jobName: `pack-${'x'.repeat(500)}` }),
      failed(1, { jobId: 'new-3', jobName: 'store' }),
    ]);
    await workbench.statusBarItem('4 failed').waitFor();
    const told = await workbench.firstNotification();
    assert.match(
      told,
      /3 new failures: \[encode\] \(command:workbench\.action\.quit\), pack-x{54}…, and 1 more/,
    );

    const shown = await workbench.notification('3 new failures');
    const list = workbench.page.locator('.notifications-center');
    assert.equal(await list.getByRole('link').count(), 0);
    await monitor.screenshot('notification of failures');
    await shown.getByRole('button', { name: 'Show', exact: true }).click();
    await workbench.webview.locator('footer').getByText('3 of 4 jobs').waitFor();
    await monitor.screenshot('notification shown');
  });

  it('keep the count with its age when the jobs can no longer be read', async () => {
    const { workbench } = monitor;
    await monitor.client.send(new DeleteTableCommand({ TableName: localTable }));
    // Its age follows.
    await workbench.statusBarItem('4 failed (').waitFor();
    const tooltip = workbench.page.getByRole('tooltip').filter({ hasText: 'Check Connection' });
    await workbench.hover(workbench.statusBarItem('4 failed ('), tooltip);
    await tooltip.getByText(`Table "${localTable}" does not exist`).waitFor();
    await monitor.screenshot('status bar not up to date');
  });
});
