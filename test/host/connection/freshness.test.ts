import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import { credentialPaths, fingerprint } from '../../../src/data/config/credentialFiles';
import { commands, panels, views } from '../../../src/ids';
import { activated, connect, makeTable, set, until } from '../run/support';

const run = vscode.commands.executeCommand;

describe('refreshing in VS Code', () => {
  before(async () => {
    const job = { jobId: 'a', status: 'RUNNING', shard: '0', updatedAt: Date.now() };
    await makeTable('HostFresh', [job], true);
    await set('liveIntervalSeconds', 1);
    await showNothing();
  });

  after(async () => {
    await set('liveIntervalSeconds', undefined);
    await showNothing();
  });

  const showNothing = async (): Promise<void> => {
    await run('workbench.action.closeAllEditors');
    await run('workbench.view.explorer');
    const { view } = await activated();
    await until('nothing of ours is on show', () => !view.visible && !hasDashboard());
  };

  const hasDashboard = (): boolean =>
    vscode.window.tabGroups.all.some(({ tabs }) =>
      tabs.some(
        ({ input }) =>
          input instanceof vscode.TabInputWebview && input.viewType.endsWith(panels.dashboard),
      ),
    );

  it('refreshes more often while the dashboard or the view is visible', async () => {
    const { rate } = await connect('HostFresh');
    // Whether the window has the focus depends on the machine: only the difference counts.
    const unseen = rate.waitMs;
    const changes: number[] = [];
    const listener = rate.onDidChange(() => changes.push(rate.waitMs));

    await run(commands.openDashboard);
    await until('the dashboard counts', () => rate.waitMs < unseen);
    await run('workbench.action.closeAllEditors');
    await until('it no longer counts', () => rate.waitMs === unseen);
    await run(`${views.jobs}.focus`);
    await until('the view counts', () => rate.waitMs < unseen);
    await showNothing();
    await until('it no longer counts', () => rate.waitMs === unseen);

    assert(changes.length >= 4, 'each change was told');
    listener.dispose();
  });

  it('estimates the cost of a day once it reads only changes', async () => {
    const { feed } = await connect('HostFresh');
    await run(commands.openDashboard);
    await until('a refresh by itself', () => feed.state.changesUnits !== undefined);
    assert.equal(feed.state.followsChanges, true);
    assert((feed.state.completeUnits ?? 0) > 0);
  });

  it('waits for credentials when it has none, and continues automatically', async () => {
    const { feed } = await connect('HostFresh');
    await run(commands.openDashboard);
    const folder = await mkdtemp(path.join(tmpdir(), 'batch-monitor-host-'));
    const file = path.join(folder, 'credentials');
    const before = { ...process.env };
    process.env['AWS_SHARED_CREDENTIALS_FILE'] = file;
    delete process.env['AWS_ACCESS_KEY_ID'];
    delete process.env['AWS_SECRET_ACCESS_KEY'];
    try {
      // Another way to the same table, so that the credentials are looked for anew.
      await connect('HostFresh', feed.state.connection.endpoint?.replace('127.0.0.1', 'localhost'));
      assert(feed.state.load.phase === 'failed');
      assert.equal(feed.state.load.error.code, 'credentials.none');
      // What was written before the first look counts as known. That look has begun, and looks of ours that begin
      // later, one after the other, end later.
      for (let look = 0; look < 3; look++) {
        await fingerprint(credentialPaths());
      }
      const keys = 'aws_access_key_id = local\naws_secret_access_key = local\n';
      await writeFile(file, `[default]\n${keys}`);
      // The next try after a mere failure would be minutes away.
      await until('the jobs are read', () => feed.state.load.phase === 'ready');
      const readAt = feed.state.updatedAt;
      await until('and read again', () => feed.state.updatedAt !== readAt);
    } finally {
      Object.assign(process.env, before);
      await rm(folder, { recursive: true });
      await connect('HostFresh');
    }
  });
});
