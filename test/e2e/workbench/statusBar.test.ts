import assert from 'node:assert/strict';
import { DeleteTableCommand } from '@aws-sdk/client-dynamodb';
import type { Locator } from 'playwright-core';
import { localTable } from '../../local/dynamodb/emulatorEnvironment';
import type { Theme } from '../../local/vscode/themes';
import { scaled } from '../../local/process/slowness';
import { until } from '../../local/process/until';
import { aFailedJob } from './items';
import { Monitor } from './workbench';

const hostileStatus = '[x](command:workbench.action.quit) $(bug)';

const items = [
  ...['f1', 'f2', 'f3'].map(jobId => aFailedJob({ jobId })),
  aFailedJob({ jobId: 'r1', status: 'RUNNING' }),
  aFailedJob({ jobId: 's1', status: 'SUCCEEDED' }),
  aFailedJob({ jobId: 'h1', status: hostileStatus }),
].map(item => ({ ...item, shard: '0', updatedAt: Date.now() }));

/** As the Lambda function writes it, so many seconds ago. */
const newFailure = (secondsAgo: number, facts: Record<string, unknown>): Record<string, unknown> =>
  aFailedJob({
    shard: '0',
    updatedAt: Date.now(),
    timestamp: new Date(Date.now() - secondsAgo * 1000).toISOString(),
    ...facts,
  });

