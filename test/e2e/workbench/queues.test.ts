import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { localRegion } from '../../local/dynamodb/emulatorEnvironment';
import { until } from '../../local/process/until';
import { themes } from '../../local/vscode/themes';
import { LocalBatch } from '../../support/emulators/aws/localBatch';
import { aFailedJob } from './items';
import { Monitor } from './workbench';

describe('the queues view in the workbench', () => {
  const batch = new LocalBatch(localRegion);
  let monitor: Monitor;
  let render: string;

  before(async () => {
    const endpoint = await batch.server.start();
    const size = { subnets: [], maxvCpus: 256, desiredvCpus: 256, instanceTypes: ['c5.4xlarge'] };
    batch.addEnvironment('gpu-spot', { computeResources: { ...size, type: 'SPOT' } });
    batch.addEnvironment('broken', {
      status: 'INVALID',
      statusReason: 'CLIENT_ERROR - The subnet does not exist',
    });
    const order = (computeEnvironment: string) => [{ order: 1, computeEnvironment }];
    render = batch.addQueue('render', { computeEnvironmentOrder: order('gpu-spot') });
    batch.addQueue('archive', {
      state: 'DISABLED',
      computeEnvironmentOrder: order('broken'),
    });
    batch.addQueue('nightly', { computeEnvironmentOrder: order('gpu-spot') });
    batch.fronts.set(render, {
      jobs: ['other', 'wait-1'].map(id => ({ jobArn: batch.arn('job', id) })),
    });
    const job = (jobId: string, status: string, facts: Record<string, unknown> = {}) =>
      aFailedJob({ jobId, status, jobName: jobId, jobQueue: render, statusReason: '', ...facts });
    monitor = await Monitor.open({
      items: [
        job('wait-1', 'RUNNABLE', { facts: { vcpus: 32 } }),
        job('wait-2', 'RUNNABLE'),
        job('run-1', 'RUNNING', { facts: { vcpus: 16 } }),
        job('fail-1', 'FAILED', { statusReason: 'Host EC2 terminated' }),
      ],
      env: { AWS_ENDPOINT_URL_BATCH: endpoint },
    });
    await monitor.workbench.openView('Batch Monitor');
  });

  after(async () => {
    await monitor.close();
    await batch.server.stop();
  });

  const page = () => monitor.workbench.page;
  const named = (name: RegExp): Locator =>
    page().locator('.sidebar').getByRole('treeitem', { name });
  const press = (key: string): Promise<void> => page().keyboard.press(key);
  const pressUntil = async (key: string, name: RegExp): Promise<void> => {
    await press(key);
    await page().locator('.sidebar .monaco-list-row.focused').and(named(name)).waitFor();
  };

  it('offers to read the queues, says which permissions that needs, and sends nothing before', async () => {
    // Lists render only visible rows, so the queues need the whole side bar.
    await page().locator('.sidebar').getByRole('button', { name: /^Jobs/ }).first().click();
    await monitor.workbench.runCommand('Batch Monitor: Focus on Queues View');
    await page().getByText('batch:DescribeComputeEnvironments').waitFor();
    await monitor.screenshot('queues offered');
    assert.equal(batch.calls.length, 0);

    await page().getByRole('button', { name: 'Read Queues from AWS Batch' }).last().click();

    await named(/^render, 1 running · 2 waiting/).waitFor();
    await named(/^archive, DISABLED · idle/).waitFor();
  });

  it('is read and opened with the keyboard alone', async () => {
    await monitor.workbench.focusTree('Queues');
    await pressUntil('Home', /^archive/);
    await press('ArrowRight');
    await named(/^broken is INVALID, .*CLIENT_ERROR/).waitFor();
    await press('ArrowLeft');
    await pressUntil('ArrowDown', /^nightly/);
    await pressUntil('ArrowDown', /^render/);
    await press('ArrowRight');
    await named(/^vCPUs, 16 of 256 in use/).waitFor();
    await pressUntil('ArrowDown', /^Maximum vCPUs reached/);
    await pressUntil('End', /^Front of the queue/);
    await press('ArrowRight');
    await named(/^2\. wait-1/).waitFor();
    for (const theme of themes) {
      await monitor.workbench.setTheme(theme);
      await monitor.workbench.openView('Batch Monitor');
      await named(/^2\. wait-1/).waitFor();
      await monitor.screenshot(`queues ${theme}`);
    }
  });

  it('leads to the jobs of a status, whose details say why they wait', async () => {
    await named(/^RUNNABLE, 2/).click();
    const dashboard = monitor.workbench.webview;
    const rows = dashboard.locator('[role="row"][aria-rowindex]');
    await until('the two waiting jobs', async () => {
      const texts = await rows.allInnerTexts();
      return texts.filter(text => text.includes('wait-')).length === 2;
    });
    await rows.filter({ hasText: 'wait-1' }).click();
    const details = dashboard.getByRole('complementary', { name: 'Job details' });
    await details
      .getByText(
        'The job requests 32 vCPUs, but the largest allowed instance type, c5.4xlarge, has 16.',
      )
      .waitFor();
    await details.getByText('Position in the queue: 2.').waitFor();
    await monitor.screenshot('queues details');
  });
});
