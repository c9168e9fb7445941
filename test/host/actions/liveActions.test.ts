import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { ActionEntry } from '../../../src/core/actions/actionLog';
import { commands, settingsSection } from '../../../src/ids';
import type { Internals } from '../../../src/main';
import { LocalLiveBatch } from '../../support/emulators/aws/localLiveBatch';
import { FaultProxy } from '../../support/emulators/faults/faultProxy';
import { lostAnswer } from '../../support/emulators/faults/faults';
import { connect, instead, makeTable, set, until } from '../run/support';

const run = vscode.commands.executeCommand;
const variable = 'AWS_ENDPOINT_URL_BATCH';
const table = 'HostLiveActions';
const jobs = 60;

interface Asked {
  readonly message: string;
  readonly detail: string;
  readonly buttons: readonly string[];
}

describe('live actions in VS Code', () => {
  const batch = new LocalLiveBatch();
  const proxy = new FaultProxy(() => batch.server.url);
  let internals: Internals;
  let original: Internals['dialogs'];
  let asked: Asked[];
  let told: Asked[];
  /** What the user answers to the next questions and messages. */
  let answers: Record<'confirm' | 'tell', string>;
  let typed: number[];

  before(async () => {
    await batch.server.start();
    await proxy.start();
    process.env[variable] = proxy.endpoint;
    const jobQueue = batch.addQueue('fast');
    const jobDefinition = batch.define('train', {
      containerProperties: {
        image: 'i',
        resourceRequirements: [
          { type: 'VCPU', value: '1' },
          { type: 'MEMORY', value: '2048' },
        ],
      },
    });
    const items = Array.from({ length: jobs }, (_, index) => {
      const [jobId, jobName] = [`live-${index}`, `name-${index}`];
      const status = index === 1 ? 'RUNNING' : 'FAILED';
      batch.put({
        ...{ jobId, jobName, jobQueue, jobDefinition, status },
        container: {
          environment: [{ name: 'TOKEN', value: 'very-secret' }],
          resourceRequirements: [
            { type: 'VCPU', value: '1' },
            { type: 'MEMORY', value: '2048' },
          ],
        },
      });
      const timestamp = '2026-11-23T10:00:00Z';
      return { jobId, jobName, jobQueue, jobDefinition, status, timestamp, region: 'eu-west-1' };
    });
    await makeTable(table, items);
    internals = await connect(table);
    const { dialogs, history } = internals;
    original = { ...dialogs };
    dialogs.confirm = (message, detail, ...buttons) => {
      asked.push({ message, detail, buttons });
      return Promise.resolve(buttons.find(button => button === answers.confirm));
    };
    dialogs.promptForNote = () => Promise.resolve('');
    dialogs.promptForCount = (_, count) => {
      typed.push(count);
      return Promise.resolve(false);
    };
    dialogs.inform = dialogs.warn = (message, ...buttons) => {
      told.push({ message, detail: '', buttons });
      return Promise.resolve(buttons.find(button => button === answers.tell));
    };
    await history.ready();
    await history.clear();
  });

  beforeEach(() => {
    asked = [];
    told = [];
    typed = [];
    answers = { confirm: '', tell: '' };
    batch.submitted.length = 0;
  });

  after(async () => {
    await run(commands.simulateActions);
    Object.assign(internals.dialogs, original);
    await internals.history.clear();
    Reflect.deleteProperty(process.env, variable);
    await proxy.stop();
    await batch.server.stop();
    await run('workbench.action.closeAllEditors');
  });

  const mode = () => internals.modes.mode;
  const setting = () => vscode.workspace.getConfiguration(settingsSection).get('actions.mode');
  const entryOf = (jobId: string): ActionEntry =>
    internals.history.entries.find(entry => entry.jobId === jobId) ?? assert.fail(jobId);

  it('are off until the user has read what they do and agreed', async () => {
    assert.equal(mode(), 'simulated');
    await run(commands.setActionsMode);
    assert.match(asked[0]?.message ?? '', /^Switch to live actions for "HostLiveActions"\?$/);
    assert.match(asked[0]?.detail ?? '', /Retry submits a new job.*\nAbort terminates the job/);
    assert.match(asked[0]?.detail ?? '', /HostLiveActions · eu-west-1/);
    assert.deepEqual([mode(), setting()], ['simulated', 'simulate']);
    answers.confirm = 'Switch to Live Actions';
    await run(commands.setActionsMode);
    assert.deepEqual([mode(), setting()], ['live', 'live']);
  });

  it('are for one connection: another table is simulated, and says why', async () => {
    await makeTable('HostLiveOther', [{ jobId: 'other', status: 'FAILED', jobName: 'other' }]);
    internals = await connect('HostLiveOther');
    assert.equal(mode(), 'simulated');
    await run(commands.retryLive, 'other');
    assert.match(asked[0]?.message ?? '', /\(Simulated\)\?$/);
    assert.match(asked[0]?.detail ?? '', /not allowed live actions for this connection/);
    internals = await connect(table);
    assert.equal(mode(), 'live', 'the answer is remembered');
  });

  it('submit a new job when the user confirms, link it, and acknowledge the failure', async () => {
    answers.confirm = 'Retry';
    await run(commands.retryLive, 'live-0');
    assert.equal(asked[0]?.message, 'Retry name-0?');
    assert.match(asked[0].detail, /^Live: .*\nConnection: HostLiveActions · eu-west-1/);
    assert.equal(told[0]?.message, 'Retry: 1 done.');
    assert.equal(batch.submitted.length, 1);
    const { newJobId = '', mode: entryMode } = entryOf('live-0');
    assert.equal(entryMode, 'live');
    assert.equal(batch.jobs.get(newJobId)?.jobName, 'name-0');
    await until('the failure is acknowledged', () =>
      internals.store.isMarked('live-0', 'acknowledged'),
    );
    const job = internals.store.get('live-0') ?? assert.fail();
    const { description } = internals.tree.getTreeItem({ kind: 'job', job });
    assert.match(String(description), new RegExp(`retried as ${newJobId.slice(0, 8)}`));
  });

  it('submit a job once, whatever the name of the command and however often it runs', async () => {
    answers.confirm = 'Retry';
    await run(commands.retryJob, 'live-0');
    assert.match(told[0]?.message ?? '', /1 skipped/);
    assert.equal(batch.submitted.length, 0);
    assert.match(asked[0]?.detail ?? '', /This job has been retried before/);
  });

  it('terminate a job with who and why', async () => {
    answers.confirm = 'Abort';
    await run(commands.abortLive, 'live-1');
    assert.match(batch.terminated.get('live-1') ?? '', /^Aborted with Batch Monitor by /);
    assert.equal(entryOf('live-1').outcome, 'done');
  });

  it('offer the statement to copy when AWS denies a request', async () => {
    batch.denied.add('SubmitJob');
    answers = { confirm: 'Retry', tell: 'Copy Policy Statement' };
    await run(commands.retryLive, 'live-2');
    batch.denied.clear();
    assert.match(told[0]?.message ?? '', /^Retry: 1 failed\. /);
    await until('the statement is copied', async () =>
      (await vscode.env.clipboard.readText()).includes('batch:SubmitJob'),
    );
    assert.equal(entryOf('live-2').outcome, 'failed');
  });

  it('say that the outcome is unknown when the response is lost, and look for the job', async () => {
    proxy.inject(lostAnswer, { on: ({ body }) => body['jobDefinition'] !== undefined });
    answers = { confirm: 'Retry', tell: 'Look' };
    await run(commands.retryLive, 'live-3');
    proxy.heal();
    assert.match(told[0]?.message ?? '', /1 unknown\. Look before you repeat\.$/);
    assert.deepEqual(told[0]?.buttons, ['Look', 'Show History']);
    await until('it is found', () => entryOf('live-3').outcome === 'done');
    assert.equal(batch.submitted.length, 1);
    await until(
      'it is told',
      () => told.at(-1)?.message.startsWith('name-3: Submitted as job ') ?? false,
    );
  });

  it('need the number of jobs typed above 50', async () => {
    answers.confirm = 'Retry';
    const jobIds = Array.from({ length: 51 }, (_, index) => `live-${index + 5}`);
    await run(commands.retryLive, { kind: 'some', jobIds });
    assert.deepEqual(typed, [51]);
    assert.equal(batch.submitted.length, 0);
  });

  it('retry with changes, whose exact requests the user sees first', async () => {
    const picks = ['Memory (MiB)', '$(json) Review Request…', 'Continue…'];
    answers.confirm = 'Retry';
    const seen: string[] = [];
    await instead(
      vscode.window,
      'showQuickPick',
      ((items: readonly vscode.QuickPickItem[]) => {
        seen.push(...items.map(({ label, description = '' }) => `${label}: ${description}`));
        return Promise.resolve(items.find(({ label }) => label === picks[0] && picks.shift()));
      }) as unknown as typeof vscode.window.showQuickPick,
      () =>
        instead(
          vscode.window,
          'showInputBox',
          () => Promise.resolve('4096'),
          async () => {
            await run(commands.retryWithChanges, 'live-4');
          },
        ),
    );
    assert(seen.includes('Memory (MiB): 2048'));
    assert(seen.includes('Memory (MiB): 2048 → 4096'));
    assert(!seen.join().includes('very-secret'));
    const shown = vscode.window.activeTextEditor?.document.getText() ?? '';
    assert.match(shown, /"jobName": "name-4"/);
    assert.match(shown, /"4096"/);
    assert.doesNotMatch(shown, /very-secret/);
    assert.match(asked[0]?.detail ?? '', /Changes:\n• Memory \(MiB\): 4096/);
    assert.equal(batch.submitted.length, 1);
    assert.match(JSON.stringify(batch.submitted[0]), /"value":"4096","type":"MEMORY"/);
  });

  it('are never for sample data', async () => {
    await run(commands.startSampleData);
    await until('the sample is shown', () => internals.feed.state.connection.isSample === true);
    assert.equal(mode(), 'simulated');
    await run(commands.setActionsMode);
    assert.deepEqual([asked, told.length], [[], 1]);
    await run(commands.endSampleData);
    internals = await connect(table);
  });

  it('are off again with one command', async () => {
    await run(commands.simulateActions);
    assert.deepEqual([mode(), setting()], ['simulated', 'simulate']);
    await run(commands.retryJob, 'live-5');
    assert.match(asked[0]?.message ?? '', /\(Simulated\)\?$/);
    await set('actions.mode', 'live');
    assert.equal(mode(), 'simulated', 'the setting alone does nothing');
    await set('actions.mode', undefined);
  });
});
