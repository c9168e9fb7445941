import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { FailureGroups, type FailureGroup } from '../../../src/core/failures/failureGroups';
import { noFilter } from '../../../src/core/filter/jobFilter';
import type { DashboardView } from '../../../src/core/filter/dashboardLink';
import { RowTaskTypes } from '../../../src/core/store/rowTaskTypes';
import { commands, panels } from '../../../src/ids';
import type { Internals } from '../../../src/main';
import { failureCommands } from '../../../src/ui/commands/failureCommands';
import { answering } from '../run/answering';
import { connect, instead, makeTable, until } from '../run/support';

const table = 'HostCauses';

const itemOf = (jobId: string, statusReason: string, mediaId = `media-${jobId}`) => ({
  jobId,
  jobName: `name-of-${jobId}`,
  status: 'FAILED',
  statusReason,
  timestamp: '2026-11-23T10:00:00Z',
  createdAt: 1_000,
  jobQueue: 'arn:aws:batch:eu-west-1:123456789012:job-queue/ingest',
  region: 'eu-west-1',
  media_id: mediaId,
});

describe('the failures by cause', () => {
  let internals: Internals;

  before(async () => {
    await makeTable(table, [
      itemOf('a', 'Host EC2 (instance i-0aaaaaaaa) terminated.', 'rare'),
      itemOf('b', 'Host EC2 (instance i-0bbbbbbbb) terminated.', 'frequent'),
      itemOf('c', 'Host EC2 (instance i-0cccccccc) terminated.', 'frequent'),
      itemOf('d', 'Job attempt duration exceeded timeout', ''),
      { ...itemOf('e', '', 'rare'), status: 'SUCCEEDED', createdAt: 2_000 },
    ]);
    internals = await connect(table);
    await until('the jobs', () => internals.store.size === 5);
  });

  afterEach(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));

  it('are counted above the jobs, with those that no later job made good', () =>
    until(
      'the counts',
      () => internals.view.description?.startsWith('4 failed of 5 · 3 unresolved · ') === true,
    ));

  it('are opened in the dashboard', async () => {
    await vscode.commands.executeCommand(commands.showFailures);
    await until('the dashboard', () =>
      vscode.window.tabGroups.all
        .flatMap(({ tabs }) => tabs)
        .some(({ input }) =>
          input instanceof vscode.TabInputWebview
            ? input.viewType.endsWith(panels.dashboard)
            : false,
        ),
    );
  });

  describe('the commands on a group', () => {
    const shown: DashboardView[] = [];
    let groups: readonly FailureGroup[] = [];

    beforeEach(() => {
      shown.length = 0;
      const { rows } = internals.store;
      const all = new FailureGroups(rows, new RowTaskTypes(rows, () => 'Ingest'));
      for (let row = 0; row < rows.length; row++) {
        all.count(row, 1);
      }
      ({ groups } = all.read(10));
    });

    const idOf = (causeId: string): string =>
      groups.find(group => group.causeId === causeId)?.id ?? '';
    const handlers = () =>
      failureCommands({
        store: internals.store,
        dashboard: {
          show: view => view && shown.push(view),
          query: {
            filter: { ...noFilter, statuses: ['RUNNING', 'FAILED'], text: 'name' },
            sort: { column: 'timestamp', direction: 'descending' },
          },
          failureGroup: id => groups.find(group => group.id === id),
          idsOf: target =>
            Promise.resolve(
              target.kind === 'failures' && target.group === idOf('timeout')
                ? ['d']
                : ['a', 'b', 'c'],
            ),
        },
      });

    it('show its jobs, and keep the rest of the filter', () => {
      handlers().showFailureJobs({ group: idOf('timeout') });
      assert.deepEqual(shown, [
        {
          filter: { ...noFilter, statuses: ['FAILED'], text: `name group:${idOf('timeout')}` },
        },
      ]);
    });

    it('copy it as text', async () => {
      await handlers().copyFailures({ group: idOf('host-terminated') });
      assert.match(await vscode.env.clipboard.readText(), /^Host terminated: 3 jobs · /);
    });

    it('list the affected media with their total, most failures first', async () => {
      let title: string | undefined;
      let labels: string[] = [];
      const pick = ((items: vscode.QuickPickItem[], options: vscode.QuickPickOptions) => {
        title = options.title;
        labels = items.map(({ label, description }) => `${label} ${description ?? ''}`);
        return Promise.resolve(items[0]);
      }) as unknown as typeof vscode.window.showQuickPick;
      await instead(vscode.window, 'showQuickPick', pick, async () => {
        await handlers().showFailureMedia({ group: idOf('host-terminated') });
      });
      assert.equal(title, 'Host terminated: 2 media affected');
      assert.deepEqual(labels, ['frequent 2 jobs', 'rare 1 job']);
      assert.equal(shown[0]?.mediaId, 'frequent');
    });

    it('say so where there is nothing to show', async () => {
      const told = answering('showInformationMessage', () => undefined);
      await handlers().showFailureMedia({ group: idOf('timeout') });
      await handlers().copyFailures({ group: 'gone' });
      told.restore();
      assert.deepEqual(told.texts, [
        'None of these jobs has a media ID.',
        'These failures are no longer shown.',
      ]);
    });
  });
});
