import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Internals } from '../../../src/main';
import { commands, settingsSection } from '../../../src/ids';
import { answering, type Asked } from '../run/answering';
import { connect, makeTable, put, set, until } from '../run/support';

const run = vscode.commands.executeCommand;
const now = (): string => new Date().toISOString();

describe('notifications in VS Code', () => {
  let internals: Internals;
  let told: Asked;
  let answer: string | undefined;
  /** Tables and jobs are new in each test: a failure is told of once. */
  let table = '';
  let tests = 0;

  beforeEach(async () => {
    tests++;
    table = `HostNews${tests}`;
    answer = undefined;
    told = answering('showWarningMessage', () => answer);
    await makeTable(table, [{ jobId: 'old', status: 'FAILED', timestamp: now() }]);
    await set('refreshIntervalSeconds', 0);
    await set('notifications.windowSeconds', 0);
    await set('notifications.mode', 'failures');
    internals = await connect(table);
  });

  afterEach(async () => {
    told.restore();
    for (const key of ['mode', 'filter', 'windowSeconds']) {
      await set(`notifications.${key}`, undefined);
    }
    await set('refreshIntervalSeconds', undefined);
    await run('workbench.action.closeAllEditors');
  });

  const failed = async (...jobIds: string[]): Promise<void> => {
    for (const jobId of jobIds) {
      await put(table, { jobId, jobName: `name of ${jobId}`, status: 'FAILED', timestamp: now() });
    }
    await run(commands.refresh);
    assert(internals.store.get(jobIds[0] ?? ''), 'it was read');
  };
  const tellsOf = (...texts: string[]): Promise<void> =>
    until(`messages ${texts.join(' | ')}`, () => told.texts.join(' | ') === texts.join(' | '));

  it('are shown for jobs that have failed since, grouped, and not for those of the first load', async () => {
    await failed('a', 'b', 'c');
    await tellsOf('3 new failures: name of a, name of b, and 1 more');
    await run(commands.refresh);
    await failed('d');
    await tellsOf('3 new failures: name of a, name of b, and 1 more', '1 new failure: name of d');
  });

  it('are shown only for failures that match the filter, and for none with an invalid one', async () => {
    await set('notifications.filter', 'name:"of b"');
    await failed('a', 'b');
    await tellsOf('1 new failure: name of b');
    await set('notifications.filter', 'colour:red');
    await until('the filter is refused', () => told.texts.length === 2);
    const [, problem = ''] = told.texts;
    assert.match(problem, /^batchMonitor\.notifications\.filter is invalid/);
    await failed('c');
    await set('notifications.filter', '');
    await failed('d');
    await tellsOf('1 new failure: name of b', problem, '1 new failure: name of d');
  });

  it('are off by default', async () => {
    await set('notifications.mode', undefined);
    await failed('a');
    await set('notifications.mode', 'failures');
    await failed('b');
    await tellsOf('1 new failure: name of b');
  });

  it('show the jobs, and acknowledge them', async () => {
    answer = 'Show';
    await failed('a');
    await until('the dashboard', () =>
      vscode.window.tabGroups.all.some(({ tabs }) =>
        tabs.some(({ label }) => label === 'Batch Dashboard'),
      ),
    );
    answer = 'Acknowledge';
    await failed('b', 'c');
    const { store } = internals;
    await until('both are acknowledged', () =>
      ['b', 'c'].every(jobId => store.isMarked(jobId, 'acknowledged')),
    );
    assert.equal(store.isMarked('a', 'acknowledged'), false);
  });

  it('can be turned off permanently', async () => {
    answer = 'Don’t Show Again';
    await failed('a');
    const mode = () =>
      vscode.workspace.getConfiguration(settingsSection).inspect('notifications.mode')?.globalValue;
    await until('it is off', () => mode() === 'off');
    await failed('b');
    await set('notifications.mode', 'failures');
    answer = undefined;
    await failed('c');
    await tellsOf('1 new failure: name of a', '1 new failure: name of c');
  });

  it('can also be turned off after another table is opened, and do not affect it', async () => {
    const other = `${table}Later`;
    await makeTable(other, [{ jobId: 'a', status: 'FAILED', timestamp: now() }]);
    const mode = () =>
      vscode.workspace.getConfiguration(settingsSection).inspect('notifications.mode')?.globalValue;
    const answerLate = async (button: string): Promise<void> => {
      internals = await connect(table);
      told.restore();
      told = answering('showWarningMessage', () => button);
      const soon = vscode.window.showWarningMessage as (...args: unknown[]) => Thenable<unknown>;
      const late = async (...args: unknown[]): Promise<unknown> => {
        await connect(other);
        return soon(...args);
      };
      Object.assign(vscode.window, { showWarningMessage: late });
      await put(table, { jobId: button, status: 'FAILED', timestamp: now() });
      await run(commands.refresh);
    };
    await answerLate('Acknowledge');
    await until('it is said why', () =>
      told.texts.some(text => text.startsWith('The active table changed')),
    );
    assert.equal(internals.store.isMarked('a', 'acknowledged'), false);
    await answerLate('Don’t Show Again');
    await until('it is off', () => mode() === 'off');
  });

  it('start over with another table', async () => {
    await makeTable(`${table}Other`, [
      { jobId: 'x', jobName: 'x', status: 'FAILED', timestamp: now() },
    ]);
    await failed('a');
    await tellsOf('1 new failure: name of a');
    table = `${table}Other`;
    internals = await connect(table);
    await failed('b');
    await tellsOf('1 new failure: name of a', '1 new failure: name of b');
  });
});
