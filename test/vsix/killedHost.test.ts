import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { FrameLocator, Locator } from 'playwright-core';
import { Dynalite } from '../local/dynamodb/dynalite';
import { localTable } from '../local/dynamodb/emulatorEnvironment';
import { scaled } from '../local/process/slowness';
import { createJobsTable } from '../local/dynamodb/table';
import { until } from '../local/process/until';
import type { Workbench } from '../local/vscode/workbench';
import { emulatorClient } from '../support/emulators/emulators';
import { FaultProxy } from '../support/emulators/faults/faultProxy';
import { hang } from '../support/emulators/faults/faults';
import {
  canFindHosts,
  findExtensionHost,
  hostMark,
  killExtensionHost,
  linesKept,
} from '../e2e/workbench/extensionHost';
import { aFailedJob } from '../e2e/workbench/items';
import { Monitor } from '../e2e/workbench/workbench';
import { packagedExtension } from './packagedExtension';

const mark = randomUUID();
const many = 9_000;
const items = [
  aFailedJob({ jobName: 'ingest-first-1' }),
  aFailedJob({ jobId: 'failed-2', jobName: 'ingest-again-2', timestamp: '2026-11-23T11:00:00Z' }),
  aFailedJob({ jobId: 'running-1', jobName: 'ingest-run-1', status: 'RUNNING' }),
];

