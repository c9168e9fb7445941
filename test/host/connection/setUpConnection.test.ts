import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Internals } from '../../../src/main';
import { commands } from '../../../src/ids';
import { LocalBatch } from '../../support/emulators/aws/localBatch';
import { connect, endpoint, instead, makeTable, set, until } from '../run/support';

const run = (name: keyof typeof commands, ...args: unknown[]): Thenable<unknown> =>
  vscode.commands.executeCommand(commands[name], ...args);

const job = {
  jobId: 'added-1',
  jobName: 'added',
  status: 'FAILED',
  jobQueue: 'arn:aws:batch:eu-west-1:123456789012:job-queue/added',
};

/** A list that the test answers in the user's place: which keys reach it depends on what has the focus. */
interface Picker extends vscode.QuickPick<vscode.QuickPickItem> {
  accept(): void;
}

describe('adding a connection in VS Code', () => {
  let internals: Internals;
  const pickers: Picker[] = [];
  const createQuickPick = vscode.window.createQuickPick;

  before(async () => {
    await makeTable('AddedJobs', [job]);
    await makeTable('AddedIndexed', [], true);
    internals = await connect('AddedJobs');
    await set('connections', undefined);
    // The lists of the guided path, to answer them in the user's place.
    Object.assign(vscode.window, {
      createQuickPick: () => {
        const accepted = new vscode.EventEmitter<void>();
        const picker = Object.defineProperty(createQuickPick(), 'onDidAccept', {
          value: accepted.event,
        });
        pickers.push(Object.assign(picker, { accept: () => accepted.fire() }));
        return picker;
      },
    });
  });

  afterEach(async () => {
    pickers.splice(0).forEach(picker => picker.hide());
    await set('connections', undefined);
    internals.connections.choose({ kind: 'settings' });
  });

  after(() => {
    Object.assign(vscode.window, { createQuickPick });
  });

  const written = (): unknown =>
    vscode.workspace.getConfiguration('batchMonitor').inspect('connections')?.globalValue;

  /** Runs the command with this name typed, and `then` while the guided path is open. */
  async function adding(name: string, then: () => Promise<void>): Promise<void> {
    const box = (): Promise<string> => Promise.resolve(name);
    await instead(
      vscode.window,
      'showInputBox',
      box as unknown as typeof vscode.window.showInputBox,
      async () => {
        const done = run('addConnection');
        await then();
        await done;
      },
    );
  }

  /**
   * The list that is open, once Enter would choose something. Until VS Code knows of new entries, the active one may
   * be a heading, which was in the place of one of before.
   */
  async function step(title: string): Promise<Picker> {
    await until(`the step ${title}`, () => {
      const picker = pickers.at(-1);
      const [active] = picker?.activeItems ?? [];
      return picker?.title === title && !picker.busy && active !== undefined && 'answer' in active;
    });
    return pickers.at(-1) ?? assert.fail();
  }

  it('adds nothing when the user cancels midway', async () => {
    const before = internals.feed.state.connection;
    await adding('second', async () => {
      (await step('Source of Jobs')).accept();
      const picker = await step('AWS Profile');
      assert.equal(written(), undefined);
      picker.hide();
    });
    assert.equal(written(), undefined);
    assert.deepEqual(internals.connections.choice, { kind: 'settings' });
    assert.equal(internals.feed.state.connection, before);
  });

  it('adds the selections at the last step, with its name, and reads the table', async () => {
    await adding(' second ', async () => {
      for (const title of ['Source of Jobs', 'AWS Profile', 'AWS Region', 'DynamoDB Table']) {
        (await step(title)).accept();
      }
    });
    assert.deepEqual(internals.connections.choice, { kind: 'named', name: 'second' });
    assert.deepEqual(written(), [
      { name: 'second', tableName: 'AddedJobs', region: 'eu-west-1', endpoint: endpoint() },
    ]);
    const { connection, load } = internals.feed.state;
    assert.equal(connection.name, 'second');
    assert.equal(load.phase, 'ready');
  });

  it('marks the tables of jobs, and which can be read by changes', async () => {
    await adding('third', async () => {
      (await step('Source of Jobs')).accept();
      (await step('AWS Profile')).accept();
      (await step('AWS Region')).accept();
      const picker = await step('DynamoDB Table');
      const marks = new Map(
        picker.items.map(({ label, description }) => [
          label.replace(/^\$\([\w-]+\) /, ''),
          description,
        ]),
      );
      assert.equal(marks.get('AddedJobs'), 'Batch Monitor table');
      assert.equal(marks.get('AddedIndexed'), 'Batch Monitor table with the index');
      picker.hide();
    });
  });

  it('adds AWS Batch itself, without a table, and shows its jobs', async () => {
    const batch = new LocalBatch();
    batch.addQueue('fast');
    batch.put({ jobId: 'of-batch', status: 'FAILED', stoppedAt: Date.now() });
    const before = process.env['AWS_ENDPOINT_URL_BATCH'];
    process.env['AWS_ENDPOINT_URL_BATCH'] = await batch.server.start();
    try {
      await adding('live', async () => {
        const sources = await step('Source of Jobs');
        sources.activeItems = sources.items.slice(0, 1);
        sources.accept();
        (await step('AWS Profile')).accept();
        (await step('AWS Region')).accept();
      });
      assert.deepEqual(written(), [{ name: 'live', source: 'batch', region: 'eu-west-1' }]);
      assert.deepEqual(internals.feed.state.load, { phase: 'ready' });
      assert.equal(internals.store.get('of-batch')?.status, 'FAILED');
    } finally {
      if (before === undefined) {
        delete process.env['AWS_ENDPOINT_URL_BATCH'];
      } else {
        process.env['AWS_ENDPOINT_URL_BATCH'] = before;
      }
      await batch.server.stop();
    }
  });

  it('goes back from AWS Batch itself to the table and the endpoint of before', async () => {
    await set('source', 'batch');
    try {
      await until('AWS Batch is active', () => internals.connections.current.source === 'batch');
      const done = run('selectTable');
      const picker = await step('DynamoDB Table');
      assert.match(picker.activeItems[0]?.label ?? '', /AddedJobs$/);
      assert.ok(picker.items.some(({ label }) => label.endsWith('AddedIndexed')));
      picker.accept();
      await done;
      const { connection, load } = internals.feed.state;
      assert.equal(connection.tableName, 'AddedJobs');
      assert.equal(connection.endpoint, endpoint());
      assert.deepEqual(load, { phase: 'ready' });
    } finally {
      await set('source', undefined);
    }
  });

  it('sends no requests in Restricted Mode, nor does the guided setup: both explain why and offer a remedy', async () => {
    const told: string[] = [];
    const fake = (text: string, ...buttons: string[]): Promise<undefined> => {
      told.push([text, ...buttons].join(' | '));
      return Promise.resolve(undefined);
    };
    await instead(vscode.workspace, 'isTrusted', false, () =>
      instead(vscode.window, 'showErrorMessage', fake as never, async () => {
        for (const name of [
          'addConnection',
          'setUp',
          'selectProfile',
          'selectRegion',
          'selectTable',
        ] as const) {
          await run(name);
        }
      }),
    );
    assert.equal(told.length, 5);
    told.forEach(text => assert.match(text, /Restricted Mode.* \| Manage Workspace Trust$/));
    assert.deepEqual(pickers, []);
    assert.equal(written(), undefined);
  });
});
