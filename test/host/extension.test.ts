import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import type { Sort } from '../../src/core/filter/columns';
import { linkOf } from '../../src/core/filter/dashboardLink';
import type { Job } from '../../src/core/job/job';
import { noFilter } from '../../src/core/filter/jobFilter';
import { commands, panels } from '../../src/ids';
import { viewOf } from '../../src/ui/dashboard/viewArgument';
import type { JobNode } from '../../src/ui/jobsView/jobNode';
import { readCsv } from '../support/oracles/readCsv';
import { activated, connect, makeTable, put, set, until } from './run/support';

const queue = (name: string): string => `arn:aws:batch:eu-west-1:123456789012:job-queue/${name}`;

const items = [
  {
    jobId: 'failed-1',
    jobName: 'pre-69490f5fc05fb78da7b7380f-1766395755577',
    status: 'FAILED',
    timestamp: '2026-11-23T10:00:00Z',
    jobQueue: queue('orchestrator-repair-ingest-standard-pre'),
    jobDefinition: 'arn:aws:batch:eu-west-1:123456789012:job-definition/ingest-pre:3',
    region: 'eu-west-1',
    statusReason: 'OutOfMemoryError: Container killed due to memory usage',
  },
  {
    jobId: 'running-1',
    jobName: 'pre-69490f5fc05fb78da7b73810-1766395755578',
    status: 'RUNNING',
    timestamp: '2026-11-23T10:01:00Z',
    jobQueue: queue('orchestrator-repair-ingest-standard-pre'),
    region: 'eu-west-1',
  },
  { jobId: 'odd-1', status: 'SUCCEEDED', jobQueue: queue('assembly-pre'), jobName: ['damaged'] },
  { jobId: 'broken-1', status: 'SUCCEEDED', jobQueue: queue('assembly-pre'), fullEvent: '{"cut' },
];

