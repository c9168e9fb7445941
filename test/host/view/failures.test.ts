import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { commands } from '../../../src/ids';
import { activated, connect, instead, makeTable, until } from '../run/support';

const table = 'HostCauses';

const itemOf = (jobId: string, statusReason: string, status = 'FAILED') => ({
  jobId,
  jobName: `name-of-${jobId}`,
  status,
  statusReason,
  timestamp: '2026-11-23T10:00:00Z',
  createdAt: 1_000,
  jobQueue: 'arn:aws:batch:eu-west-1:123456789012:job-queue/ingest',
  region: 'eu-west-1',
  media_id: `media-${jobId}`,
});

describe('the failures by cause', () => {
  before(async () => {
    await makeTable(table, [
      itemOf('a', 'Host EC2 (instance i-0aaaaaaaa) terminated.'),
      itemOf('b', 'Host EC2 (instance i-0bbbbbbbb) terminated.'),
      itemOf('c', 'Job attempt duration exceeded timeout'),
      { ...itemOf('d', '', 'SUCCEEDED'), media_id: 'media-a', createdAt: 2_000 },
    ]);
    await connect(table);
  });

  afterEach(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));

  it('are listed with their figures, the most frequent first', async () => {
    await activated();
    const own = vscode.window.createQuickPick.bind(vscode.window);
    let picker: vscode.QuickPick<vscode.QuickPickItem> | undefined;
    const make = (() => (picker = own())) as typeof vscode.window.createQuickPick;
    await instead(vscode.window, 'createQuickPick', make, async () => {
      await vscode.commands.executeCommand(commands.showFailures);
      await until('the causes', () => picker?.items.length === 2);
    });

    assert.equal(picker?.title, '3 failed, 2 unresolved');
    assert.deepEqual(
      picker.items.map(({ label, description }) => [label, description]),
      [
        ['Host terminated', '2 jobs · 1 unresolved · 2 media'],
        ['Timeout', '1 job · 1 unresolved · 1 media'],
      ],
    );
    picker.hide();
  });
});
