import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { RawItem } from '../../../src/data/table/jobTable';
import { commands, views } from '../../../src/ids';
import {
  closeAll,
  eventTabs,
  eventText,
  labelsOf,
  moveCursor,
  openEvent,
  titlesSettled,
} from './events';
import { connect, instead, makeTable, put, remove, set, until } from '../run/support';

const table = 'HostEvents';
const dead = 'http://127.0.0.1:9';
const queue = 'arn:aws:batch:eu-west-1:123456789012:job-queue/ingest';

const eventOf = (jobId: string, more: Record<string, unknown> = {}) => ({
  'detail-type': 'Batch Job State Change',
  source: 'aws.batch',
  detail: {
    jobId,
    container: { environment: [{ name: 'API_TOKEN', value: 'do-not-show' }] },
    ...more,
  },
});

const itemOf = (jobId: string, status: string, more: Record<string, unknown> = {}) => ({
  jobId,
  jobName: `name-of-${jobId}`,
  status,
  timestamp: '2026-11-23T10:00:00Z',
  jobQueue: queue,
  region: 'eu-west-1',
  fullEvent: JSON.stringify(eventOf(jobId)),
  ...more,
});

/** Long enough to be scrolled. */
const lines = Object.fromEntries(
  Array.from({ length: 300 }, (_, index) => [`key-${index}`, index]),
);

const items = [
  itemOf('failed', 'FAILED'),
  itemOf('moving', 'RUNNING', { fullEvent: JSON.stringify(eventOf('moving', { lines })) }),
  itemOf('pinned', 'RUNNING'),
  itemOf('beside', 'RUNNING'),
  itemOf('hidden', 'RUNNING'),
  itemOf('changing', 'RUNNING'),
  itemOf('going', 'RUNNING'),
  itemOf('nameless', 'SUCCEEDED', { jobName: '' }),
  itemOf('child:3', 'FAILED', { arrayIndex: 3 }),
  itemOf('hostile', 'FAILED', { jobName: '../../etc/%2e%2e\u202egpj.\n' + 'x'.repeat(5_000) }),
  itemOf('damaged', 'FAILED', {
    fullEvent: '{"detail":{"environment":[{"name":"A","value":"do-not-show"}],"cut',
  }),
  itemOf('eventless', 'FAILED', { fullEvent: undefined, environment: { A: 'do-not-show' } }),
  itemOf('odd-text', 'FAILED', { fullEvent: '{"é€\0日本": ' }),
  itemOf('cut', 'FAILED', { fullEvent: '{"batchMonitorCut":"x","detail":{"jobId":"cut"}}' }),
];

let moves = 0;

/** The status of a job becomes another one, later than all before, as a refresh finds it. */
async function move(jobId: string, status: string): Promise<void> {
  const item = items.find(known => known.jobId === jobId);
  const timestamp = new Date(Date.UTC(2026, 10, 23, 10, 9, moves++)).toISOString();
  await put(table, { ...item, status, timestamp });
  await vscode.commands.executeCommand(commands.refresh);
}

/** The same, and the user moves the cursor in its event: its title follows. */
async function moveAndTouch(jobId: string, status: string): Promise<void> {
  await move(jobId, status);
  await moveCursor();
  const title = `name-of-${jobId} (${status}).json`;
  await until('the new title', () => labelsOf(jobId).join() === title);
  await titlesSettled();
}

/** Answers the next question that VS Code would ask, and gives what was asked. */
async function answering(
  answer: string | undefined,
  run: () => Promise<void>,
): Promise<readonly unknown[]> {
  const asked: unknown[] = [];
  const ask = (...question: unknown[]): Promise<string | undefined> => {
    asked.push(...question);
    return Promise.resolve(answer);
  };
  const dialog = ask as unknown as typeof vscode.window.showWarningMessage;
  await instead(vscode.window, 'showWarningMessage', dialog, run);
  return asked;
}

const run = (command: string) => async (): Promise<void> => {
  await vscode.commands.executeCommand(command);
};