describe('the extension in VS Code', () => {
  before(async () => {
    await makeTable('HostJobs', items);
    await makeTable('HostOther', [
      { jobId: 'other-1', status: 'PENDING', jobQueue: queue('other') },
    ]);
    await makeTable('HostEmpty', []);
  });

  after(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  it('has every command in its manifest', async () => {
    await activated();
    const known = await vscode.commands.getCommands(true);
    assert.deepEqual(
      Object.values(commands).filter(command => !known.includes(command)),
      [],
    );
  });

  it('shows the jobs of the table by task type and status', async () => {
    const { tree } = await connect('HostJobs');
    const label = (node: JobNode) => {
      const item = tree.getTreeItem(node);
      return `${item.label as string} | ${item.description as string}`;
    };
    await until('the tree has taken the jobs in', () => tree.size === items.length);
    const roots = await tree.getChildren();
    assert.deepEqual(roots.map(label), ['Assembly (Zip Package) | 2', 'Ingest | 1 failed of 2']);
    const ingest = roots[1];
    assert(ingest);
    const groups = await tree.getChildren(ingest);
    assert.deepEqual(groups.map(label), ['FAILED | 1', 'RUNNING | 1']);
    const [failed] = groups;
    assert(failed);
    const [job] = await tree.getChildren(failed);
    assert(job);
    assert.equal(
      label(job),
      'pre-69490f5fc05fb78da7b7380f-1766395755577 | OutOfMemoryError: Container killed due to memory usage',
    );
    const icon = tree.getTreeItem(job).iconPath;
    assert(icon instanceof vscode.ThemeIcon);
    assert.equal(icon.color?.id, 'batchMonitor.status.failed');
    const resolved = tree.resolveTreeItem(tree.getTreeItem(job), job);
    assert(resolved.tooltip instanceof vscode.MarkdownString);
    assert.match(resolved.tooltip.value, /Status: FAILED since[\s\S]*Job ID: failed&#45;1/);
  });

  it('keeps node ids through a refresh, and shows what changed', async () => {
    const { tree, feed } = await connect('HostJobs');
    const ids = async () => (await tree.getChildren()).map(node => tree.getTreeItem(node).id);
    await until(
      'the tree has taken the jobs in',
      () => tree.isUpToDate && tree.size === items.length,
    );
    const before = await ids();
    await put('HostJobs', { ...items[1], status: 'SUCCEEDED', timestamp: '2026-11-23T10:09:00Z' });
    await vscode.commands.executeCommand(commands.refresh);
    assert.equal(feed.state.load.phase, 'ready');
    assert.deepEqual(await ids(), before);
    const ingest = (await tree.getChildren())[1];
    assert(ingest);
    const statuses = async () =>
      (await tree.getChildren(ingest)).map(node => tree.getTreeItem(node).label);
    await until('the change shows', async () => (await statuses())[1] === 'SUCCEEDED');
  });

  it('exports jobs to a file, without a dialog when the target is given', async () => {
    const { store } = await connect('HostJobs');
    const folder = mkdtempSync(path.join(tmpdir(), 'batch-monitor-'));
    try {
      const [csv, json] = ['jobs.csv', 'jobs.json'].map(name =>
        vscode.Uri.file(path.join(folder, name)),
      );
      assert(csv && json);
      const counts = await vscode.commands.executeCommand(commands.exportJobs, { target: csv });
      assert.deepEqual(counts, { written: store.size, gone: 0 });
      const [head, ...rows] = readCsv(readFileSync(csv.fsPath, 'utf8'));
      assert.equal(head?.[4], 'Job ID');
      assert.deepEqual(
        rows.map(row => row[4]).toSorted(),
        [...store.jobs()].map(({ jobId }) => jobId).toSorted(),
      );

      const filter = { statuses: ['FAILED'] };
      const target = json.toString();
      await vscode.commands.executeCommand(commands.exportJobs, { filter, target });
      const [job, ...others] = JSON.parse(readFileSync(json.fsPath, 'utf8')) as Job[];
      assert.deepEqual([job?.jobId, others.length], ['failed-1', 0]);
      assert.deepEqual(readdirSync(folder).toSorted(), ['jobs.csv', 'jobs.json']);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('reports a connection that works, step by step', async () => {
    await connect('HostJobs');
    await vscode.commands.executeCommand(commands.checkConnection);
    const report = () => vscode.window.activeTextEditor?.document.getText() ?? '';
    // One of an earlier test has the same title; VS Code takes the new text a moment later.
    await until('the report', () => /HostJobs[\s\S]*All checks passed/.test(report()));
    const text = report();
    assert.equal(text.match(/^PASSED/gm)?.length, 5, text);
    assert.match(text, /4 jobs: \d succeeded, 1 failed/);
  });

  it('opens only one dashboard, however often it is requested', async () => {
    await connect('HostJobs');
    const dashboards = () =>
      vscode.window.tabGroups.all
        .flatMap(({ tabs }) => tabs)
        .filter(
          ({ input }) =>
            input instanceof vscode.TabInputWebview && input.viewType.endsWith(panels.dashboard),
        );
    await vscode.commands.executeCommand(commands.openDashboard);
    await vscode.commands.executeCommand(commands.openDashboard, { statuses: ['FAILED'] });
    await until('one dashboard', () => dashboards().length === 1);
  });

  it('reads a link correctly after VS Code has parsed it', () => {
    const filter = { ...noFilter, statuses: ['FAILED'], text: 'a&b=c "50 %" +ü', time: undefined };
    const sort: Sort = { column: 'duration', direction: 'descending' };
    const link = linkOf('vscode://momentslab.batch-monitor/dashboard', { filter, sort });
    assert.deepEqual(viewOf(vscode.Uri.parse(link, true).query), { filter, sort });
  });

  it('switches to another table when the setting changes, and mixes nothing', async () => {
    const { store } = await connect('HostOther');
    assert.deepEqual(
      [...store.jobs()].map(({ jobId }) => jobId),
      ['other-1'],
    );
  });

  it('applies the user’s task-type rules at once', async () => {
    const { tree } = await connect('HostOther');
    await set('taskTypes', [{ name: 'Mine', queue: ['other'] }]);
    const first = async () => {
      const [node] = await tree.getChildren();
      return node && tree.getTreeItem(node).label;
    };
    await until('the rule applies', async () => (await first()) === 'Mine');
    await set('taskTypes', undefined);
    await until('the default applies', async () => (await first()) === 'other');
  });

  it('shows an empty table as empty, not as an error', async () => {
    const { store, feed } = await connect('HostEmpty');
    assert.equal(feed.state.load.phase, 'ready');
    assert.equal(store.size, 0);
  });

  it('reports which table is missing, and recovers when the setting is corrected', async () => {
    const { feed } = await connect('HostMissing');
    assert(feed.state.load.phase === 'failed');
    assert.match(feed.state.load.error.message, /Table "HostMissing" does not exist in eu-west-1/);
    await vscode.commands.executeCommand(commands.checkConnection);
    const text = () => vscode.window.activeTextEditor?.document.getText() ?? '';
    // The report of an earlier test has the same title; VS Code takes the new text a moment later.
    await until('the new report', () => text().includes('HostMissing'));
    assert.match(text(), /FAILED {3}3\. Table[\s\S]*What to do:[\s\S]*SKIPPED {2}4\./);
    const { store } = await connect('HostJobs');
    assert.equal(store.size, 4);
  });

  it('reports why there are no credentials, word for word', async () => {
    await set('profile', 'nobody-has-this-profile');
    try {
      await vscode.commands.executeCommand(commands.checkConnection);
      const text = () => vscode.window.activeTextEditor?.document.getText() ?? '';
      await until('the new report', () => text().includes('nobody-has'));
      assert.match(
        text(),
        /^Connection check failed at "Credentials": Profile "nobody-has-this-profile" does not exist in the AWS config files\.$/m,
      );
    } finally {
      await set('profile', undefined);
    }
  });

  it('reports that an endpoint refuses connections', async () => {
    const { feed } = await connect('HostJobs', 'http://127.0.0.1:9');
    assert(feed.state.load.phase === 'failed');
    assert.match(feed.state.load.error.message, /Could not reach http:\/\/127\.0\.0\.1:9/);
    await connect('HostJobs');
  });
});
