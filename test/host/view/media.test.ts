import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { commands } from '../../../src/ids';
import { answering } from '../run/answering';
import { activated, connect, makeTable, until } from '../run/support';
import { instead } from '../run/support';

const table = 'HostMedia';

const itemOf = (jobId: string, mediaId: string | undefined, status = 'SUCCEEDED') => ({
  jobId,
  jobName: `name-of-${jobId}`,
  status,
  timestamp: '2026-11-23T10:00:00Z',
  jobQueue: 'arn:aws:batch:eu-west-1:123456789012:job-queue/ingest',
  region: 'eu-west-1',
  ...(mediaId === undefined ? {} : { media_id: mediaId }),
});

/** The title of the panel that is in front. */
const frontTitle = (): string | undefined =>
  vscode.window.tabGroups.activeTabGroup.activeTab?.label;

describe('the media of jobs', () => {
  before(async () => {
    await makeTable(table, [
      itemOf('first', 'media-a', 'FAILED'),
      itemOf('second', 'media-a'),
      itemOf('other', 'media-b'),
      itemOf('alone', undefined),
    ]);
    await connect(table);
  });

  afterEach(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));

  it('opens the dashboard on the media of a job', async () => {
    await vscode.commands.executeCommand(commands.showMedia, 'first');
    await until('the dashboard', () => frontTitle() === 'Batch Dashboard');
  });

  it('says so where a job has no media', async () => {
    const messages = answering('showInformationMessage', () => undefined);
    try {
      await vscode.commands.executeCommand(commands.showMedia, 'alone');
      await vscode.commands.executeCommand(commands.showMedia, 'nowhere');
    } finally {
      messages.restore();
    }
    assert.match(messages.texts[0] ?? '', /^This job has no media ID\./);
    assert.equal(messages.texts[1], 'The job is no longer in the table.');
  });

  it('are found by part of their ID', async () => {
    await activated();
    const own = vscode.window.createQuickPick.bind(vscode.window);
    let picker: vscode.QuickPick<vscode.QuickPickItem> | undefined;
    const make = (() => (picker = own())) as typeof vscode.window.createQuickPick;
    await instead(vscode.window, 'createQuickPick', make, async () => {
      const run = vscode.commands.executeCommand(commands.findMedia);
      await until('the media', () => picker?.items.length === 2);
      assert.deepEqual(picker?.items.map(({ label }) => label).toSorted(), ['media-a', 'media-b']);
      const description = picker?.items.find(({ label }) => label === 'media-a')?.description;
      assert.match(description ?? '', /^2 jobs · 1 failed · /);
      picker?.hide();
      await run;
    });
    assert.notEqual(frontTitle(), 'Batch Dashboard');
  });
});