describe('the event document in VS Code', () => {
  before(async () => {
    // A refresh by itself may have begun before a change: who asks for one then shares it, and finds nothing.
    await set('refreshIntervalSeconds', 0);
    await makeTable(
      table,
      items.map(item => JSON.parse(JSON.stringify(item)) as Record<string, unknown>),
    );
    await connect(table);
  });

  afterEach(() => closeAll());

  after(() => set('refreshIntervalSeconds', undefined));

  it('is read-only JSON with a title, and without values of environment variables', async () => {
    const { document } = await openEvent('failed');
    assert.deepEqual(labelsOf('failed'), ['name-of-failed (FAILED).json']);
    assert.equal(document.languageId, 'json');
    assert.equal(vscode.workspace.fs.isWritableFileSystem(document.uri.scheme), false);
    const shown = JSON.parse(document.getText()) as ReturnType<typeof eventOf>;
    assert.deepEqual(shown.detail.container.environment, [
      { name: 'API_TOKEN', value: '(redacted)' },
    ]);
    assert.equal(shown.detail.jobId, 'failed');
  });

  it('is JSON whatever file associations the user has', async () => {
    const files = vscode.workspace.getConfiguration('files');
    const associate = (value: unknown): Thenable<void> =>
      files.update('associations', value, vscode.ConfigurationTarget.Global);
    await associate({ '*.json': 'plaintext' });
    try {
      const { document } = await openEvent('nameless');
      assert.equal(document.languageId, 'json');
    } finally {
      await associate(undefined);
    }
  });

  it('has the ID as its title if there is no name, and distinguishes the children of an array', async () => {
    await openEvent('nameless');
    assert.deepEqual(labelsOf('nameless'), ['nameless (SUCCEEDED).json']);
    await openEvent('child:3');
    assert.deepEqual(labelsOf('child:3'), ['name-of-child:3 [3] (FAILED).json'.replace(':', '_')]);
  });

  it('creates no path from a name, and no title that breaks or changes direction', async () => {
    const { document } = await openEvent('hostile');
    const [label = ''] = labelsOf('hostile');
    assert.match(label, /^\.\._\.\._etc_2e_2e_gpj\._x+ \(FAILED\)\.json$/);
    assert(label.length < 200);
    assert.equal(document.uri.path, `/${label}`);
    assert.match(document.getText(), /"jobId": "hostile"/);
  });

  it('accepts any string as an ID, and reports that there is no such job', async () => {
    const ids = [
      '../../etc/passwd',
      '%2e%2e%2f',
      'a\nb // c',
      '\u202eevil',
      'x'.repeat(1_000),
      'é?#&=',
    ];
    for (const jobId of ids) {
      const { document } = await openEvent(jobId);
      assert.match(document.getText(), /^Job [^\n]+ is no longer in the table\.\n$/, jobId);
      assert.equal(document.languageId, 'plaintext');
      assert.equal(document.uri.path.split('/').length, 2);
      assert(!document.getText().includes('\u202e'));
    }
  });

  it('gets the new title once its cursor moves, and keeps selection, position and kind of tab', async () => {
    const editor = await openEvent('moving');
    await vscode.commands.executeCommand('workbench.action.keepEditor');
    editor.selection = new vscode.Selection(150, 4, 152, 6);
    editor.revealRange(new vscode.Range(140, 0, 140, 0), vscode.TextEditorRevealType.AtTop);
    // Sticky lines appear a moment after the scroll and move the first visible line once more.
    let top = 0;
    let sameReads = 0;
    await until('it has scrolled and stays there', () => {
      const line = editor.visibleRanges[0]?.start.line ?? 0;
      sameReads = line === top ? sameReads + 1 : 0;
      top = line;
      return top >= 135 && sameReads >= 10;
    });

    await moveAndTouch('moving', 'SUCCEEDED');

    const now = vscode.window.activeTextEditor;
    assert(now);
    assert.equal(now.document.uri.path, '/name-of-moving (SUCCEEDED).json');
    assert.equal(now.document.languageId, 'json');
    const { anchor, active } = now.selection;
    assert.deepEqual([anchor.line, anchor.character, active.line], [150, 4, 152]);
    await until('it is where it was', () => now.visibleRanges[0]?.start.line === top);
    assert.deepEqual(
      eventTabs('moving').map(({ isActive, isPreview, isPinned }) => [
        isActive,
        isPreview,
        isPinned,
      ]),
      [[true, false, false]],
    );
  });

  it('keeps the title while the focus may be elsewhere, and shows the new state', async () => {
    await openEvent('moving');
    await titlesSettled();
    const [before] = labelsOf('moving');
    await vscode.commands.executeCommand(`${views.jobs}.focus`);
    const item = { ...itemOf('moving', 'FAILED'), fullEvent: JSON.stringify(eventOf('moving-on')) };
    await put(table, { ...item, timestamp: '2026-11-23T10:10:00Z' });
    await vscode.commands.executeCommand(commands.refresh);
    await until('the event of now', () => eventText('moving').includes('moving-on'));
    await titlesSettled();
    assert.deepEqual(labelsOf('moving'), [before]);
  });

  it('gets the new title at once in a group that is not the active one', async () => {
    await openEvent('beside');
    await vscode.commands.executeCommand('workbench.action.newGroupRight');
    const { activeTabGroup } = vscode.window.tabGroups;
    await move('beside', 'SUCCEEDED');
    await until(
      'the new title',
      () => labelsOf('beside').join() === 'name-of-beside (SUCCEEDED).json',
    );
    await titlesSettled();
    assert.equal(vscode.window.tabGroups.activeTabGroup.viewColumn, activeTabGroup.viewColumn);
  });

  it('keeps a pinned tab pinned, and a preview a preview', async () => {
    await openEvent('pinned');
    await vscode.commands.executeCommand('workbench.action.pinEditor');
    await until('it is pinned', () => eventTabs('pinned')[0]?.isPinned === true);
    await moveAndTouch('pinned', 'SUCCEEDED');
    assert.deepEqual(
      eventTabs('pinned').map(tab => tab.isPinned),
      [true],
    );
    await vscode.commands.executeCommand('workbench.action.unpinEditor');
    await closeAll();

    await openEvent('pinned');
    await moveAndTouch('pinned', 'FAILED');
    assert.equal(eventTabs('pinned')[0]?.isPreview, true);
  });

  it('keeps the title behind another tab until it is visible, and never comes to the front on its own', async () => {
    await openEvent('hidden');
    await vscode.commands.executeCommand('workbench.action.keepEditor');
    await openEvent('failed');
    await move('hidden', 'FAILED');
    await until('the colour has followed', async () => {
      const { decorations } = await connect(table);
      const [tab] = eventTabs('hidden');
      assert(tab?.input instanceof vscode.TabInputText);
      const color = decorations.provideFileDecoration(tab.input.uri)?.color;
      return (color as { id?: string } | undefined)?.id === 'batchMonitor.status.failed';
    });
    assert.deepEqual(labelsOf('hidden'), ['name-of-hidden (RUNNING).json']);
    assert.equal(eventTabs('failed')[0]?.isActive, true);

    await vscode.commands.executeCommand('workbench.action.previousEditor');
    await until(
      'the title follows now',
      () => labelsOf('hidden').join() === 'name-of-hidden (FAILED).json',
    );
    assert.equal(eventTabs('hidden')[0]?.isActive, true);
  });

  it('opens once per job, even if its title was different before', async () => {
    await openEvent('hidden');
    await vscode.commands.executeCommand('workbench.action.keepEditor');
    await openEvent('failed');
    await vscode.commands.executeCommand('workbench.action.keepEditor');
    await move('hidden', 'SUCCEEDED');
    await openEvent('hidden');
    await until('one tab', () => labelsOf('hidden').join() === 'name-of-hidden (SUCCEEDED).json');
  });

  it('has the color of the status, and announces changes', async () => {
    const { decorations } = await connect(table);
    const { document } = await openEvent('going');
    const shown = decorations.provideFileDecoration(document.uri);
    assert.equal((shown?.color as { id?: string } | undefined)?.id, 'batchMonitor.status.active');
    assert.equal(shown?.tooltip, 'Status of the job: RUNNING');
    assert.equal(decorations.provideFileDecoration(vscode.Uri.file('/a.json')), undefined);
    const told: string[] = [];
    const subscription = decorations.onDidChangeFileDecorations(uris =>
      told.push(...uris.map(uri => uri.query)),
    );
    await move('going', 'FAILED');
    subscription.dispose();
    assert.deepEqual([...new Set(told)], ['going']);
  });

  it('has the current color at an earlier URI', async () => {
    const { decorations } = await connect(table);
    const worn = new Map<string, string | undefined>();
    const provide = decorations.provideFileDecoration.bind(decorations);
    await instead(
      decorations,
      'provideFileDecoration',
      uri => {
        const shown = provide(uri);
        worn.set(uri.path, (shown?.color as { id?: string } | undefined)?.id);
        return shown;
      },
      async () => {
        await openEvent('changing');
        for (const status of ['FAILED', 'SUCCEEDED', 'FAILED']) {
          await moveAndTouch('changing', status);
        }
        await until(
          'VS Code has asked for the colour of now',
          () => worn.get('/name-of-changing (FAILED).json') === 'batchMonitor.status.failed',
        );
      },
    );
  });

  it('shows that a job is gone when it is removed', async () => {
    const { decorations } = await connect(table);
    const { document } = await openEvent('going');
    await remove(table, 'going');
    await vscode.commands.executeCommand(commands.refresh);
    await until(
      'it says so',
      () => eventText('going') === 'Job going is no longer in the table.\n',
    );
    const shown = decorations.provideFileDecoration(document.uri);
    assert.equal(shown?.tooltip, 'The job is no longer in the table');
    await until('it is no JSON any more', () => document.languageId === 'plaintext');
  });

  it('reveals values after a warning, until they are hidden or the document is closed', async () => {
    await openEvent('failed');
    const asked = await answering(undefined, run(commands.revealEventValues));
    assert.equal(asked[0], 'Reveal the environment values of this job?');
    const { modal, detail } = asked[1] as vscode.MessageOptions;
    assert.equal(modal, true);
    assert.match(detail ?? '', /screen[\s\S]*any extension that reads open documents/);
    assert(!eventText('failed').includes('do-not-show'));

    await answering('Reveal Values', run(commands.revealEventValues));
    await until('the value shows', () => eventText('failed').includes('"value": "do-not-show"'));
    await run(commands.hideEventValues)();
    await until('it is covered', () => !eventText('failed').includes('do-not-show'));

    await answering('Reveal Values', run(commands.revealEventValues));
    await until('the value shows again', () => eventText('failed').includes('do-not-show'));
    await closeAll();
    const { documents } = await connect(table);
    await until('nothing is revealed', () => !documents.isRevealed('failed'));
    await openEvent('failed');
    await until('it is covered from the start', () => eventText('failed').includes('(redacted)'));
    assert(!eventText('failed').includes('do-not-show'));
  });

  it('stays revealed when its title changes', async () => {
    await openEvent('moving');
    await answering('Reveal Values', run(commands.revealEventValues));
    await until('the value shows', () => eventText('moving').includes('do-not-show'));
    await moveAndTouch('moving', 'FAILED');
    await until('the value still shows', () => eventText('moving').includes('do-not-show'));
  });

  it('reveals nothing where no event is open', async () => {
    const { documents } = await connect(table);
    const asked = await answering('Reveal Values', run(commands.revealEventValues));
    assert.deepEqual(asked, []);
    await documents.reveal('failed');
    assert.equal(documents.isRevealed('failed'), false);
  });

  it('shows a damaged event unformatted, redacted too, with the error above it', async () => {
    const { document } = await openEvent('damaged');
    assert.equal(document.languageId, 'plaintext');
    assert.match(
      document.getText(),
      /^The stored fullEvent is not valid JSON: [^\n]+\n\n\{"detail":\{"environment":\[\{"name":"A","value":"\(redacted\)"/,
    );
    await answering('Reveal Values', run(commands.revealEventValues));
    await until('the raw value shows', () =>
      eventText('damaged').includes('"value":"do-not-show"'),
    );
  });

  it('shows the text as stored, whatever file encoding the user has set', async () => {
    const files = vscode.workspace.getConfiguration('files');
    const encode = (value: unknown): Thenable<void> =>
      files.update('encoding', value, vscode.ConfigurationTarget.Global);
    await encode('windows1252');
    try {
      const { document } = await openEvent('odd-text');
      assert.match(document.getText(), /not valid JSON: [^\n]+\n\n\{"é€\u2400日本": /);
    } finally {
      await encode(undefined);
    }
  });

  it('shows the item if there is no event, and marks an event that was cut', async () => {
    const { document } = await openEvent('eventless');
    assert.equal(document.languageId, 'jsonc');
    assert.match(
      document.getText(),
      /^\/\/ This item has no fullEvent[^\n]+\n\{[\s\S]*"jobId": "eventless"/,
    );
    assert(!document.getText().includes('do-not-show'));
    const cut = await openEvent('cut');
    assert.equal(cut.document.languageId, 'jsonc');
    assert.match(cut.document.getText(), /^\/\/ This event was too large[^\n]+\n\{/);
  });

  it('opens a complete event of 1 MB', async () => {
    const { feed } = await connect(table);
    const texts = Array.from({ length: 2_000 }, (_, index) => `${index} ${'x'.repeat(500)}`);
    const large = eventOf('failed', { texts });
    const item: RawItem = { ...itemOf('failed', 'FAILED'), fullEvent: JSON.stringify(large) };
    await instead(
      feed,
      'getItem',
      () => Promise.resolve(item),
      async () => {
        const { document } = await openEvent('failed');
        await until('all of it', () => document.getText().length > 1_000_000);
        const shown = JSON.parse(document.getText()) as typeof large & {
          detail: { texts: string[] };
        };
        assert.deepEqual(shown.detail.texts, texts);
        assert.equal(document.languageId, 'json');
      },
    );
  });

  it('explains why it could not be read, and reads again on request and with a refresh', async () => {
    const { feed } = await connect(table);
    let isBroken = true;
    const own = feed.getItem.bind(feed);
    const getItem: typeof own = (jobId, signal) =>
      isBroken ? Promise.reject(new Error('socket hang up')) : own(jobId, signal);
    await instead(feed, 'getItem', getItem, async () => {
      const { document } = await openEvent('failed');
      const failure =
        /^Could not read the full event of job failed\.\nsocket hang up\nTo try again, /;
      assert.match(document.getText(), failure);
      await until('it is no JSON', () => document.languageId === 'plaintext');

      isBroken = false;
      await run(commands.reloadEvent)();
      await until('it is read', () => eventText('failed').includes('"jobId": "failed"'));
      await until('it is JSON', () => document.languageId === 'json');

      isBroken = true;
      await run(commands.reloadEvent)();
      await until('it failed again', () =>
        eventText('failed').startsWith(
          'Could not read the full event of job failed.\nsocket hang up\nTo try again, ',
        ),
      );
      isBroken = false;
      await run(commands.refresh)();
      await until('the refresh read it', () => eventText('failed').includes('"jobId": "failed"'));
    });
  });

  it('shows what to do while AWS is unreachable, and loads when it is reachable', async () => {
    await connect(table, dead);
    const { document } = await openEvent('failed');
    assert.match(
      document.getText(),
      /^Could not read the full event.*\nCould not reach[^\n]*\n.+\nTo try again/s,
    );
    await connect(table);
    await until('the event', () => eventText('failed').includes('"jobId": "failed"'));
    // It was at the end of the failure, and is at the end of the event.
    await vscode.commands.executeCommand('cursorTop');
    await until('its title', () => labelsOf('failed').join() === 'name-of-failed (FAILED).json');
  });

  it('reopens at an earlier URI, with the current title', async () => {
    const uri = vscode.Uri.parse('batch-monitor-event:/name-of-failed (RUNNING).json?failed');
    await vscode.window.showTextDocument(uri);
    await until(
      'the title of now',
      () => labelsOf('failed').join() === 'name-of-failed (FAILED).json',
    );
    await until('the event', () => eventText('failed').includes('"jobId": "failed"'));
    await vscode.window.showTextDocument(vscode.Uri.parse('batch-monitor-event:/nothing.json'));
    await until(
      'it says what is wrong with the address',
      () =>
        vscode.window.activeTextEditor?.document.getText() ===
        'This URI does not identify a job.\n',
    );
  });
});
