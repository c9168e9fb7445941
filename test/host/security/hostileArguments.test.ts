import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Internals } from '../../../src/main';
import { commands } from '../../../src/ids';
import { CanaryServer } from '../../support/fakes/canaryServer';
import { injections } from '../../support/security/injections';
import { closeAll } from '../event/events';
import { connect, instead, makeTable, set } from '../run/support';

const table = 'HostHostileArguments';
const canaryCommand = 'batchMonitorTest.argumentCanary';
const run = vscode.commands.executeCommand;

type Name = keyof typeof commands;
const names = Object.keys(commands) as Name[];

/** A text selects these at once, which users may want from a keybinding, and only in a trusted folder. */
const selecting = ['selectTable', 'selectRegion', 'selectProfile'] as const satisfies Name[];

/** Objects that look like what commands accept. */
const objects = (text: string): unknown[] => [
  { jobId: text },
  { jobId: text, isSelected: true, selectedIds: [text, text, 7] },
  { jobId: text, isSelected: true, selectsMatching: true, exceptIds: [text, {}] },
  { kind: 'job', job: { jobId: text } },
  { kind: 'group', path: [text] },
  { filter: { text, statuses: [text] }, sort: { column: '__proto__', direction: text } },
  { target: text },
  { of: text },
  { scheme: text, path: text },
  JSON.parse('{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}'),
];

const others: readonly unknown[] = [
  null,
  0,
  NaN,
  -1,
  true,
  [],
  [null],
  [[]],
  {},
  { jobId: {} },
  { jobId: 7 },
  { kind: 'job' },
  { kind: 'job', job: null },
];

/** What the user would see or undergo. */
interface Witness {
  readonly texts: string[];
  readonly terminals: unknown[];
  readonly opened: unknown[];
  restore(): void;
}

/** Answers every prompt as if the user cancelled it, and keeps what is shown. */
function cancelling(): Witness {
  const texts: string[] = [];
  const terminals: unknown[] = [];
  const opened: unknown[] = [];
  const { window, env } = vscode;
  const cancelled = (text?: unknown): Promise<undefined> => {
    if (typeof text === 'string') {
      texts.push(text);
    }
    return Promise.resolve(undefined);
  };
  const create = window.createQuickPick.bind(window);
  const replaced: readonly (readonly [object, string, unknown])[] = [
    ...[
      'showInformationMessage',
      'showWarningMessage',
      'showErrorMessage',
      'showQuickPick',
      'showInputBox',
      'showSaveDialog',
      'showOpenDialog',
    ].map(key => [window, key, cancelled] as const),
    [window, 'createTerminal', (options: unknown) => terminals.push(options)],
    [env, 'openExternal', (uri: unknown) => Promise.resolve(opened.push(uri) > 0)],
    [
      window,
      'createQuickPick',
      () => {
        const picker = create();
        const show = picker.show.bind(picker);
        picker.show = () => {
          show();
          setTimeout(() => picker.hide());
        };
        return picker;
      },
    ],
  ];
  const originals = replaced.map(([object, key, fake]) => {
    const own = Object.getOwnPropertyDescriptor(object, key);
    Object.defineProperty(object, key, { value: fake, configurable: true, writable: true });
    return () => own && Object.defineProperty(object, key, own);
  });
  return { texts, terminals, opened, restore: () => originals.forEach(restore => restore()) };
}

describe('hostile arguments of commands', function () {
  this.timeout(240_000);
  const canary = new CanaryServer();
  let internals: Internals;
  let dialogs: Internals['dialogs'];
  let texts: readonly string[];
  let command: vscode.Disposable;
  let commandRuns = 0;
  let witness: Witness;

  before(async () => {
    const address = await canary.start();
    command = vscode.commands.registerCommand(canaryCommand, () => commandRuns++);
    const all = injections({ address, command: canaryCommand, script: 'globalThis.canary=1' });
    // One of each kind, and all that may look like a name.
    const kinds = new Map(all.map(({ kind, text }) => [kind, text]));
    texts = [...kinds.values(), 'constructor', '__proto__', '../x', "it's", '-oProxyCommand=id'];
    await set('refreshIntervalSeconds', 0);
    const jobName = 'the only job';
    await makeTable(table, [{ jobId: 'only', jobName, status: 'FAILED' }]);
    internals = await connect(table);
    dialogs = { ...internals.dialogs };
    internals.dialogs.confirm = () => Promise.resolve(undefined);
  });

  beforeEach(() => {
    witness = cancelling();
  });

  /** Nothing was done that nobody confirmed. */
  afterEach(async () => {
    witness.restore();
    assert.deepEqual([witness.terminals, witness.opened], [[], []]);
    assert.equal(commandRuns, 0);
    assert.deepEqual(canary.requests, []);
    assert.equal('canary' in globalThis, false);
    assert.equal('polluted' in Object.prototype, false);
    assert.deepEqual(
      witness.texts.filter(text => text.includes('](')),
      [],
    );
    await closeAll();
    // Some commands open the output, which would leave the editors of other tests half their height.
    await run('workbench.action.closePanel');
  });

  after(async () => {
    Object.assign(internals.dialogs, dialogs);
    await set('refreshIntervalSeconds', undefined);
    command.dispose();
    await canary.stop();
  });

  const settings = (): unknown =>
    ['tableName', 'region', 'profile', 'endpoint', 'connections'].map(key =>
      vscode.workspace.getConfiguration('batchMonitor').get(key),
    );

  /** Runs a command with each argument, alone and as one of the selected nodes. */
  async function runWith(name: Name, given: readonly unknown[]): Promise<void> {
    for (const argument of given) {
      await run(commands[name], argument);
    }
    await run(commands[name], given[0], given);
  }

  it('change no connection, in any position, in an untrusted folder', async () => {
    const before = [settings(), internals.connections.choice];
    await instead(vscode.workspace, 'isTrusted', false, async () => {
      for (const name of [...selecting, 'switchConnection', 'signIn'] as const) {
        witness.texts.length = 0;
        await runWith(name, texts);
        assert.equal(witness.texts.length, texts.length + 1, name);
        witness.texts.forEach(text => assert.match(text, /Restricted Mode/, name));
      }
    });
    assert.deepEqual([settings(), internals.connections.choice], before);
  });

  for (const name of names) {
    it(`harm nothing: ${name}`, async () => {
      const before = settings();
      const isSelecting = (selecting as readonly Name[]).includes(name);
      const isLeaving = name === 'startSampleData' || name === 'endSampleData';
      const looks = objects(texts[0] ?? '');
      // Each run of these opens a page or a list, or starts a program, whatever the argument.
      const isSlow =
        isSelecting ||
        /^(open(Settings|Walkthrough|AwsSetup|Guide)|check|show|manage|start|setUp|group)/.test(
          name,
        );
      const given = isSlow
        ? [...(isSelecting ? [] : texts.slice(0, 1)), ...looks.slice(0, 2), null]
        : [...texts, ...looks, ...others];
      await runWith(name, given);
      assert.deepEqual(settings(), before);
      if (isLeaving) {
        internals.connections.choose({ kind: 'settings' });
        await connect(table);
      }
      assert.equal(internals.connections.choice.kind, 'settings');
      assert.equal(internals.store.isMarked('only', 'broken'), false);
      assert.deepEqual(
        internals.history.entries.filter(({ jobId }) => jobId === 'only'),
        [],
      );
    });
  }
});