describe('an extension host that is killed', () => {
  const dynalite = new Dynalite();
  const proxy = new FaultProxy(() => dynalite.endpoint);
  let monitor: Monitor | undefined;
  /** Reaches the table when the proxy lets nothing through. */
  let direct: DynamoDBClient | undefined;

  before(async function () {
    if (!canFindHosts) {
      this.skip();
    }
    await dynalite.start();
    await proxy.start();
    direct = emulatorClient(dynalite.endpoint);
    await createJobsTable(direct, localTable, { index: false });
    monitor = await Monitor.open({
      endpoint: proxy.endpoint,
      // Of an extension under development VS Code starts no other host by itself.
      vsix: packagedExtension(),
      env: { [hostMark]: mark },
      settings: { 'batchMonitor.refreshIntervalSeconds': 0 },
    });
    await workbench().openView('Batch Monitor');
    // A refresh while the first one is under way is the same one, which may have missed what is written now.
    await workbench().page.locator('.sidebar').getByText('The table has no jobs yet').waitFor();
    await monitor.put(items);
    await workbench().runCommand('Batch Monitor: Refresh');
    await workbench().treeRow('Ingest').waitFor();
  });

  after(async () => {
    await monitor?.close();
    direct?.destroy();
    await proxy.stop();
    await dynalite.stop();
  });

  const workbench = (): Workbench => {
    assert(monitor);
    return monitor.workbench;
  };
  const page = (): FrameLocator => workbench().webview;
  const grid = (): Locator => page().getByRole('grid', { name: 'Jobs' });
  const details = (): Locator => page().getByRole('complementary', { name: 'Job details' });
  const search = (): Locator => page().getByRole('combobox', { name: 'Search' });
  const dialog = (): Locator => workbench().page.locator('.monaco-dialog-box');
  const kept = (what: string, check: () => Promise<boolean>): Promise<true> =>
    until(what, check, { timeoutMs: 60_000 });

  /** The page as it was, and one that answers: VS Code leaves one on screen that is deaf. */
  async function asItWas(): Promise<void> {
    // Only the new host's own first read can show it. A command has to wait for that: until the new host
    // knows our commands, VS Code answers with a dialog that stays open.
    await grid().getByText('ingest-again-3').waitFor();
    await grid().getByText('ingest-again-2').waitFor();
    await kept('the search', async () => (await search().inputValue()) === 'again status:failed');
    await kept('the filter', async () => (await grid().getByText('ingest-run-1').count()) === 0);
    await grid().locator('[aria-sort="ascending"]', { hasText: 'Job Name' }).waitFor();
    await details().getByText('ingest-again-2').first().waitFor();
    await grid().getByRole('img', { name: 'Marked as broken' }).waitFor();
  }

  it('during a refresh keeps the page, the marks and the history intact', async () => {
    await workbench().runCommand('Batch Monitor: Open Dashboard');
    await grid().getByRole('columnheader', { name: 'Job Name' }).click();
    await grid().locator('[aria-sort="ascending"]', { hasText: 'Job Name' }).waitFor();
    await search().fill('again status:failed');
    await grid().getByText('ingest-first-1').waitFor({ state: 'hidden' });
    await grid().getByText('ingest-run-1').waitFor({ state: 'hidden' });
    await grid().getByText('ingest-again-2').click();
    await details().getByRole('button', { name: 'More Actions' }).click();
    await page().getByRole('menuitem', { name: 'Mark as Broken' }).click();
    await workbench().confirm();
    await grid().getByRole('img', { name: 'Marked as broken' }).waitFor();

    const hung = proxy.inject(hang);
    await workbench().runCommand('Batch Monitor: Refresh');
    await until('a refresh under way', () => hung.times > 0);
    const Item = aFailedJob({
      jobId: 'failed-3',
      jobName: 'ingest-again-3',
      timestamp: '2026-11-23T12:00:00Z',
    });
    assert(direct);
    await DynamoDBDocumentClient.from(direct).send(new PutCommand({ TableName: localTable, Item }));
    await killExtensionHost(mark);
    proxy.heal();
    await asItWas();
    await monitor?.screenshot('after the extension host was killed');
    await details().locator('.recent-actions', { hasText: 'Mark as Broken' }).waitFor();
  });

  it('during an action on thousands of jobs keeps what was done so far', async () => {
    await monitor?.putMany(
      Array.from({ length: many }, (_, index) =>
        aFailedJob({ jobId: `many-${index}`, jobName: `many-${index}` }),
      ),
    );
    // The page that is gone may have had the focus.
    await workbench().treeRow('Ingest').click();
    await workbench().runCommand('Batch Monitor: Refresh');
    await search().fill('many');
    await page()
      .getByRole('contentinfo')
      .getByText(`${many.toLocaleString('en')} of`, { exact: false })
      .waitFor();
    const row = grid().getByRole('gridcell', { name: 'many-' }).first();
    await row.click();
    await workbench().page.keyboard.press('Control+A');
    await page()
      .getByRole('region', { name: 'Selection' })
      .getByText(`${many.toLocaleString('en')} jobs selected`)
      .waitFor();
    await workbench().runMenuItem(row, ['Retry Job (Simulated)…'], dialog());
    await dialog().locator('.monaco-button:focus').waitFor();
    const before = linesKept(mark);
    const host = await findExtensionHost(mark);
    await workbench().page.keyboard.press('Enter');
    await until('the first entries', () => linesKept(mark) > before, { everyMs: 1 });
    await killExtensionHost(mark, host);
    const done = linesKept(mark) - before;
    assert(done > 0 && done < many, `${done} were kept`);
    await workbench().treeRow('Ingest').waitFor();
    await workbench().treeRow('Ingest').click();
    const history = workbench().page.locator('.pane', { hasText: 'Action History' }).last();
    const entry = history.locator('[role="treeitem"]', {
      hasText: `${done.toLocaleString('en')} done`,
    });
    // A host that is not up yet loses commands, or does not know them, which VS Code says in a dialog.
    await until('what was done', async () => {
      await workbench().runCommand('Batch Monitor: Show Action History');
      await entry
        .or(dialog())
        .first()
        .waitFor({ timeout: scaled(10_000) });
      if (await dialog().isVisible()) {
        await workbench().page.keyboard.press('Escape');
        await dialog().waitFor({ state: 'hidden' });
        return undefined;
      }
      return true;
    });
    await history.locator('[role="treeitem"]', { hasText: 'Mark as Broken' }).waitFor();
    await monitor?.screenshot('history after the extension host was killed');
  });
});
