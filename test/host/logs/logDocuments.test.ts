import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import * as vscode from 'vscode';
import { logAddressOf, logScheme } from '../../../src/core/logs/logUri';
import { commands } from '../../../src/ids';
import { LocalLogs } from '../../support/emulators/aws/localLogs';
import { answering } from '../run/answering';
import { connect, instead, makeTable, until } from '../run/support';

const table = 'HostLogs';
const group = '/aws/batch/job';

const eventOf = (jobId: string, status: string, streams: readonly string[]) => ({
  'detail-type': 'Batch Job State Change',
  source: 'aws.batch',
  detail: {
    jobId,
    status,
    attempts: streams
      .slice(0, status === 'RUNNING' ? -1 : undefined)
      .map(logStreamName => ({ container: { exitCode: 1, logStreamName } })),
    container: { logStreamName: streams.at(-1) },
  },
});

const itemOf = (jobId: string, status: string, streams: readonly string[]) => ({
  jobId,
  jobName: `job-${jobId}`,
  status,
  timestamp: '2026-11-23T10:00:00Z',
  jobQueue: 'arn:aws:batch:eu-west-1:123456789012:job-queue/ingest',
  region: 'eu-west-1',
  fullEvent: JSON.stringify(eventOf(jobId, status, streams)),
});

const lines = (count: number, from = 0) =>
  Array.from({ length: count }, (_, index) => ({
    time: 1_795_428_000_000 + from + index,
    text: `line ${from + index}`,
  }));

const logEditor = (jobId: string): vscode.TextEditor | undefined =>
  vscode.window.visibleTextEditors.find(
    ({ document }) => logAddressOf(document.uri)?.jobId === jobId,
  );

const textOf = (jobId: string): string => logEditor(jobId)?.document.getText() ?? '';

const lineAtCursor = ({ document, selection }: vscode.TextEditor): string =>
  document.lineAt(selection.active.line).text;

const isInSight = ({ visibleRanges }: vscode.TextEditor, line: number): boolean =>
  visibleRanges.some(({ start, end }) => start.line <= line && line <= end.line);

async function open(jobId: string, command: string = commands.openLog): Promise<vscode.TextEditor> {
  await vscode.commands.executeCommand(command, jobId);
  await until(`the log of ${jobId} is shown`, () => logEditor(jobId) !== undefined);
  const editor = logEditor(jobId);
  assert(editor);
  return editor;
}

async function lensesOf(editor: vscode.TextEditor): Promise<readonly string[]> {
  const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
    'vscode.executeCodeLensProvider',
    editor.document.uri,
  );
  return lenses.map(({ command }) => command?.title ?? '');
}

