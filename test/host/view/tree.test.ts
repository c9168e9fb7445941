import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Job } from '../../../src/core/job/job';
import { commands, views } from '../../../src/ids';
import { treeLimits } from '../../../src/ui/jobsView/jobTreeProvider';
import type { JobNode } from '../../../src/ui/jobsView/jobNode';
import { makeTable, until } from '../run/support';
import { job, run, TestTree } from './treeSupport';

const at = (minute: number): string => new Date(Date.UTC(2026, 10, 23, 10, minute)).toISOString();

const jobs: readonly Job[] = [
  job('a', 'zeta', { status: 'FAILED', region: 'eu-west-1', mediaId: 'm1', timestamp: at(1) }),
  job('b', 'zeta', { status: 'FAILED', region: 'us-east-1', mediaId: 'm2', timestamp: at(2) }),
  job('c', 'alpha', { status: 'SUCCEEDED', region: '', mediaId: 'm1', timestamp: at(3) }),
  job('d', 'alpha', { status: 'RUNNING', region: 'eu-west-1', timestamp: at(4) }),
];

describe('the tree in VS Code', () => {
  let tree: TestTree;

  before(async () => {
    await makeTable('HostTree', []);
    tree = await TestTree.open('HostTree');
  });

  after(() => tree.close());

  describe('groups', () => {
    before(() => tree.show(jobs));
    after(() => run(commands.groupJobs, 'taskType'));

    const group = async (grouping: string): Promise<void> => {
      await run(commands.groupJobs, grouping);
      await tree.settled();
    };

    it('by task type, then status', async () => {
      assert.deepEqual(await tree.lines(), ['alpha | 2', 'zeta | 2 failed of 2']);
      assert.deepEqual(await tree.lines('alpha'), ['RUNNING | 1', 'SUCCEEDED | 1']);
    });

    it('by status, then task type, and shows it', async () => {
      await group('status');
      assert.deepEqual(await tree.lines(), ['FAILED | 2', 'RUNNING | 1', 'SUCCEEDED | 1']);
      assert.deepEqual(await tree.lines('FAILED', 'zeta'), ['b', 'a']);
      assert.match(tree.internals.view.description ?? '', /^2 failed of 4 · by status · HostTree/);
    });

    it('by job queue', async () => {
      await group('queue');
      assert.deepEqual(await tree.lines('zeta'), ['FAILED | 2']);
    });

    it('by region, with those without one last', async () => {
      await group('region');
      assert.deepEqual(await tree.lines(), [
        'eu-west-1 | 1 failed of 2',
        'us-east-1 | 1 failed of 1',
        'No region | 1',
      ]);
    });

    it('by media, each as a timeline, newest first', async () => {
      await group('media');
      assert.deepEqual(await tree.lines(), [
        'm1 | 1 failed of 2 · ✗✓',
        'm2 | 1 failed of 1 · ✗',
        'No media ID | 1',
      ]);
      assert.deepEqual(await tree.lines('m1'), ['c', 'a']);
      assert.match(tree.internals.view.description ?? '', /^2 failed of \d+ · by media/);
    });

    it('name the stages of a media item in the tooltip and for screen readers', async () => {
      await group('media');
      const node = await tree.find('m1');
      const item = tree.item(node);
      assert.match(
        item.accessibilityInformation?.label ?? '',
        /^m1: 2 jobs, 1 failed; zeta failed: .+; alpha succeeded$/,
      );
      const { tooltip } = tree.internals.tree.resolveTreeItem(item, node);
      assert(tooltip instanceof vscode.MarkdownString);
      assert.match(tooltip.value, / zeta: failed.*\n.* alpha: succeeded/);
    });

    it('and ignore unknown groupings', async () => {
      await group('taskType');
      const asked = run(commands.groupJobs, 'nothing');
      await until('the menu asks instead', async () => {
        await run('workbench.action.closeQuickOpen');
        return Promise.race([
          asked.then(() => true),
          new Promise<false>(r => setTimeout(r, 50, false)),
        ]);
      });
      assert.deepEqual(await tree.lines(), ['alpha | 2', 'zeta | 2 failed of 2']);
    });

    it('link to the dashboard if there are more than a tree can show', async () => {
      const many = Array.from({ length: treeLimits.groups + 5 }, (_, index) =>
        job(`job-${index}`, 'own', { mediaId: `m${index}`, timestamp: at(index) }),
      );
      await tree.show(many);
      await group('media');
      const nodes = await tree.children();
      assert.equal(nodes.length, treeLimits.groups + 1);
      const last = nodes.at(-1);
      assert(last);
      const { label, command } = tree.item(last);
      assert.equal(label, 'Show all in the dashboard');
      assert.equal(command?.command, commands.showInDashboard);
      await group('taskType');
      const shown = await tree.lines('own', 'RUNNING');
      assert.equal(shown.length, treeLimits.jobs + 1);
      assert.equal(shown[0], 'job-204', 'the newest job comes first');
      assert.equal(shown.at(-1), 'Show all 205 in the dashboard');
    });
  });

  describe('filter', () => {
    before(() => tree.show(jobs));
    afterEach(async () => {
      await run(commands.clearTreeFilter);
      await run('workbench.action.closeAllEditors');
    });

    it('has its own search, is shown, and can be cleared', async () => {
      const { view } = tree.internals;
      await run(commands.filterTree, ' status:failed queue:zeta ');
      await tree.settled();
      assert.deepEqual(await tree.lines(), ['zeta | 2 failed of 2']);
      assert.equal(view.message, '2 of 4 jobs: status:failed queue:zeta');
      assert.match(view.description ?? '', /by task type · filtered · HostTree/);
      await run(commands.clearTreeFilter);
      await tree.settled();
      assert.equal(view.message, undefined);
      assert.equal((await tree.lines()).length, 2);
    });

    it('updates as jobs start and stop matching', async () => {
      const { store } = tree.internals;
      await run(commands.filterTree, 'status:failed');
      await tree.settled();
      store.apply([job('d', 'alpha', { status: 'FAILED', timestamp: at(9) })]);
      await tree.settled();
      assert.deepEqual(await tree.lines(), ['alpha | 1 failed of 1', 'zeta | 2 failed of 2']);
      store.apply([job('d', 'alpha', { status: 'SUCCEEDED', timestamp: at(10) })]);
      await tree.settled();
      assert.deepEqual(await tree.lines(), ['zeta | 2 failed of 2']);
    });

    it('shows no message if nothing matches, because the welcome text explains it', async () => {
      const { view, tree: provider } = tree.internals;
      await run(commands.filterTree, 'name:nothing-like-this');
      await until('nothing is left', () => provider.size === 0 && provider.isUpToDate);
      assert.equal(view.message, undefined);
    });

    it('follows the dashboard on request', async () => {
      const { view, tree: provider } = tree.internals;
      await run(commands.shareTreeFilter);
      await run(commands.openDashboard, { statuses: ['FAILED'], text: 'b' });
      await until('the dashboard’s filter applies', () => provider.size === 1);
      await until(
        'it is said',
        () => view.message === '1 of 4 jobs, following the dashboard: status:FAILED b',
      );
      assert.match(view.description ?? '', /following the dashboard/);
      await run('workbench.action.closeAllEditors');
      await until('without a dashboard nothing is hidden', () => provider.size === 4);
      await run(commands.separateTreeFilter);
      assert.doesNotMatch(view.description ?? '', /following the dashboard/);
    });

    it('opens a group in the dashboard with the filter', async () => {
      await run(commands.filterTree, 'status:failed');
      await tree.settled();
      await run(commands.showInDashboard, await tree.find('zeta'));
      await run(commands.shareTreeFilter);
      const { view } = tree.internals;
      await until(
        'the dashboard shows the group as the tree does',
        () => view.message === '2 of 4 jobs, following the dashboard: type:zeta status:failed',
      );
    });
  });

  describe('array and multi-node jobs', () => {
    const parents = ['own', 'RUNNING'];
    const child = (index: number, facts: Partial<Job> = {}): Job =>
      job(`p:${index}`, 'own', { jobName: 'p', status: 'SUCCEEDED', ...facts });

    it('have their children below, by index, and keep their position among the others', async () => {
      await tree.show([
        job('p', 'own', { arraySize: 3 }),
        child(10, { status: 'FAILED', statusReason: 'Essential container exited' }),
        child(2),
        job('node', 'own'),
        job('node#0', 'own', { jobName: 'node' }),
      ]);
      await until('children are found', async () => {
        const { collapsibleState } = tree.item(await tree.find(...parents, 'p'));
        return collapsibleState === vscode.TreeItemCollapsibleState.Collapsed;
      });
      assert.deepEqual(await tree.lines(...parents, 'p'), [
        'Index 2',
        'Index 10 | Essential container exited',
      ]);
      assert.deepEqual(await tree.lines('own', 'FAILED'), [
        'p | Index 10 · Essential container exited',
      ]);
      const node = (await tree.children(await tree.find(...parents))).find(
        other => other.kind === 'job' && other.job.jobId === 'node',
      );
      assert(node);
      const [part] = await tree.children(node);
      assert(part);
      assert.equal(tree.item(part).label, 'Node 0');
      assert.deepEqual(await tree.children(part), []);
      const ids = [
        await tree.find('own', 'FAILED', 'p'),
        await tree.find(...parents, 'p', 'Index 10'),
      ];
      assert.notEqual(...(ids.map(found => tree.item(found).id) as [string, string]));
    });

    it('stay expanded while other jobs are searched', async () => {
      const { tree: provider } = tree.internals;
      const parent = await tree.job(...parents, 'p');
      const states: unknown[] = [];
      const listener = provider.onDidChangeTreeData(nodes => {
        if (nodes === undefined) {
          states.push(tree.item(parent).collapsibleState);
        }
      });
      await run(commands.filterTree, 'queue:own');
      await tree.settled();
      listener.dispose();
      await run(commands.clearTreeFilter);
      await tree.settled();
      assert.deepEqual(states, [vscode.TreeItemCollapsibleState.Collapsed]);
    });

    it('refresh when a child changes, and link to the dashboard if there are more than a tree can show', async () => {
      const { store } = tree.internals;
      const last = treeLimits.jobs + 1;
      store.apply(Array.from({ length: last }, (_, index) => child(index)));
      await tree.settled();
      const parent = await tree.job('own', 'RUNNING', 'p');
      const lines = await tree.lines('own', 'RUNNING', 'p');
      assert.equal(lines.length, treeLimits.jobs + 1);
      assert.equal(lines.at(-1), `Show all ${last} in the dashboard`);
      assert.equal(tree.item(parent).description, `${last} children`);

      const events: (JobNode[] | undefined)[] = [];
      const listener = tree.internals.tree.onDidChangeTreeData(nodes => events.push(nodes));
      store.apply([child(3, { statusReason: 'now with a reason', timestamp: at(59) })]);
      // The search for children, which began as they were shown, may have something to tell before.
      await until('the parent is refreshed', () => events.flat().includes(parent));
      listener.dispose();
      assert(!events.includes(undefined), 'the root is not');
    });
  });

  describe('a job', () => {
    const hourAgo = new Date(Date.now() - 2 * 3_600_000).toISOString();

    before(() =>
      tree.show([
        job('broken', 'own', { status: 'FAILED' }),
        job('known', 'own', { status: 'FAILED' }),
        job('new', 'own', { status: 'FAILED' }),
        job('stuck', 'own', { status: 'RUNNABLE', timestamp: hourAgo }),
        job('odd', 'own', { status: 'DANCING', jobName: '' }),
        job('wordy', 'own', { status: 'SUCCEEDED', statusReason: 'long '.repeat(2_000) }),
      ]),
    );

    it('shows its marks in text, icon, color and accessible name', async () => {
      const { store } = tree.internals;
      // Only what VS Code has seen is refreshed.
      await tree.find('own', 'FAILED', 'new');
      const changes: unknown[] = [];
      const listener = tree.internals.tree.onDidChangeTreeData(nodes => changes.push(nodes));
      store.setMark('broken', ['broken'], true);
      store.setMark('acknowledged', ['known'], true);
      await until('the marks are told', () => changes.length > 0);
      listener.dispose();
      assert.deepEqual(await tree.lines(), ['own | 2 failed of 6 · 1 stuck']);

      assert.equal(
        tree.item(await tree.find('own')).accessibilityInformation?.label,
        'own: 6 jobs, 2 failed, 1 stuck',
      );
      const look = async (...labels: string[]) => {
        const item = tree.item(await tree.find('own', ...labels));
        assert(item.iconPath instanceof vscode.ThemeIcon);
        const { id, color } = item.iconPath;
        const said = item.accessibilityInformation?.label;
        return [item.description, id, color?.id.split('.').at(-1), said];
      };
      assert.deepEqual(await look('FAILED', 'new'), ['', 'error', 'failed', 'new, FAILED']);
      assert.deepEqual(await look('FAILED', 'broken'), [
        'broken',
        'circle-slash',
        'failed',
        'broken, FAILED, broken',
      ]);
      assert.deepEqual(await look('FAILED', 'known'), [
        'acknowledged',
        'error',
        'unknown',
        'known, FAILED, acknowledged',
      ]);
      assert.deepEqual(await look('RUNNABLE', 'stuck'), [
        'stuck',
        'warning',
        'active',
        'stuck, RUNNABLE, stuck',
      ]);
      assert.deepEqual(await look('DANCING', 'odd'), ['', 'question', 'unknown', 'odd, DANCING']);
    });

    it('has context values for its state', async () => {
      const words = async (...labels: string[]) =>
        tree.item(await tree.find('own', ...labels)).contextValue;
      assert.equal(await words(), 'group taskType');
      assert.equal(await words('FAILED'), 'group status');
      assert.equal(await words('FAILED', 'new'), 'job retryable unbroken acknowledgeable');
      assert.equal(await words('FAILED', 'known'), 'job retryable unbroken acknowledged');
      assert.equal(await words('FAILED', 'broken'), 'job retryable broken acknowledgeable');
      assert.equal(await words('RUNNABLE', 'stuck'), 'job abortable unbroken');
    });

    it('has a reason of any length shortened, in its row and its tooltip', async () => {
      const node = await tree.find('own', 'SUCCEEDED', 'wordy');
      const item = tree.item(node);
      assert((item.description as string).length < 250);
      assert.equal(item.tooltip, undefined, 'made when asked for');
      const { tooltip } = tree.internals.tree.resolveTreeItem(item, node);
      assert(tooltip instanceof vscode.MarkdownString);
      assert.match(tooltip.value, /&#8230; &#40;10&#44;000 characters&#41;/);
      assert(tooltip.value.length < 3_000);
    });

    it('has a tooltip that does not become outdated', async () => {
      const node = await tree.find('own', 'RUNNABLE', 'stuck');
      tree.internals.tree.resolveTreeItem(tree.item(node), node);
      const events: (JobNode[] | undefined)[] = [];
      const listener = tree.internals.tree.onDidChangeTreeData(nodes => events.push(nodes));
      await run('workbench.view.explorer');
      await run(`${views.jobs}.focus`);
      await until('it is made anew', () => events.some(nodes => nodes?.includes(node)));
      listener.dispose();
    });

    it('shows hostile text on its own row, and does not affect others', async () => {
      const odd = ' \u202e$(bug) two\nlines\u2028' + 'x'.repeat(10_000);
      await tree.show([
        job('odd', odd, { jobName: odd, status: odd, statusReason: odd, jobDefinition: odd }),
        job('blank', 'own', { jobName: ' \n', status: 'FAILED' }),
      ]);
      const rows = [...(await tree.children())];
      for (const node of rows) {
        rows.push(...(await tree.children(node)));
      }
      const texts = rows.flatMap(node => {
        const { label, description, accessibilityInformation } = tree.item(node);
        return [label, description, accessibilityInformation?.label].map(String);
      });
      assert(texts.some(text => text.startsWith('$(bug) two lines xxx')));
      assert.deepEqual(
        texts.filter(text => text.length > 650 || /[\n\u2028\u202e]/.test(text)),
        [],
      );
      assert((await tree.lines('own', 'FAILED')).includes('blank'));
    });

    it('has no text that is rendered as Markdown or HTML', async () => {
      const evil =
        '<img src=x onerror=alert(1)> [click](command:evil) **bold** `code` $(bug)\n# title';
      await tree.show([job('evil', 'own', { jobName: evil, statusReason: evil, taskId: evil })]);
      const [node] = await tree.children(await tree.find('own', 'RUNNING'));
      assert(node);
      const { tooltip } = tree.internals.tree.resolveTreeItem(tree.item(node), node);
      assert(tooltip instanceof vscode.MarkdownString);
      assert.notEqual(tooltip.isTrusted, true);
      assert.notEqual(tooltip.supportHtml, true);
      assert.doesNotMatch(tooltip.value, /(^|[^\\])(\[click\]|`code|\*\*bold)|^#/m);
      assert.match(tooltip.value, /Reason: [^\n]*&#35; title {2}$/m, 'all on one line');
    });
  });
});