describe('the status bar and notifications in VS Code', () => {
  let monitor: Monitor;

  before(async () => {
    monitor = await Monitor.open({
      items,
      index: true,
      // The tooltip must be readable though the jobs are refreshed all the time.
      settings: {
        'batchMonitor.liveIntervalSeconds': 1,
        'batchMonitor.notifications.mode': 'failures',
        // Long enough for what a test writes at once.
        'batchMonitor.notifications.windowSeconds': 5,
      },
    });
    await monitor.workbench.openView('Batch Monitor');
    await monitor.workbench.treeRows.first().waitFor();
  });

  after(() => monitor.close());

  const item = (): Locator => monitor.workbench.statusBarItem('failed');
  const tooltip = (): Locator =>
    monitor.workbench.page.getByRole('tooltip').filter({ hasText: 'MonitoringToolTest' });
  const leave = async (): Promise<void> => {
    await monitor.workbench.page.mouse.move(700, 300);
    await tooltip().waitFor({ state: 'hidden' });
  };
  const badge = (): Locator =>
    monitor.workbench.page.locator('.activitybar').getByRole('tab', { name: /^Batch Monitor/ });

  it('starts without notifications of earlier failures', async () => {
    await item().waitFor();
    assert.deepEqual(await monitor.workbench.notifications(), []);
  });

  it('shows counts by status on hover, in each kind of theme', async () => {
    const looks: readonly Theme[] = [
      'Default Light Modern',
      'Default High Contrast',
      'Default Dark Modern',
    ];
    for (const theme of looks) {
      await monitor.workbench.setTheme(theme);
      await monitor.workbench.hover(item(), tooltip());
      // Each refresh draws it anew.
      await until('its counts', async () => {
        const rows = await tooltip().getByRole('row').allInnerTexts();
        assert.deepEqual(
          rows.map(row => row.trim().split(/\s*\t\s*/)),
          [
            ['Status', 'Jobs'],
            ['FAILED', '3'],
            ['RUNNING', '1'],
            ['SUCCEEDED', '1'],
            [`${hostileStatus.slice(0, 39)}…`, '1'],
          ],
        );
        // An icon for each status, and none that a status asks for.
        assert.equal(await tooltip().locator('td .codicon').count(), 4);
        return true;
      });
      await monitor.screenshot(`status bar ${theme}`);
      await leave();
    }
  });

  it('stays open while the jobs are refreshed', async () => {
    await monitor.workbench.hover(item(), tooltip());
    const updated = tooltip().getByText('Updated at');
    const text = await updated.innerText();
    await until('a refresh was told', async () =>
      (await updated.innerText()) === text ? undefined : true,
    );
    await until('one tooltip', async () => (await tooltip().count()) === 1);
    await leave();
  });

  it('shows the same with the keyboard, and has an accessible label', async () => {
    const { workbench } = monitor;
    await workbench.runCommand('View: Focus Status Bar');
    await workbench.page.locator('.statusbar:focus, .statusbar:focus-within').waitFor();
    const focused = workbench.page.locator('.statusbar-item-label:focus');
    const place = (): Promise<string | undefined> =>
      workbench.page.evaluate(() => document.activeElement?.closest('.statusbar-item')?.id);
    const leftEdge = (locator: Locator): Promise<number | undefined> =>
      locator.evaluateAll(elements => elements[0]?.getBoundingClientRect().left);
    const towardsOurs = async (): Promise<string> =>
      ((await leftEdge(focused)) ?? 0) > ((await leftEdge(item())) ?? 0)
        ? 'ArrowLeft'
        : 'ArrowRight';
    // Step by step: VS Code drops keys that arrive before it has noticed the focus, and handles others late.
    await until('our item has the focus', async () => {
      if ((await focused.allInnerTexts()).join().includes('failed')) {
        return true;
      }
      const before = await place();
      await workbench.page.keyboard.press(await towardsOurs());
      await until('another item has the focus', async () => (await place()) !== before, {
        timeoutMs: 3_000,
      });
      return undefined;
    });
    await tooltip().waitFor();
    assert.match(
      (await focused.getAttribute('aria-label')) ?? '',
      /^Batch Monitor\. 3 failed jobs\. FAILED: 3\. RUNNING: 1\. SUCCEEDED: 1\. .*6 jobs in table MonitoringToolTest, eu-west-1\.$/,
    );
    await monitor.workbench.page.keyboard.press('Escape');
    await leave();
  });

  it('acknowledges all failures with its link, after a confirmation, and undoes it', async () => {
    const { page } = monitor.workbench;
    const question = page.getByRole('dialog').filter({ hasText: 'Acknowledge 3 failures?' });
    await until('the question', async () => {
      if (!(await question.isVisible())) {
        await monitor.workbench.hover(item(), tooltip());
        await tooltip()
          .getByText('Acknowledge All Failures')
          .click({ timeout: scaled(5_000) });
        await question.waitFor({ timeout: scaled(5_000) });
      }
      return true;
    });
    await monitor.screenshot('acknowledge all failures');
    await question.getByRole('button', { name: 'Acknowledge' }).click();
    await monitor.workbench.statusBarItem('0 failed').waitFor();
    await until('no badge', async () =>
      ((await badge().getAttribute('aria-label')) ?? '').includes('failed') ? undefined : true,
    );
    await monitor.workbench.hover(item(), tooltip());
    await tooltip().getByText('3 acknowledged failures are not counted.').waitFor();
    await monitor.screenshot('status bar acknowledged');
    await leave();

    const told = await monitor.workbench.notification('Undo');
    await told.getByRole('button', { name: 'Undo' }).click();
    await monitor.workbench.statusBarItem('3 failed').waitFor();
    await until('the badge is back', async () =>
      ((await badge().getAttribute('aria-label')) ?? '').includes('3 failed Batch jobs'),
    );
  });

  it('opens the dashboard with the counted failures', async () => {
    await item().click();
    const footer = monitor.workbench.webview.locator('footer');
    await footer.getByText('3 of 6 jobs').waitFor();
  });

  it('names new failures in a notification as text, and shows only these', async () => {
    const { workbench } = monitor;
    await monitor.putMany([
      newFailure(3, { jobId: 'new-1', jobName: '[encode](command:workbench.action.quit)' }),
      newFailure(2, { jobId: 'new-2', jobName: `pack-${'x'.repeat(500)}` }),
      newFailure(1, { jobId: 'new-3', jobName: 'store' }),
    ]);
    await workbench.statusBarItem('6 failed').waitFor();
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
    await workbench.webview.locator('footer').getByText('3 of 9 jobs').waitFor();
    await monitor.screenshot('notification shown');
  });

  it('keeps the count with its age when the jobs can no longer be read', async () => {
    const { workbench } = monitor;
    await monitor.client.send(new DeleteTableCommand({ TableName: localTable }));
    // Its age follows.
    await workbench.statusBarItem('6 failed (').waitFor();
    const problem = workbench.page.getByRole('tooltip').filter({ hasText: 'Check Connection' });
    await workbench.hover(workbench.statusBarItem('6 failed ('), problem);
    await problem.getByText(`Table "${localTable}" does not exist`).waitFor();
    await monitor.screenshot('status bar not up to date');
  });
});
