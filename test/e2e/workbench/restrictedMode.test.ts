import assert from 'node:assert/strict';
import { createServer, connect as connectTo, type AddressInfo, type Server } from 'node:net';
import path from 'node:path';
import { DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import { Dynalite } from '../../local/dynamodb/dynalite';
import { writeJson } from '../../local/vscode/settingsFiles';
import { createJobsTable } from '../../local/dynamodb/table';
import { TempFolder } from '../../local/process/tempFolder';
import type { Theme } from '../../local/vscode/themes';
import { until } from '../../local/process/until';
import { emulatorClient } from '../../support/emulators/emulators';
import { Monitor } from './workbench';

/** Passes connections on to a server, or takes them in silence, and counts them. */
class Gate {
  connections = 0;
  private readonly server: Server;

  constructor(to?: string) {
    this.server = createServer(socket => {
      this.connections++;
      if (to === undefined) {
        socket.destroy();
        return;
      }
      const { hostname, port } = new URL(to);
      const onward = connectTo(Number(port), hostname);
      socket.pipe(onward).pipe(socket);
      [socket, onward].forEach(end =>
        end.on('error', () => {
          socket.destroy();
          onward.destroy();
        }),
      );
    });
  }

  async start(): Promise<string> {
    await new Promise<void>(resolve => this.server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  stop(): void {
    this.server.close();
  }
}

const table = 'OfTheWorkspace';
const why = 'This window is in Restricted Mode';

describe('Restricted Mode in the workbench', () => {
  const dynalite = new Dynalite();
  const temp = new TempFolder();
  /** Where the user's own settings and environment lead. */
  let own: Gate;
  /** Where a workspace leads that nobody should trust. */
  const evil = new Gate();
  let monitor: Monitor;

  before(async () => {
    const client = emulatorClient(await dynalite.start());
    await createJobsTable(client, table, { index: false });
    const Item = { jobId: 'a', jobName: 'the only job', status: 'FAILED' };
    await DynamoDBDocumentClient.from(client).send(new PutCommand({ TableName: table, Item }));
    client.destroy();
    own = new Gate(dynalite.endpoint);
    const [ownUrl, evilUrl] = [await own.start(), await evil.start()];
    await writeJson(path.join(temp.path, '.vscode/settings.json'), {
      'batchMonitor.tableName': table,
      'batchMonitor.region': 'us-east-1',
      'batchMonitor.profile': 'evil',
      'batchMonitor.endpoint': evilUrl,
      'batchMonitor.connections': [{ name: 'evil', tableName: table, endpoint: evilUrl }],
      'batchMonitor.refreshIntervalSeconds': 5,
      'batchMonitor.liveIntervalSeconds': 1,
      'batchMonitor.taskTypes': [{ name: 'Evil', queue: ['x'] }],
      'batchMonitor.statusBar.failedWithin': 0,
      'batchMonitor.costWarningPerDay': 0,
      'batchMonitor.notifications.mode': 'failures',
      'batchMonitor.notifications.filter': '',
      'batchMonitor.notifications.windowSeconds': 0,
    });
    monitor = await Monitor.open({
      endpoint: ownUrl,
      folder: temp.path,
      workspaceTrust: true,
      env: { AWS_ENDPOINT_URL_STS: ownUrl },
    });
  });

  after(async () => {
    await monitor.close();
    own.stop();
    evil.stop();
    await dynalite.stop();
    temp.remove();
  });

  const sidebar = () => monitor.workbench.page.locator('.sidebar');
  const trustButton = () =>
    sidebar().getByRole('button', { name: 'Manage Workspace Trust', exact: true });

  it('explains in the view and the status bar why there are no jobs, in each kind of theme', async () => {
    const { workbench } = monitor;
    await workbench.openView('Batch Monitor');
    await sidebar().getByText(why).waitFor();
    await trustButton().waitFor();
    await workbench.statusBarItem('Batch: Restricted Mode').waitFor();
    const looks: readonly Theme[] = [
      'Default Light Modern',
      'Default High Contrast',
      'Default Dark Modern',
    ];
    for (const theme of looks) {
      await workbench.setTheme(theme);
      await trustButton().waitFor();
      await monitor.screenshot(`restricted ${theme}`);
    }
  });

  it('sends no requests, whatever command is run', async () => {
    const { workbench } = monitor;
    await workbench.runCommand('Batch Monitor: Refresh');
    await workbench.runCommand('Batch Monitor: Check Connection');
    await until('the check says why', async () =>
      (await workbench.notifications()).some(text => text.includes(why)) ? true : undefined,
    );
    await monitor.screenshot('restricted check');
    await workbench.runCommand('Batch Monitor: Open Dashboard');
    await workbench.webview.getByText(why).first().waitFor();
    await monitor.screenshot('restricted dashboard');
    await workbench.runCommand('Batch Monitor: Switch Connection');
    await workbench.picker.getByText('Sample data').waitFor();
    assert.equal(await workbench.picker.getByText('evil').count(), 0);
    await workbench.closePicker();
    assert.deepEqual([own.connections, evil.connections], [0, 0]);
  });

  it('ends with a click on Trust: the jobs load without a reload', async () => {
    const { workbench } = monitor;
    await trustButton().click();
    const editor = workbench.page.locator('.workspace-trust-editor');
    await editor.waitFor();
    await monitor.screenshot('restricted trust editor');
    await editor.getByRole('button', { name: 'Trust', exact: true }).first().click();
    await workbench.treeRow('FAILED').waitFor();
    assert(own.connections > 0);
    await until('nothing is left of the note', async () =>
      (await workbench.statusBarItem('Restricted Mode').count()) === 0 ? true : undefined,
    );
    await monitor.screenshot('restricted trusted');
    // VS Code shows its trust editor above all others.
    const above = workbench.page.locator('.modal-editor-action-container');
    await above.getByRole('button', { name: /^Close/ }).click();
    await editor.waitFor({ state: 'hidden' });
  });

  it('has ended, and the workspace still cannot set an endpoint, profile or connection', async () => {
    const { workbench } = monitor;
    // Its table and region count by now.
    await sidebar().getByText(`${table} · us-east-1`).waitFor();
    await workbench.runCommand('Batch Monitor: Switch Connection');
    await workbench.picker.getByText('Sample data').waitFor();
    assert.equal(await workbench.picker.getByText('evil').count(), 0);
    await workbench.closePicker();
    await workbench.runCommand('Batch Monitor: Check Connection');
    const report = workbench.page.locator('.editor-instance .view-lines');
    await report.getByText('All checks passed').waitFor();
    await report.getByText('Default credentials').waitFor();
    await monitor.screenshot('restricted report');
    assert.equal(evil.connections, 0);
  });
});