describe('the log of a job', () => {
  const logs = new LocalLogs();
  const variable = 'AWS_ENDPOINT_URL_CLOUDWATCH_LOGS';
  let folder: string;

  before(async () => {
    process.env[variable] = await logs.server.start();
    folder = await mkdtemp(path.join(tmpdir(), 'batch-monitor-logs-'));
    logs.put(group, 'long', lines(2_500));
    logs.put(group, 'first', [{ time: 1, text: 'first attempt' }]);
    logs.put(group, 'second', [{ time: 2, text: 'second attempt' }]);
    logs.put(group, 'growing', lines(200));
    logs.put(group, 'secret', [{ time: 3, text: '\u001b[31mpassword=hunter2 [x](command:y)' }]);
    await makeTable(table, [
      itemOf('long', 'FAILED', ['long']),
      itemOf('retried', 'FAILED', ['first', 'second']),
      itemOf('growing', 'RUNNING', ['growing']),
      itemOf('silent', 'RUNNING', ['silent']),
      itemOf('secret', 'FAILED', ['secret']),
      itemOf('gone', 'FAILED', ['never-there']),
      itemOf('waiting', 'RUNNABLE', []),
      itemOf('never', 'FAILED', []),
    ]);
    await connect(table);
  });

  afterEach(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));

  after(async () => {
    Reflect.deleteProperty(process.env, variable);
    await logs.server.stop();
    await rm(folder, { recursive: true, force: true });
  });

  it('opens at its end, named after the job and the attempt, and cannot be changed', async () => {
    const editor = await open('long');
    assert.equal(path.posix.basename(editor.document.uri.path), 'job-long (attempt 1).log');
    assert.equal(editor.document.lineCount, 1_001);
    assert.equal(editor.document.lineAt(999).text, 'line 2499');
    await until('the cursor is at the end', () => editor.selection.active.line === 1_000);
    assert.equal(vscode.workspace.fs.isWritableFileSystem(logScheme), false);
  });

  it('loads earlier lines above, and keeps the cursor where it was', async () => {
    const editor = await open('long');
    editor.selection = new vscode.Selection(0, 0, 0, 0);
    editor.revealRange(editor.selection);
    await until('its start is in sight', () => isInSight(editor, 0));
    assert((await lensesOf(editor)).includes('Load Earlier Lines'));
    await vscode.commands.executeCommand(commands.loadEarlierLog, editor.document.uri);
    await until('all lines are there', () => editor.document.lineCount === 2_501);
    assert.equal(editor.document.lineAt(0).text, 'line 0');
    await until('the cursor stays at its line', () => lineAtCursor(editor) === 'line 1500');
    await until('it stays in sight', () => isInSight(editor, 1_500));
    assert(!(await lensesOf(editor)).includes('Load Earlier Lines'));
  });

  it('grows while the job runs, and scrolls only while the cursor is at the end', async () => {
    const editor = await open('growing');
    await until('it follows', async () => (await lensesOf(editor)).includes('Stop Following'));
    await until('the cursor is at the end', () => editor.selection.active.line === 200);
    logs.put(group, 'growing', lines(10, 200));
    await until('new lines arrive', () => textOf('growing').includes('line 209'));
    await until('the cursor follows', () => editor.selection.active.line === 210);
    editor.selection = new vscode.Selection(3, 0, 3, 0);
    logs.put(group, 'growing', lines(1, 210));
    await until('another line arrives', () => textOf('growing').includes('line 210'));
    assert.equal(editor.selection.active.line, 3);
    await vscode.commands.executeCommand(commands.stopFollowingLog, editor.document.uri);
    await until('it can be followed again', async () =>
      (await lensesOf(editor)).includes('Follow'),
    );
  });

  it('has lenses that VS Code can run after the log grew, while it has not drawn them anew', async () => {
    const { document } = await open('growing');
    const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
      'vscode.executeCodeLensProvider',
      document.uri,
    );
    const commandsWithArguments = lenses.flatMap(({ command }) =>
      command?.arguments?.length ? [command.command] : [],
    );
    assert.deepEqual(
      commandsWithArguments.filter(
        name => name !== commands.followLog && name !== commands.openLog,
      ),
      [],
    );
    assert(lenses.some(({ command }) => command?.command === commands.toggleLogTimes));
  });

  it('waits for the first line of a running job', async () => {
    const editor = await open('silent');
    assert.equal(editor.document.getText(), 'No output yet.\n');
    logs.put(group, 'silent', [{ time: 1, text: 'at last' }]);
    await until('the first line arrives', () => textOf('silent') === 'at last\n');
  });

  it('opens the last attempt, and another one that the user selects', async () => {
    const editor = await open('retried');
    assert.equal(editor.document.getText(), 'second attempt\n');
    assert((await lensesOf(editor)).includes('Other Attempts…'));
    const pick = (items: readonly vscode.QuickPickItem[]) =>
      Promise.resolve(items.find(({ label }) => label === 'Attempt 1'));
    await instead(
      vscode.window,
      'showQuickPick',
      pick as unknown as typeof vscode.window.showQuickPick,
      async () => {
        await vscode.commands.executeCommand(commands.selectLog, editor.document.uri);
      },
    );
    await until('the first attempt is shown', () =>
      vscode.window.visibleTextEditors.some(
        ({ document }) => document.getText() === 'first attempt\n',
      ),
    );
  });

  it('shows the times of its lines in turn', async () => {
    const editor = await open('long');
    const { uri } = editor.document;
    editor.selection = new vscode.Selection(500, 0, 500, 0);
    await vscode.commands.executeCommand(commands.toggleLogTimes, uri);
    await until('times', () => /^2026-11-23T\S+Z line 1500\n/.test(textOf('long')));
    await until('the cursor stays at its line', () => lineAtCursor(editor).endsWith(' line 2000'));
    await vscode.commands.executeCommand(commands.toggleLogTimes, uri);
    await until('times since the start', () => /^\+00:00:0\S+ line/.test(textOf('long')));
    await vscode.commands.executeCommand(commands.toggleLogTimes, uri);
    await until('no times', () => textOf('long').startsWith('line 1500\n'));
  });

  it('hides secrets until the user reveals them, and again when it is closed', async () => {
    const editor = await open('secret');
    assert.equal(editor.document.getText(), 'password=(redacted) [x](command:y)\n');
    const asked = answering('showWarningMessage', () => 'Reveal Secrets');
    await vscode.commands.executeCommand(commands.revealLogSecrets, editor.document.uri);
    await until('secrets are shown', () => textOf('secret').includes('hunter2'));
    asked.restore();
    assert.deepEqual(asked.texts, ['Reveal the secrets in this log?']);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await open('secret');
    await until('secrets are hidden', () => textOf('secret').includes('(redacted)'));
  });

  it('keeps growing in a comparison, until that is closed', async () => {
    const [left, right] = [(await open('growing')).document.uri, (await open('long')).document.uri];
    const shown = (): string =>
      vscode.window.visibleTextEditors.map(({ document }) => document.getText()).join('');
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await vscode.commands.executeCommand('vscode.diff', left, right, 'comparison', {
      preview: false,
    });
    await until('both are shown', () =>
      ['line 2499', 'line 199\n'].every(line => shown().includes(line)),
    );
    // Any other tab that opens or closes.
    await open('retried');
    await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
    logs.put(group, 'growing', [{ time: 1_795_428_001_000, text: 'in the comparison' }]);
    await until('new lines arrive', () => shown().includes('in the comparison'));
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    // The last request may be under way.
    await until('nothing is read any more', async () => {
      logs.server.received.length = 0;
      await delay(5_000);
      return logs.calls.length === 0;
    });
  });

  it('is saved whole to a file', async () => {
    const editor = await open('long');
    const file = vscode.Uri.file(path.join(folder, 'whole.log'));
    const choose = () => Promise.resolve(file);
    await instead(vscode.window, 'showSaveDialog', choose, async () => {
      await vscode.commands.executeCommand(commands.saveLog, editor.document.uri);
    });
    const saved = (await readFile(file.fsPath, 'utf8')).trimEnd().split('\n');
    assert.deepEqual([saved[0], saved.at(-1), saved.length], ['line 0', 'line 2499', 2_500]);
  });

  it('says what is missing: the stream, an attempt to come, or any attempt', async () => {
    const editor = await open('gone');
    assert.match(editor.document.getText(), /Log stream "never-there" does not exist/);
    const waiting = await open('waiting');
    assert.match(waiting.document.getText(), /no log stream yet/);
    const asked = answering('showInformationMessage', () => undefined);
    await vscode.commands.executeCommand(commands.openLog, 'never');
    asked.restore();
    assert.match(asked.texts.join(), /only when an attempt starts/);
  });

  it('is searched with others, and opens at the place of a match', async () => {
    const ask = () => Promise.resolve('line 17');
    await instead(vscode.window, 'showInputBox', ask as never, async () => {
      await vscode.commands.executeCommand(commands.searchLogs, {
        kind: 'some',
        jobIds: ['long', 'retried', 'never', 'gone'],
      });
    });
    const report = vscode.window.activeTextEditor;
    assert(report);
    assert.match(
      report.document.getText(),
      /111 matches in 1 of 4 logs\. Jobs without a log: 1\. Logs that no longer exist: 1\./,
    );
    const [lens] = await vscode.commands.executeCommand<vscode.CodeLens[]>(
      'vscode.executeCodeLensProvider',
      report.document.uri,
    );
    assert(lens?.command?.arguments);
    await vscode.commands.executeCommand(lens.command.command, ...(lens.command.arguments as []));
    await until('the log is shown', () => logEditor('long') !== undefined);
    const editor = logEditor('long');
    assert.equal(editor?.document.lineAt(editor.selection.active.line).text, 'line 17');
  });

  it('is searched with those of a group in the sidebar, within its filter', async () => {
    const asked: string[] = [];
    const ask = (options: vscode.InputBoxOptions) => {
      asked.push(options.title ?? '');
      return Promise.resolve('attempt');
    };
    const group = { kind: 'group', grouping: 'status', path: ['FAILED'] };
    await instead(vscode.window, 'showInputBox', ask as never, async () => {
      await vscode.commands.executeCommand(commands.searchLogs, group);
    });
    assert.deepEqual(asked, ['Search Logs of These Jobs']);
    // Of the failed jobs, one never started, one has two attempts, and one log is gone.
    const summary =
      '2 matches in 2 of 5 logs. Jobs without a log: 1. Logs that no longer exist: 1.';
    await until(
      'the matches are listed',
      () => vscode.window.activeTextEditor?.document.getText().includes(summary) === true,
    );
    await instead(vscode.window, 'showInputBox', ask as never, async () => {
      const nothing = { kind: 'group', grouping: 'status', path: ['STARTING'] };
      const told = answering('showInformationMessage', () => undefined);
      await vscode.commands.executeCommand(commands.searchLogs, nothing);
      told.restore();
      assert.deepEqual(told.texts, ['No jobs match the filter.']);
    });
    assert.equal(asked.length, 1);
  });

  it('is compared with another attempt, times and ids folded', async () => {
    const pick = (items: readonly vscode.QuickPickItem[]) => Promise.resolve(items[0]);
    await instead(vscode.window, 'showQuickPick', pick as never, async () => {
      await vscode.commands.executeCommand(commands.compareLogs, 'retried');
    });
    const texts = (): string =>
      vscode.window.visibleTextEditors.map(({ document }) => document.getText()).join('|');
    await until('both are shown', () => /first attempt[^]*second attempt/.test(texts()));
    const { activeTab } = vscode.window.tabGroups.activeTabGroup;
    assert(activeTab?.input instanceof vscode.TabInputTextDiff);
  });

  it('is followed on demand, also when it is open already', async () => {
    const editor = await open('growing', commands.followLog);
    await vscode.commands.executeCommand(commands.stopFollowingLog, editor.document.uri);
    await until('it stops', async () => (await lensesOf(editor)).includes('Follow'));
    await vscode.commands.executeCommand(commands.followLog, editor.document.uri);
    await until('it follows', async () => (await lensesOf(editor)).includes('Stop Following'));
  });
});
