import assert from 'node:assert/strict';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import type { Internals } from '../../../src/main';
import { commands } from '../../../src/ids';
import { answering } from '../run/answering';
import { connect, instead, makeTable, set, until } from '../run/support';

const job = {
  jobId: 'guided-1',
  jobName: 'guided',
  status: 'FAILED',
  jobQueue: 'arn:aws:batch:eu-west-1:123456789012:job-queue/guided',
};

const run = (name: keyof typeof commands, ...args: unknown[]): Thenable<unknown> =>
  vscode.commands.executeCommand(commands[name], ...args);

const tabs = (): readonly vscode.Tab[] => vscode.window.tabGroups.all.flatMap(group => group.tabs);

/** The messages that are shown while `work` runs, with their buttons; nobody answers. */
async function errorsDuring(work: () => Thenable<unknown>): Promise<string[]> {
  const told: string[] = [];
  const fake = (text: string, ...buttons: string[]): Promise<undefined> => {
    told.push([text, ...buttons].join(' | '));
    return Promise.resolve(undefined);
  };
  await instead(vscode.window, 'showErrorMessage', fake as never, async () => {
    await work();
  });
  return told;
}

describe('the setup in VS Code', () => {
  let internals: Internals;

  before(async () => {
    await makeTable('GuidedJobs', [job]);
    await makeTable('GuidedEmpty', []);
    await makeTable('GuidedOdd', [{ jobId: 'odd', status: ['damaged'], jobQueue: 5 }]);
  });

  beforeEach(async () => {
    internals = await connect('GuidedEmpty');
  });

  after(async () => {
    await set('region', undefined);
    await set('profile', undefined);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  it('accepts a table argument, reads it at once, and saves it', async () => {
    await run('selectTable', 'GuidedJobs');
    const { feed, store } = internals;
    assert.equal(feed.state.connection.tableName, 'GuidedJobs');
    assert.equal(feed.state.load.phase, 'ready');
    assert.equal(store.size, 1);
    const section = vscode.workspace.getConfiguration('batchMonitor');
    assert.equal(section.inspect('tableName')?.globalValue, 'GuidedJobs');
  });

  it('accepts region and profile arguments; an empty profile selects the default credentials', async () => {
    await run('selectTable', 'GuidedJobs');
    await run('selectRegion', 'eu-west-3');
    assert.equal(internals.feed.state.connection.region, 'eu-west-3');
    const told = await errorsDuring(() => run('selectProfile', 'nobody'));
    assert.match(
      told.join(),
      /Profile "nobody" does not exist.* \| Select Profile \| Check Connection$/,
    );
    assert.equal(internals.feed.state.connection.profile, 'nobody');
    await run('selectProfile', '');
    assert.equal(internals.feed.state.connection.profile, undefined);
    await run('selectRegion', 'eu-west-1');
    assert.equal(internals.feed.state.load.phase, 'ready');
  });

  it('rejects invalid values, and changes nothing', async () => {
    const before = internals.feed.state.connection;
    const told = await errorsDuring(async () => {
      await run('selectRegion', 'the moon');
      await run('selectTable', 'a');
      await run('selectProfile', 'two\nlines');
    });
    assert.equal(told.length, 3);
    assert.match(told[0] ?? '', /"the moon" is not a valid region name\..* \| Select Region$/);
    assert.match(told[1] ?? '', /"a" is not a valid table name\..* \| Select Table$/);
    assert.match(told[2] ?? '', /is not a valid profile name\..* \| Select Profile$/);
    assert.deepEqual(internals.feed.state.connection, before);
  });

  it('explains where the jobs of an empty table come from', async () => {
    const asked = answering('showInformationMessage', () => undefined);
    try {
      await run('selectTable', 'GuidedEmpty');
    } finally {
      asked.restore();
    }
    assert.match(asked.texts.join(), /Table GuidedEmpty has no jobs yet/);
  });

  it('completes the steps of the walkthrough according to the actual state', async () => {
    await run('selectTable', 'GuidedJobs');
    await run('selectRegion', 'eu-west-1');
    const all = { hasCredentials: true, hasRegion: true, hasTable: true, hasSeenJobs: true };
    assert.deepEqual(internals.setUpProgress.completed, all);

    await errorsDuring(() => run('selectTable', 'GuidedNone'));
    assert.deepEqual(internals.setUpProgress.completed, { ...all, hasTable: false });

    await errorsDuring(() => run('selectProfile', 'nobody'));
    assert.deepEqual(internals.setUpProgress.completed, {
      ...all,
      hasCredentials: false,
      hasTable: false,
    });
    await errorsDuring(() => run('selectProfile', ''));
  });

  it('leads from Sign In to the profiles when the credentials are keys of the environment', async () => {
    const keys = { AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE', AWS_SECRET_ACCESS_KEY: 'secret' };
    const before = { ...process.env };
    Object.assign(process.env, keys);
    const asked = answering('showInformationMessage', () => 'Select Profile');
    const titles: (string | undefined)[] = [];
    const original = vscode.window.createQuickPick;
    const createQuickPick = (): vscode.QuickPick<vscode.QuickPickItem> => {
      const picker = original();
      const show = picker.show.bind(picker);
      picker.show = () => {
        titles.push(picker.title);
        show();
        // The user closes the list.
        setTimeout(() => picker.hide(), 50);
      };
      return picker;
    };
    try {
      await instead(vscode.window, 'createQuickPick', createQuickPick as never, async () => {
        await run('signIn');
      });
    } finally {
      asked.restore();
      Object.assign(process.env, before);
      for (const key of Object.keys(keys)) {
        if (before[key] === undefined) {
          Reflect.deleteProperty(process.env, key);
        }
      }
    }
    assert.match(asked.texts.join(), /^Your AWS credentials are access keys from environment/);
    assert.deepEqual(titles, ['AWS Profile']);
  });

  it('remembers that the connection was checked, for a walkthrough that opens later', async () => {
    await run('checkConnection');
    assert.equal(internals.doneOnce.has('checkConnection'), true);
  });

  it('shows the version of the AWS CLI, and that an old one cannot sign in', async function () {
    if (process.platform === 'win32') {
      this.skip();
    }
    const folder = mkdtempSync(path.join(tmpdir(), 'batch-monitor-'));
    const program = path.join(folder, 'aws');
    const before = process.env['PATH'];
    const told = answering('showInformationMessage', () => undefined);
    const warned = answering('showWarningMessage', () => undefined);
    try {
      process.env['PATH'] = `${folder}:${before ?? ''}`;
      const install = (version: string): void => {
        writeFileSync(program, `#!/bin/sh\necho "aws-cli/${version} Python/3.13.7 Linux/6.8"\n`);
        chmodSync(program, 0o755);
      };
      install('2.31.0');
      assert.equal(await run('checkAwsCli'), '2.31.0');
      assert.deepEqual(told.texts, ['AWS CLI 2.31.0 is installed.']);
      install('1.42.1');
      assert.equal(await run('checkAwsCli'), '1.42.1');
      assert.match(warned.texts.join(), /SSO sign-in requires version 2/);
    } finally {
      process.env['PATH'] = before;
      told.restore();
      warned.restore();
      rmSync(folder, { recursive: true });
    }
  });

  /** The titles of the guides that are open in Markdown previews. */
  const openGuides = (): string[] =>
    tabs()
      .filter(
        ({ input }) =>
          input instanceof vscode.TabInputWebview && input.viewType.includes('markdown.preview'),
      )
      .map(({ label }) => label);

  it('opens the guide to the AWS resources', async () => {
    await run('openAwsSetup');
    await until('the preview', () => openGuides().includes('Preview aws-setup.md'));
  });

  it('opens the guide given as an argument', async () => {
    await run('openGuide', 'search');
    await until('the preview', () => openGuides().includes('Preview search.md'));
  });

  it('opens the walkthrough', async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await run('openWalkthrough');
    await until('its tab', () => tabs().some(({ label }) => /Walkthrough|Welcome/.test(label)));
  });
});
