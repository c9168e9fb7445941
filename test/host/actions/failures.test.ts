import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Internals } from '../../../src/main';
import { commands } from '../../../src/ids';
import type { Target } from '../../../src/protocol/schemas';
import { acknowledgeJob } from '../../../src/ui/commands/acknowledgeJob';
import type { JobNode } from '../../../src/ui/jobsView/jobNode';
import { answering, type Asked } from '../run/answering';
import { connect, makeTable, set, until } from '../run/support';

const run = vscode.commands.executeCommand;
const hour = 3_600_000;
const ago = (ms: number): string => new Date(Date.now() - ms).toISOString();

describe('acknowledging failures in VS Code', () => {
  let internals: Internals;
  let asked: Asked[] = [];

  before(async () => {
    await makeTable('HostFailures', [
      { jobId: 'a', jobName: 'first', status: 'FAILED', timestamp: ago(hour / 2) },
      { jobId: 'b', jobName: '$(error)', status: 'FAILED', timestamp: ago(5 * hour) },
      { jobId: 'c', jobName: 'third', status: 'FAILED', timestamp: ago(50 * hour) },
      { jobId: 'd', jobName: 'fourth', status: 'RUNNING', timestamp: ago(hour) },
    ]);
    await makeTable('HostCalm', [{ jobId: 'd', status: 'RUNNING', timestamp: ago(hour) }]);
  });

  beforeEach(async () => {
    internals = await connect('HostFailures');
    await internals.marks.set('acknowledged', ['a', 'b', 'c'], false);
    await badge(3);
  });

  afterEach(() => {
    asked.forEach(one => one.restore());
    asked = [];
  });

  after(() => set('statusBar.failedWithin', undefined));

  const badge = (value: number | undefined): Promise<void> =>
    until(`a badge of ${value}`, () => internals.view.badge?.value === value);
  const answers: typeof answering = (kind, answer) => {
    const one = answering(kind, answer);
    asked.push(one);
    return one;
  };
  const acknowledged = (): string[] =>
    [...internals.store.jobs()]
      .map(({ jobId }) => jobId)
      .filter(jobId => internals.store.isMarked(jobId, 'acknowledged'))
      .toSorted();
  const node = (jobId: string): JobNode => {
    const job = internals.store.get(jobId);
    assert(job);
    return { kind: 'job', job };
  };

  it('removes all failures from the badge, after a confirmation, and restores them', async () => {
    const question = answers('showWarningMessage', () => 'Acknowledge');
    let undo: ((button: string) => void) | undefined;
    const original = vscode.window.showInformationMessage;
    Object.assign(vscode.window, {
      showInformationMessage: (text: string) => {
        assert.equal(text, 'Acknowledged 3 failures. They are no longer counted.');
        return new Promise<string>(resolve => (undo = resolve));
      },
    });
    try {
      await run(commands.acknowledgeFailures);
    } finally {
      Object.assign(vscode.window, { showInformationMessage: original });
    }
    assert.deepEqual(question.texts, ['Acknowledge 3 failures?']);
    await badge(undefined);
    assert.deepEqual(acknowledged(), ['a', 'b', 'c']);
    undo?.('Undo');
    await badge(3);
    assert.deepEqual(acknowledged(), []);
  });

  it('does nothing when the confirmation is closed', async () => {
    const told = answers('showInformationMessage', () => undefined);
    answers('showWarningMessage', () => undefined);
    await run(commands.acknowledgeFailures);
    assert.deepEqual([acknowledged(), told.texts], [[], []]);
  });

  it('acknowledges those that still exist after the confirmation', async () => {
    answers('showInformationMessage', () => undefined);
    answers('showWarningMessage', () => {
      const job = internals.store.get('a');
      assert(job);
      internals.store.apply(
        [{ ...job, expiresAt: Math.floor(Date.now() / 1000) - 60 }],
        Date.now(),
      );
      return 'Acknowledge';
    });
    await run(commands.acknowledgeFailures);
    assert.deepEqual(acknowledged(), ['b', 'c']);
    assert.equal(internals.store.isMarked('a', 'acknowledged'), false);
    // It is another table's again when the next test begins.
    await connect('HostCalm');
  });

  it('acknowledges only those within the counted hours', async () => {
    answers('showInformationMessage', () => undefined);
    const question = answers('showWarningMessage', () => 'Acknowledge');
    await set('statusBar.failedWithin', 24);
    await badge(2);
    await run(commands.acknowledgeFailures);
    assert.deepEqual(question.texts, ['Acknowledge 2 failures from the last 24 h?']);
    await badge(undefined);
    await set('statusBar.failedWithin', undefined);
    await badge(1);
    assert.deepEqual(acknowledged(), ['a', 'b']);
    // A single one is not worth a question.
    await run(commands.acknowledgeFailures);
    await badge(undefined);
    assert.equal(question.texts.length, 1);
  });

  it('reports that there are no failures', async () => {
    await connect('HostCalm');
    const told = answers('showInformationMessage', () => undefined);
    await run(commands.acknowledgeFailures);
    await run(commands.acknowledgeJob);
    await run(commands.unacknowledgeJob);
    assert.deepEqual(told.texts, [
      'No failures to acknowledge.',
      'No failures to acknowledge.',
      'No failures are acknowledged.',
    ]);
  });

  it('acknowledges the failed ones of several jobs in the tree, and restores them', async () => {
    const told = answers('showInformationMessage', () => undefined);
    const nodes = ['a', 'b', 'd'].map(node);
    await run(commands.acknowledgeJob, nodes[0], nodes);
    assert.deepEqual(acknowledged(), ['a', 'b']);
    assert.deepEqual(told.texts, ['Acknowledged 2 failures. They are no longer counted.']);
    await badge(1);
    await run(commands.unacknowledgeJob, nodes[0], nodes);
    await badge(3);
    assert.deepEqual(acknowledged(), []);
  });

  it('acknowledges a row of the dashboard, and explains why a job has no failure', async () => {
    const told = answers('showInformationMessage', () => undefined);
    await run(commands.acknowledgeJob, { webviewSection: 'job', jobId: 'c', isSelected: false });
    assert.deepEqual(acknowledged(), ['c']);
    await run(commands.acknowledgeJob, node('d'));
    await run(commands.acknowledgeJob, 'never-was');
    await run(commands.unacknowledgeJob, node('a'));
    assert.deepEqual(told.texts, [
      'This job has no unacknowledged failure.',
      'This job has no unacknowledged failure.',
      'This job is not acknowledged.',
    ]);
  });

  it('acknowledges all jobs that match the filter of the dashboard, except deselected ones', async () => {
    answers('showInformationMessage', () => undefined);
    const set: unknown[] = [];
    const services = {
      store: internals.store,
      marks: { set: (...args: unknown[]) => Promise.resolve(void set.push(args)) },
      dashboard: {
        idsOf: (target: Target) => {
          const except = target.kind === 'matching' ? target.except : [];
          return Promise.resolve(['a', 'b', 'c', 'd'].filter(jobId => !except.includes(jobId)));
        },
      },
    };
    const all = { jobId: 'a', isSelected: true, selectsMatching: true, exceptIds: ['b'] };
    await acknowledgeJob(services)(all);
    assert.deepEqual(set, [['acknowledged', ['a', 'c'], true]]);
  });

  it('lists jobs to select for an action, with their names as text', async () => {
    const list = answers('showQuickPick', () => undefined);
    await run(commands.retryJob);
    assert.deepEqual(list.texts, ['first\n\\$(error)\nthird']);
  });

  it('lists failed jobs when run without any, newest first, with their names as text', async () => {
    answers('showInformationMessage', () => undefined);
    const list = answers('showQuickPick', () => ['first', 'third']);
    await run(commands.acknowledgeJob);
    assert.deepEqual(list.texts, ['first\n\\$(error)\nthird']);
    assert.deepEqual(acknowledged(), ['a', 'c']);
    await run(commands.unacknowledgeJob);
    assert.deepEqual(list.texts.slice(1), ['first\nthird']);
    assert.deepEqual(acknowledged(), []);
  });
});
