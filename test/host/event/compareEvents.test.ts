import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { comparisonScheme } from '../../../src/core/event/eventUri';
import { commands } from '../../../src/ids';
import { answering } from '../run/answering';
import { connect, makeTable, until } from '../run/support';
import { closeAll, labelsOf } from './events';

const table = 'HostCompare';

const itemOf = (jobId: string, status: string, revision: number, definition = 'ingest') => {
  const jobDefinition = `arn:aws:batch:eu-west-1:123456789012:job-definition/${definition}:${revision}`;
  const environment = [
    { name: 'API_TOKEN', value: 'do-not-show' },
    ...(status === 'FAILED' ? [{ name: 'NEW_FLAG', value: 'do-not-show' }] : []),
  ];
  return {
    jobId,
    jobName: `name-of-${jobId}`,
    status,
    timestamp: '2026-11-23T10:00:00Z',
    jobQueue: 'arn:aws:batch:eu-west-1:123456789012:job-queue/ingest',
    jobDefinition,
    region: 'eu-west-1',
    fullEvent: JSON.stringify({
      source: 'aws.batch',
      time: '2026-11-23T10:00:00Z',
      detail: { jobDefinition, container: { environment } },
    }),
  };
};

/** The texts of the open comparison, left and right, once both are read. */
async function compared(): Promise<readonly [string, string]> {
  const texts = (): readonly string[] => {
    const tab = vscode.window.tabGroups.activeTabGroup.activeTab;
    return tab?.input instanceof vscode.TabInputTextDiff
      ? [tab.input.original, tab.input.modified].flatMap(({ scheme, query }) =>
          vscode.workspace.textDocuments
            .filter(({ uri }) => uri.scheme === scheme && uri.query === query)
            .map(document => document.getText()),
        )
      : [];
  };
  await until('both events', () => texts().filter(text => text !== '').length === 2);
  const [left = '', right = ''] = texts();
  return [left, right];
}

describe('Compare with Last Success', () => {
  before(async () => {
    await makeTable(table, [
      itemOf('succeeded', 'SUCCEEDED', 41),
      itemOf('failed', 'FAILED', 42),
      itemOf('alone', 'FAILED', 1, 'other'),
    ]);
    await connect(table);
  });

  afterEach(() => closeAll());

  it('shows what the failed job ran differently, in VS Code’s comparison', async () => {
    await vscode.commands.executeCommand(commands.compareWithLastSuccess, 'failed');
    const [left, right] = await compared();
    assert.match(left, /job-definition\/ingest:41"/);
    assert.match(right, /job-definition\/ingest:42"/);
    assert.doesNotMatch(left, /NEW_FLAG/);
    assert.match(right, /"NEW_FLAG": "\(redacted\)"/);
    assert.doesNotMatch(left + right, /do-not-show/);
    assert.match(left, /"time": "<time>"/);
    const { label } = vscode.window.tabGroups.activeTabGroup.activeTab ?? {};
    assert.equal(label, 'name-of-succeeded (SUCCEEDED) (last success) ↔ name-of-failed (FAILED)');
  });

  it('is read-only', () =>
    assert.equal(vscode.workspace.fs.isWritableFileSystem(comparisonScheme), false));

  it('says so without a success, and opens the event instead', async () => {
    const messages = answering('showInformationMessage', () => 'Open Full Event');
    try {
      await vscode.commands.executeCommand(commands.compareWithLastSuccess, 'alone');
    } finally {
      messages.restore();
    }
    assert.equal(messages.texts.length, 1);
    assert.match(messages.texts[0] ?? '', /^No other successful job of definition "other"/);
    await until('the event', () => labelsOf('alone').length === 1);
  });

  it('says so when the job is gone', async () => {
    const messages = answering('showInformationMessage', () => undefined);
    try {
      await vscode.commands.executeCommand(commands.compareWithLastSuccess, 'nowhere');
    } finally {
      messages.restore();
    }
    assert.deepEqual(messages.texts, ['The job is no longer in the table.']);
  });
});
