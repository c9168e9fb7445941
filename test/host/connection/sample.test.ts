import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { Socket } from 'node:net';
import path from 'node:path';
import * as vscode from 'vscode';
import { noActionFilter } from '../../../src/core/actions/actionLog';
import { sampleDataTexts } from '../../../src/core/text/sampleDataTexts';
import type { Internals } from '../../../src/main';
import { commands } from '../../../src/ids';
import { closeAll, eventText, labelsOf, openEvent } from '../event/events';
import { connect, instead, makeTable, until } from '../run/support';

const table = 'HostSample';
const run = vscode.commands.executeCommand;

const items = [
  { jobId: 'real-failed', jobName: 'real', status: 'FAILED', fullEvent: '{"real":true}' },
  { jobId: 'real-running', status: 'RUNNING' },
];

/** The messages that commands show meanwhile, each with its buttons. */
async function told(act: () => Thenable<unknown>): Promise<readonly (readonly string[])[]> {
  const messages: string[][] = [];
  const tell = (...texts: string[]): Promise<undefined> => {
    messages.push(texts);
    return Promise.resolve(undefined);
  };
  const message = tell as unknown as typeof vscode.window.showInformationMessage;
  await instead(vscode.window, 'showInformationMessage', message, async () => {
    await act();
  });
  return messages;
}

/** Where the extension host connects to meanwhile. */
async function connections(act: () => Promise<void>): Promise<readonly string[]> {
  const places: string[] = [];
  const own = Object.getOwnPropertyDescriptor(Socket.prototype, 'connect')?.value as (
    ...given: unknown[]
  ) => Socket;
  const noted = function (this: Socket, ...given: unknown[]): Socket {
    const { host, port, path: pipe } = (given.flat()[0] ?? {}) as Readonly<Record<string, unknown>>;
    places.push(`${String(host ?? pipe)}:${String(port)}`);
    return own.apply(this, given);
  };
  await instead(Socket.prototype, 'connect', noted as Socket['connect'], act);
  return places;
}

