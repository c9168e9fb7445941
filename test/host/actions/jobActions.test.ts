import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import { noActionFilter, type ActionEntry } from '../../../src/core/actions/actionLog';
import type { Internals } from '../../../src/main';
import { commands } from '../../../src/ids';
import type { HistoryNode } from '../../../src/ui/actions/historyNode';
import { readCsv } from '../../support/oracles/readCsv';
import { connect, makeTable, until } from '../run/support';

const run = vscode.commands.executeCommand;

const item = (jobId: string, status: string, jobName = `ingest-${jobId}`) => ({
  jobId,
  jobName,
  status,
  timestamp: '2026-11-23T10:00:00Z',
  jobQueue: 'arn:aws:batch:eu-west-1:123456789012:job-queue/ingest-pre',
  jobDefinition: 'arn:aws:batch:eu-west-1:123456789012:job-definition/ingest-pre:3',
  region: 'eu-west-1',
});

interface Asked {
  readonly message: string;
  readonly detail: string;
  readonly buttons: readonly string[];
}

describe('actions in VS Code', () => {
  let internals: Internals;
  let asked: Asked[];
  let told: string[];
  /** What the user answers to the next questions and messages. */
  let answers: Record<string, string>;
  let original: Internals['dialogs'];

  before(async () => {
    await makeTable('HostActions', [
      item('failed-1', 'FAILED'),
      item('failed-2', 'FAILED'),
      item('done-1', 'SUCCEEDED'),
      item('running-1', 'RUNNING'),
      item('nameless', 'RUNNING', ''),
    ]);
    await makeTable('HostActionsOther', [item('failed-1', 'FAILED')]);
    internals = await connect('HostActions');
    const { dialogs, history } = internals;
    original = { ...dialogs };
    dialogs.confirm = (message, detail, ...buttons) => {
      asked.push({ message, detail, buttons });
      return Promise.resolve(buttons.find(button => button === answers['confirm']));
    };
    dialogs.promptForNote = () => Promise.resolve(answers['note']);
    dialogs.inform = dialogs.warn = (message, ...buttons) => {
      told.push(message);
      return Promise.resolve(buttons.find(button => button === answers['tell']));
    };
    await history.ready();
  });

  beforeEach(async () => {
    asked = [];
    told = [];
    answers = {};
    await internals.history.clear();
    internals.historyView.filter = noActionFilter;
  });

  after(async () => {
    Object.assign(internals.dialogs, original);
    await run('workbench.action.closeAllEditors');
  });

  const outcomes = (): string[] =>
    internals.history.entries.map(({ jobId, outcome }) => `${jobId} ${outcome}`).toSorted();

  const nodeOf = (jobId: string) => {
    const job = internals.store.get(jobId);
    assert(job);
    return { kind: 'job' as const, job };
  };

  it('retries a job, simulated, when the user confirms', async () => {
    answers['confirm'] = 'Retry (Simulated)';
    await run(commands.retryJob, 'failed-1');
    assert.equal(asked[0]?.message, 'Retry ingest-failed-1 (Simulated)?');
    assert.match(asked[0].detail, /Simulated: nothing is sent to AWS/);
    assert.deepEqual(told, ['Retry (Simulated): 1 done.']);
    const [entry] = internals.history.entries;
    assert.deepEqual(
      [entry?.action, entry?.mode, entry?.jobId, entry?.outcome, entry?.by, entry?.table],
      ['retry', 'simulated', 'failed-1', 'done', '123456789012', 'HostActions'],
    );
    assert.match(
      entry?.detail ?? '',
      /^Simulated: would submit job ingest-failed-1 to queue ingest-pre/,
    );
    assert.equal(internals.store.get('failed-1')?.status, 'FAILED');
  });

  it('keeps a note with the action, and runs nothing when the note is canceled', async () => {
    answers['confirm'] = 'Add Note…';
    await run(commands.retryJob, 'failed-1');
    assert.deepEqual([told, internals.history.entries], [[], []]);
    assert.deepEqual(asked[0]?.buttons, ['Retry (Simulated)', 'Add Note…']);

    answers['note'] = ' fixed the\n image ';
    await run(commands.retryJob, 'failed-1');
    assert.equal(internals.history.entries[0]?.note, 'fixed the image');
    const [node] = await internals.historyView.getChildren();
    assert(node);
    const item = internals.historyView.getTreeItem(node);
    assert.match(String(item.description), /^1 done · .* · ingest-failed-1 · fixed the image$/);
    assert(typeof item.tooltip === 'string');
    assert.match(item.tooltip, /\nNote: fixed the image\n/);

    answers['note'] = '';
    await run(commands.retryJob, 'failed-2');
    assert.equal(internals.history.entries.length, 2);
    assert.equal(
      internals.history.entries.find(({ jobId }) => jobId === 'failed-2')?.note,
      undefined,
    );
  });

  it('does nothing when the user cancels', async () => {
    await run(commands.retryJob, 'failed-1');
    assert.equal(asked.length, 1);
    assert.deepEqual([told, internals.history.entries], [[], []]);
  });

  it('applies to all selected nodes of the tree, and shows which are ineligible and why', async () => {
    answers['confirm'] = 'Abort (Simulated)';
    const nodes = ['running-1', 'nameless', 'failed-1'].map(nodeOf);
    await run(commands.abortJob, nodes[0], nodes);
    assert.equal(asked[0]?.message, 'Abort 2 jobs (Simulated)?');
    assert.match(
      asked[0].detail,
      /1 job is not eligible:\n• The job has already finished\. \(ingest-failed-1\)/,
    );
    assert.deepEqual(outcomes(), ['nameless done', 'running-1 done']);
  });

  it('applies to the selected rows of the dashboard', async () => {
    answers['confirm'] = 'Retry (Simulated)';
    await run(commands.retryJob, {
      webviewSection: 'job',
      jobId: 'failed-1',
      isSelected: true,
      selectedIds: ['failed-1', 'done-1'],
    });
    assert.match(asked[0]?.detail ?? '', /1 of these jobs has SUCCEEDED\. Retrying runs it again/);
    assert.deepEqual(outcomes(), ['done-1 done', 'failed-1 done']);
  });

  it('asks for no confirmation when no job is eligible, and explains why', async () => {
    await run(commands.retryJob, 'running-1');
    assert.deepEqual(asked, []);
    assert.match(
      told[0] ?? '',
      /is not possible for ingest-running-1: The job has not finished yet\./,
    );
    await run(commands.abortJob, 'no-such-job');
    assert.match(told[1] ?? '', /no-such-job: The job is no longer in the table\./);
  });

  it('shows the entire list as a document, and asks again', async () => {
    answers = { confirm: 'Show List', tell: 'Continue…' };
    const { dialogs } = internals;
    const { confirm } = dialogs;
    let list = '';
    dialogs.confirm = (message, detail, ...buttons) => {
      if (asked.length === 1) {
        list = vscode.window.activeTextEditor?.document.getText() ?? '';
        answers['confirm'] = 'Retry (Simulated)';
      }
      return confirm(message, detail, ...buttons);
    };
    await run(commands.retryJob, {
      jobId: 'failed-1',
      isSelected: true,
      selectedIds: ['failed-1', 'running-1'],
    });
    dialogs.confirm = confirm;
    assert.match(list, /Eligible: 1\n {2}ingest-failed-1 {2}failed-1 {2}FAILED/);
    assert.match(
      list,
      /Not eligible: 1\n {2}ingest-running-1 {2}running-1 {2}The job has not finished yet\./,
    );
    assert.equal(asked.length, 2);
    assert.deepEqual(outcomes(), ['failed-1 done']);
  });

  it('runs an action once, however often it is clicked', async () => {
    const { dialogs } = internals;
    const { confirm } = dialogs;
    let answer: (button: string) => void = () => undefined;
    dialogs.confirm = () => new Promise(resolve => (answer = resolve));
    const first = run(commands.retryJob, 'failed-1');
    await run(commands.retryJob, 'failed-1');
    assert.match(told[0] ?? '', /Retry \(Simulated\) is already running in this window/);
    answer('Retry (Simulated)');
    await first;
    dialogs.confirm = confirm;
    assert.deepEqual(outcomes(), ['failed-1 done']);
  });

  it('refuses more jobs than the limit, and shows what to do', async () => {
    const selectedIds = Array.from({ length: 10_001 }, (_, index) => `job-${index}`);
    await run(commands.abortJob, { jobId: 'job-0', isSelected: true, selectedIds });
    assert.match(told[0] ?? '', /limited to 10,000 jobs at a time.*Narrow the filter/);
    assert.deepEqual(asked, []);
  });

  it('marks jobs as broken, keeps the mark, and undoes it', async () => {
    const { store } = internals;
    answers = { confirm: 'Mark as Broken' };
    await run(commands.markBroken, 'failed-1');
    assert.equal(store.isMarked('failed-1', 'broken'), true);
    assert.deepEqual(told, ['Mark as Broken: 1 done.']);

    // The same job of another table is another job.
    await connect('HostActionsOther');
    assert.equal(store.isMarked('failed-1', 'broken'), false);
    await connect('HostActions');
    assert.equal(store.isMarked('failed-1', 'broken'), true);

    answers = { confirm: 'Mark as Broken', tell: 'Undo' };
    await run(commands.markBroken, 'failed-2');
    await until('undone', () => outcomes().length === 3);
    assert.equal(store.isMarked('failed-2', 'broken'), false);
    answers = { confirm: 'Remove Broken Mark' };
    await run(commands.unmarkBroken, 'failed-1');
    assert.equal(store.isMarked('failed-1', 'broken'), false);
  });

  it('undoes a mark only in its own table, and reports when there is nothing to undo', async () => {
    const { dialogs, marks, store } = internals;
    const { inform: tell } = dialogs;
    const markAndUndo = async (before: () => Promise<unknown>): Promise<void> => {
      answers = { confirm: 'Mark as Broken' };
      dialogs.inform = async message => {
        told.push(message);
        await before();
        return 'Undo';
      };
      told = [];
      await run(commands.markBroken, 'failed-1');
      await until('an answer to the undo', () => told.length === 2);
      dialogs.inform = tell;
    };
    await markAndUndo(() => connect('HostActionsOther'));
    assert.match(told[1] ?? '', /active table changed/);
    await connect('HostActions');
    assert.equal(store.isMarked('failed-1', 'broken'), true);
    await marks.set('broken', ['failed-1'], false);
    await markAndUndo(() => marks.set('broken', ['failed-1'], false));
    assert.match(told[1] ?? '', /Remove Broken Mark is not possible for .*not marked as broken/);
  });

  it('shows runs and their jobs in the view, newest first', async () => {
    const { historyView } = internals;
    answers['confirm'] = 'Retry (Simulated)';
    const rows = { jobId: 'failed-1', isSelected: true, selectedIds: ['failed-1', 'failed-2'] };
    await run(commands.retryJob, rows);
    answers['confirm'] = 'Abort (Simulated)';
    await run(commands.abortJob, 'nameless');
    await run(commands.showActionHistory);
    const label = (node?: HistoryNode): string => {
      assert(node);
      const { label, description } = historyView.getTreeItem(node);
      return `${label as string} | ${description as string}`;
    };
    await until('two runs', async () => (await historyView.getChildren()).length === 2);
    const runs = await historyView.getChildren();
    assert.match(label(runs[0]), /^Abort \(Simulated\) \| 1 done · .*\d.* · nameless$/);
    assert.match(label(runs[1]), /^Retry \(Simulated\) \| 2 done · \d/);
    const jobs = await historyView.getChildren(runs[1]);
    assert.match(label(jobs[0]), /^ingest-failed-2 \| done: Simulated: would submit/);
    // Commands on a node know its job.
    await run(commands.copyJobId, jobs[0]);
    assert.equal(await vscode.env.clipboard.readText(), 'failed-2');
  });

  it('filters the history, and shows it beside its title', async () => {
    const { historyView } = internals;
    answers['confirm'] = 'Retry (Simulated)';
    await run(commands.retryJob, 'failed-1');
    answers['confirm'] = 'Abort (Simulated)';
    await run(commands.abortJob, 'running-1');
    await run(commands.filterActionHistory, { actions: ['abort'], text: 'RUNNING' });
    assert.deepEqual(
      historyView.entries.map(({ jobId }) => jobId),
      ['running-1'],
    );
    assert.equal(historyView.description, 'Abort (Simulated) · job "RUNNING"');
    await run(commands.clearActionFilter);
    assert.equal(historyView.entries.length, 2);
    assert.equal(historyView.description, '');
  });

  it('limits long lists, and shows them completely as text', async () => {
    const { history, historyView } = internals;
    const [template] = await oneEntry();
    assert(template);
    const many = Array.from({ length: 300 }, (_, index) => ({
      ...template,
      id: `many-${index}`,
      run: 'many',
      jobName: `job ${index}`,
    }));
    await history.add(many);
    await until('two runs', async () => (await historyView.getChildren()).length === 2);
    const [newest] = (await historyView.getChildren()).filter(
      node => node.kind === 'run' && node.summary.run === 'many',
    );
    const nodes = await historyView.getChildren(newest);
    assert.equal(nodes.length, 201);
    const last = nodes.at(-1);
    assert(last);
    const { command, label } = historyView.getTreeItem(last);
    assert.equal(label, 'Show all 300 as text');
    assert(command);
    await run(command.command, ...(command.arguments as unknown[]));
    const text = vscode.window.activeTextEditor?.document.getText() ?? '';
    assert.equal(text.trimEnd().split('\n').length, 300);
  });

  it('exports what the view shows, and clears everything when the user confirms', async () => {
    const { history } = internals;
    await oneEntry();
    const folder = mkdtempSync(path.join(tmpdir(), 'batch-monitor-'));
    try {
      const target = vscode.Uri.file(path.join(folder, 'history.csv'));
      assert.equal(await run(commands.exportActionHistory, { target }), 1);
      const [head, row] = readCsv(readFileSync(target.fsPath, 'utf8'));
      assert.deepEqual([head?.[2], row?.[2], row?.[6]], ['Action', 'retry', 'failed-1']);
      const filter = { actions: ['abort'], outcomes: [], text: '' };
      assert.equal(await run(commands.exportActionHistory, { target, filter }), undefined);
    } finally {
      rmSync(folder, { recursive: true });
    }
    await run(commands.clearActionHistory);
    assert.equal(history.entries.length, 1);
    answers['confirm'] = 'Clear';
    await run(commands.clearActionHistory);
    assert.equal(history.entries.length, 0);
    assert.match(asked.at(-1)?.message ?? '', /Clear the action history \(1 entry\)\?/);
  });

  async function oneEntry(): Promise<readonly ActionEntry[]> {
    answers['confirm'] = 'Retry (Simulated)';
    await run(commands.retryJob, 'failed-1');
    return internals.history.entries;
  }
});
