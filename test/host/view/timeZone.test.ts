import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { aJob } from '../../support/builders/builders';
import { anEntry } from '../../support/builders/actions';
import { makeTable, set, until } from '../run/support';
import { TestTree } from './treeSupport';

describe('the time zone of all times', () => {
  let tree: TestTree;

  before(async () => {
    await makeTable('HostTimeZone', []);
    tree = await TestTree.open('HostTimeZone');
    await tree.show([aJob({ jobId: 'a', status: 'FAILED', timestamp: '2026-11-23T10:00:00Z' })]);
  });

  after(async () => {
    await set('timeZone', undefined);
    await tree.internals.history.clear();
    await tree.close();
  });

  it('is one setting for the tooltips of jobs and the action history', async () => {
    const { tree: provider, history, historyView } = tree.internals;
    await history.add([anEntry()]);
    const [group] = await tree.children();
    const [status] = await tree.children(group);
    const [job] = await tree.children(status);
    assert(job);
    const jobTooltip = (): string => {
      const { tooltip } = provider.resolveTreeItem(tree.item(job), job);
      assert(tooltip instanceof vscode.MarkdownString);
      return tooltip.value;
    };
    const historyText = async (): Promise<string> => {
      const [run] = await historyView.getChildren();
      assert(run);
      return String(historyView.getTreeItem(run).description);
    };
    let redrawn = 0;
    const subscriptions: vscode.Disposable[] = [
      provider.onDidChangeTreeData(() => redrawn++),
      historyView.onDidChangeTreeData(() => redrawn++),
    ];
    assert.doesNotMatch(await historyText(), /UTC/);

    await set('timeZone', 'utc');
    await until('both are drawn anew', () => redrawn >= 2);
    vscode.Disposable.from(...subscriptions).dispose();
    assert.match(jobTooltip(), /10&#58;00&#58;00.AM UTC/);
    assert.match(await historyText(), /UTC/);
  });

  it('is written to the setting when the dashboard changes it, the last choice if several', async () => {
    const { timeZone } = tree.internals;
    const setting = (): string | undefined =>
      vscode.workspace.getConfiguration('batchMonitor').get('timeZone');
    await set('timeZone', undefined);
    await until('local times', () => timeZone.value === 'local');
    timeZone.set('utc');
    assert.equal(timeZone.value, 'utc', 'at once');
    await until('the setting', () => setting() === 'utc');
    const seen: string[] = [];
    const subscription = timeZone.onDidChange(() => seen.push(timeZone.value));
    timeZone.set('local');
    timeZone.set('utc');
    timeZone.set('local');
    await until('the setting', () => setting() === 'local');
    subscription.dispose();
    assert.deepEqual(seen, ['local', 'utc', 'local']);
  });
});