describe('sample data in VS Code', () => {
  let internals: Internals;
  let dialogs: Internals['dialogs'];
  before(async () => {
    await makeTable(table, items);
    internals = await connect(table);
    dialogs = { ...internals.dialogs };
    const first = (_: string, ...buttons: string[]): Promise<string | undefined> =>
      Promise.resolve(buttons[0]);
    internals.dialogs.confirm = (message, _detail, ...buttons) => first(message, ...buttons);
    internals.dialogs.inform = internals.dialogs.warn = () => Promise.resolve(undefined);
    await internals.history.ready();
    await internals.history.clear();
    internals.historyView.filter = noActionFilter;
  });

  afterEach(async () => {
    await run(commands.endSampleData);
    // The saved jobs are back before the table is read, and the next test may look at connections.
    await until(
      'the real table is back',
      () =>
        internals.store.get('real-failed') !== undefined &&
        internals.feed.state.load.phase === 'ready',
    );
    await closeAll();
  });

  after(async () => {
    Object.assign(internals.dialogs, dialogs);
    await internals.history.clear();
  });

  async function start(): Promise<void> {
    await run(commands.startSampleData);
    await until('the sample is there', () => {
      const { connection, load } = internals.feed.state;
      return connection.isSample === true && load.phase === 'ready';
    });
  }

  const aFailedJob = (): string => {
    for (const { jobId, status } of internals.store.jobs()) {
      if (status === 'FAILED') {
        return jobId;
      }
    }
    assert.fail('no failed job');
  };

  const tabs = (): readonly string[] =>
    vscode.window.tabGroups.all.flatMap(group => group.tabs.map(({ label }) => label));

  it('fills the view and the dashboard at once, without confirmation, and ends at once', async () => {
    const { store, view, feed } = internals;
    assert.deepEqual(
      await told(async () => {
        await start();
      }),
      [],
    );
    assert(store.size >= 1_990, String(store.size));
    assert.equal(store.get('real-failed'), undefined);
    await until('the view is on show', () => view.visible);
    await until('the dashboard is titled', () => tabs().includes('Batch Dashboard (Sample)'));
    assert.equal(feed.state.followsChanges, true);
    await run(commands.endSampleData);
    await until('the real jobs are back', () => store.get('real-failed') !== undefined);
    assert.equal(store.size, items.length);
    assert.equal(feed.state.connection.tableName, table);
    await until('the dashboard is titled', () => tabs().includes('Batch Dashboard'));
  });

  it('is marked in the view', async () => {
    const { view } = internals;
    assert.match(view.description ?? '', /HostSample/);
    await start();
    await until('the view says so', () => (view.message ?? '').startsWith(sampleDataTexts.note));
    assert.match(view.description ?? '', /Sample data$/);
    assert.doesNotMatch(view.description ?? '', /HostSample|eu-west-1/);
    await run(commands.endSampleData);
    await until('no mark is left', () => !(view.message ?? '').includes('Sample'));
    assert.match(view.description ?? '', /HostSample/);
  });

  it('refreshes automatically with changes, at no cost', async () => {
    await start();
    const { feed } = internals;
    const kinds: string[] = [];
    const reads = feed.onDidRead(({ kind }) => kinds.push(kind));
    assert(await feed.refresh());
    reads.dispose();
    assert.deepEqual(kinds, ['changes']);
    assert.equal(feed.state.sessionUnits, 0);
  });

  it('opens no connection', async () => {
    const { feed, store } = internals;
    const places = await connections(async () => {
      await start();
      feed.expectDeletions();
      assert(await feed.refresh());
      const jobId = aFailedJob();
      await openEvent(jobId);
      await run(commands.retryJob, jobId);
      await told(async () => {
        await run(commands.checkConnection);
        await run(commands.openInConsole, jobId);
        await run(commands.openLogs, jobId);
        await run(commands.refresh);
      });
    });
    assert.deepEqual(places, []);
    // A real table does, so it would have been seen.
    const real = await connections(async () => {
      await run(commands.endSampleData);
      // The saved jobs are back before anything is read.
      await until(
        'the real jobs are read',
        () => store.get('real-failed') !== undefined && feed.state.load.phase === 'ready',
      );
    });
    assert.notDeepEqual(real, []);
  });

  it('keeps its actions and marks separate: in memory, not in shared files', async () => {
    const { history, store, historyView, storage } = internals;
    await run(commands.markBroken, 'real-failed');
    const real = history.entries.map(({ jobId }) => jobId);
    assert.deepEqual(real, ['real-failed']);
    await start();
    assert.deepEqual([history.entries, historyView.entries], [[], []]);
    const jobId = aFailedJob();
    await run(commands.markBroken, jobId);
    await told(() => run(commands.acknowledgeJob, jobId));
    await run(commands.retryJob, jobId);
    assert.equal(store.isMarked(jobId, 'broken'), true);
    assert.equal(store.isMarked(jobId, 'acknowledged'), true);
    assert.deepEqual(
      history.entries.map(entry => [entry.action, entry.jobId]),
      [
        ['retry', jobId],
        ['markBroken', jobId],
      ],
    );
    await until('the history says so', () => historyView.description === 'Sample data');
    await run(commands.endSampleData);
    await until('the real jobs are back', () => store.get('real-failed') !== undefined);
    await until('the real mark is back', () => store.isMarked('real-failed', 'broken'));
    assert.deepEqual(
      history.entries.map(entry => entry.jobId),
      ['real-failed'],
    );
    await history.ready();
    const files = ['actions', 'marks'].flatMap(name => textsIn(path.join(storage.fsPath, name)));
    assert(files.some(text => text.includes('real-failed')));
    assert(!files.some(text => text.includes(jobId) || text.includes('SampleData')));
    // The next sample knows nothing of the last one.
    await start();
    assert.deepEqual(history.entries, []);
    assert.equal(store.isMarked(jobId, 'broken'), false);
  });

  it('links to nothing in AWS, and explains why', async () => {
    await start();
    const jobId = aFailedJob();
    const opened: unknown[] = [];
    const open = (uri: vscode.Uri): Promise<boolean> => {
      opened.push(uri);
      return Promise.resolve(true);
    };
    await vscode.env.clipboard.writeText('untouched');
    await instead(vscode.env, 'openExternal', open, async () => {
      const messages = await told(async () => {
        await run(commands.openInConsole, jobId);
        await run(commands.openLogs, jobId);
        await run(commands.copyConsoleLink, jobId);
        await run(commands.copyJobLink, jobId);
      });
      const { noAwsLink, noLink } = sampleDataTexts;
      assert.deepEqual(messages, [[noAwsLink], [noAwsLink], [noAwsLink], [noLink]]);
    });
    assert.deepEqual(opened, []);
    assert.equal(await vscode.env.clipboard.readText(), 'untouched');
  });

  it('has no connection to check, and offers the setup', async () => {
    await start();
    assert.deepEqual(await told(() => run(commands.checkConnection)), [
      ['Sample data is shown, so there is no connection to check.', 'Set Up', 'End Sample Data'],
    ]);
  });

  it('marks its events in title and first line, and shows when they have ended', async () => {
    await start();
    const jobId = aFailedJob();
    const { document } = await openEvent(jobId);
    assert.match(document.getText(), /^\/\/ Sample data: generated jobs/);
    assert.match(document.getText(), new RegExp(jobId));
    assert.match(labelsOf(jobId)[0] ?? '', /\(FAILED\) \(sample\)\.json$/);
    const { decorations } = internals;
    assert.deepEqual(
      [decorations.provideFileDecoration(document.uri)].map(one => [one?.badge, one?.tooltip]),
      [['S', 'Sample data. Status of the job: FAILED']],
    );
    await run(commands.endSampleData);
    await until('it says that it is over', () => eventText(jobId).includes('has ended'));
    assert.equal(
      decorations.provideFileDecoration(document.uri)?.tooltip,
      'Sample data that is no longer shown',
    );
  });

  it('hides events of real jobs while it is on, and restores them', async () => {
    await openEvent('real-failed');
    assert.match(eventText('real-failed'), /"real": true/);
    await start();
    await until('it is not shown', () =>
      eventText('real-failed').startsWith('Sample data is shown'),
    );
    await run(commands.endSampleData);
    await until('it is back', () => eventText('real-failed').includes('"real": true'));
  });

  it('suggests an export name that identifies sample data', async () => {
    await start();
    const names: string[] = [];
    const ask = (options?: vscode.SaveDialogOptions): Promise<undefined> => {
      names.push(path.basename(options?.defaultUri?.path ?? ''));
      return Promise.resolve(undefined);
    };
    await run(commands.retryJob, aFailedJob());
    await instead(vscode.window, 'showSaveDialog', ask, async () => {
      await run(commands.exportJobs);
      await run(commands.exportActionHistory);
    });
    assert.match(names.join(' '), /^sample-jobs-\S+\.csv sample-actions-\S+\.csv$/);
  });

  it('is on again after a restart, and ends in the previous state', async () => {
    const { connections } = internals;
    await start();
    assert.deepEqual(connections.choice, { kind: 'sample' });
    // Twice is once: what was there before is not forgotten.
    await start();
    await run(commands.endSampleData);
    assert.deepEqual(connections.choice, { kind: 'settings' });
    // Without a sample there is nothing to end.
    await run(commands.endSampleData);
    assert.deepEqual(connections.choice, { kind: 'settings' });
  });

  it('can be switched on and off quickly: the view always shows the active data', async () => {
    const { feed, store } = internals;
    for (let round = 0; round < 5; round++) {
      void run(commands.startSampleData);
      await run(commands.endSampleData);
    }
    await start();
    assert(feed.state.connection.isSample);
    assert.equal(store.get('real-failed'), undefined);
  });
});

const textsIn = (folder: string): readonly string[] =>
  existsSync(folder)
    ? readdirSync(folder).map(name => readFileSync(path.join(folder, name), 'utf8'))
    : [];
