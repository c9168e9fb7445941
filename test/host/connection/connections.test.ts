import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { Emitter } from '../../../src/core/base/emitter';
import type { NamedConnection } from '../../../src/core/settings/namedConnections';
import { checkSettings, type SettingValues } from '../../../src/core/settings/settingsValidation';
import type { Internals } from '../../../src/main';
import { commands, settingsSection } from '../../../src/ids';
import { SettingProblems } from '../../../src/ui/connection/settingProblems';
import { FaultProxy } from '../../support/emulators/faults/faultProxy';
import { slow } from '../../support/emulators/faults/faults';
import { answering } from '../run/answering';
import { closeAll, eventText, openEvent } from '../event/events';
import { connect, endpoint, instead, makeTable, put, set, until } from '../run/support';

const run = vscode.commands.executeCommand;

const queue = (name: string): string => `arn:aws:batch:eu-west-1:123456789012:job-queue/${name}`;

/** Three jobs of a table, told from those of others by how their ids begin. */
const jobsOf = (table: string) =>
  ['FAILED', 'RUNNING', 'SUCCEEDED'].map(status => ({
    jobId: `${table}-${status}`,
    jobName: `${table} ${status}`,
    status,
    jobQueue: queue(table),
    timestamp: '2026-11-23T10:00:00Z',
    fullEvent: JSON.stringify({ detail: { jobName: `${table} ${status}` } }),
  }));

const entry = (name: string, tableName: string, more: Record<string, unknown> = {}) => ({
  name,
  tableName,
  endpoint: endpoint(),
  ...more,
});

describe('connections in VS Code', () => {
  let internals: Internals;

  before(async () => {
    for (const table of ['ConnHome', 'ConnOne', 'ConnTwo']) {
      await makeTable(table, jobsOf(table));
    }
    await set('refreshIntervalSeconds', 0);
    internals = await connect('ConnHome');
  });

  beforeEach(() => set('connections', [entry('one', 'ConnOne'), entry('two', 'ConnTwo')]));

  afterEach(async () => {
    internals.connections.choose({ kind: 'settings' });
    await run(commands.separateTreeFilter);
    await run(commands.clearTreeFilter);
    await run(commands.groupJobs, 'taskType');
    await shows('ConnHome');
    await closeAll();
  });

  after(async () => {
    await set('connections', undefined);
    await set('refreshIntervalSeconds', undefined);
  });

  const tableOnShow = (): string | undefined =>
    internals.feed.state.load.phase === 'ready'
      ? internals.feed.state.connection.tableName
      : undefined;

  const shows = (table: string): Promise<void> =>
    until(
      `the jobs of ${table} are on show`,
      () => tableOnShow() === table && internals.tree.isUpToDate,
    );

  const ids = (): string[] => [...internals.store.jobs()].map(({ jobId }) => jobId).toSorted();

  const idsOf = (table: string): string[] =>
    jobsOf(table)
      .map(({ jobId }) => jobId)
      .toSorted();

  async function turnTo(name: string, table: string): Promise<void> {
    await run(commands.switchConnection, name);
    await shows(table);
  }

  async function goHome(): Promise<void> {
    internals.connections.choose({ kind: 'settings' });
    await shows('ConnHome');
  }

  const written = (): unknown =>
    vscode.workspace.getConfiguration(settingsSection).inspect('connections')?.globalValue;

  /** Answers input boxes and pickers in the user's place, one after the other; none closes them. */
  async function answered(
    answers: { readonly boxes?: readonly string[]; readonly picks?: readonly string[] },
    act: () => Promise<void>,
  ): Promise<vscode.InputBoxOptions[]> {
    const boxes = [...(answers.boxes ?? [])];
    const picks = [...(answers.picks ?? [])];
    const asked: vscode.InputBoxOptions[] = [];
    const box = (options: vscode.InputBoxOptions): Promise<string | undefined> => {
      asked.push(options);
      return Promise.resolve(boxes.shift());
    };
    const pick = (items: readonly vscode.QuickPickItem[]): Promise<unknown> => {
      const label = picks.shift();
      return Promise.resolve(items.find(item => item.label === label));
    };
    await instead(
      vscode.window,
      'showInputBox',
      box as unknown as typeof vscode.window.showInputBox,
      () =>
        instead(
          vscode.window,
          'showQuickPick',
          pick as unknown as typeof vscode.window.showQuickPick,
          act,
        ),
    );
    return asked;
  }

  describe('are switched', () => {
    it('by name, and back to the table of the settings', async () => {
      await turnTo('one', 'ConnOne');
      assert.deepEqual(ids(), idsOf('ConnOne'));
      await turnTo('two', 'ConnTwo');
      assert.deepEqual(ids(), idsOf('ConnTwo'));
      await goHome();
      assert.deepEqual(ids(), idsOf('ConnHome'));
    });

    it('with a picker that lists all and marks the active one', async () => {
      await turnTo('two', 'ConnTwo');
      const seen: vscode.QuickPickItem[] = [];
      const pick = (items: readonly vscode.QuickPickItem[]): Promise<unknown> => {
        seen.push(...items);
        return Promise.resolve(items.find(({ label }) => label === 'one'));
      };
      await instead(
        vscode.window,
        'showQuickPick',
        pick as unknown as typeof vscode.window.showQuickPick,
        async () => {
          await run(commands.switchConnection);
        },
      );
      await shows('ConnOne');
      assert.deepEqual(
        seen.filter(({ kind }) => kind === undefined).map(({ label }) => label),
        [
          'Settings',
          'one',
          'two',
          'Sample data',
          'Add Connection…',
          'Edit Connections…',
          'Remove Connection…',
        ],
      );
      assert.deepEqual(
        seen
          .filter(({ description }) => description?.endsWith(' (active)'))
          .map(({ label }) => label),
        ['two'],
      );
    });

    it('with a picker that shows AWS Batch itself where there is no table', async () => {
      await set('connections', [{ name: 'live', source: 'batch', region: 'us-east-1' }]);
      const seen: vscode.QuickPickItem[] = [];
      const pick = (items: readonly vscode.QuickPickItem[]): Promise<undefined> => {
        seen.push(...items);
        return Promise.resolve(undefined);
      };
      await instead(
        vscode.window,
        'showQuickPick',
        pick as unknown as typeof vscode.window.showQuickPick,
        async () => {
          await run(commands.switchConnection);
        },
      );
      const live = seen.find(({ label }) => label === 'live');
      assert.equal(live?.description, 'AWS Batch · us-east-1');
    });

    it('to an unknown name: reports it, and stays', async () => {
      const told = answering('showWarningMessage', () => undefined);
      try {
        await run(commands.switchConnection, 'nobody [x](command:y)');
      } finally {
        told.restore();
      }
      assert.equal(told.texts.length, 1);
      assert.match(told.texts[0] ?? '', /^The settings contain no connection "nobody/);
      assert.doesNotMatch(told.texts[0] ?? '', /\]\(command:/);
      assert.deepEqual(internals.connections.choice, { kind: 'settings' });
    });

    it('and show in the view which one is active', async () => {
      const { view } = internals;
      assert.match(view.description ?? '', /^1 failed of 3 · by task type · ConnHome · eu-west-1$/);
      await turnTo('one', 'ConnOne');
      assert.match(
        view.description ?? '',
        /^1 failed of 3 · one · by task type · ConnOne · eu-west-1$/,
      );
      await goHome();
      assert.doesNotMatch(view.description ?? '', /one/);
    });

    it('in quick succession, while reads are slow: never a job of one with the name of another', async () => {
      const proxy = new FaultProxy(endpoint, 1);
      await proxy.start();
      let turn = 0;
      proxy.inject(
        slow(() => (turn++ * 7) % 40),
        { on: () => true },
      );
      const { connections, store, feed } = internals;
      const wrong: string[] = [];
      const look = (): void => {
        const { tableName } = feed.state.connection;
        for (const { jobId } of store.jobs()) {
          if (!jobId.startsWith(`${tableName}-`)) {
            wrong.push(`${jobId} of ${tableName}`);
          }
        }
      };
      const listeners = [
        store.onDidChange(look),
        store.onDidReset(look),
        feed.onDidChangeState(look),
      ];
      try {
        await set('connections', [
          entry('one', 'ConnOne', { endpoint: proxy.endpoint }),
          entry('two', 'ConnTwo', { endpoint: proxy.endpoint }),
        ]);
        const names = ['one', 'two'];
        for (let count = 0; count < 20; count++) {
          connections.choose({ kind: 'named', name: names[count % 2] ?? '' });
          look();
          // From at once to in the middle of a read.
          await new Promise(resolve => setTimeout(resolve, (count * 11) % 60));
        }
        await shows('ConnTwo');
        assert.deepEqual(ids(), idsOf('ConnTwo'));
        assert.deepEqual(wrong, []);
      } finally {
        listeners.forEach(listener => listener.dispose());
        await goHome();
        await proxy.stop();
      }
    });
  });

  describe('keep their own', () => {
    it('filter and grouping of the tree', async () => {
      const { tree, view } = internals;
      await turnTo('one', 'ConnOne');
      await run(commands.filterTree, 'status:failed');
      await run(commands.groupJobs, 'status');
      await until('the tree is filtered', () => tree.isUpToDate && tree.size === 1);

      await turnTo('two', 'ConnTwo');
      await until('nothing is filtered', () => tree.isUpToDate && tree.size === 3);
      assert.match(view.description ?? '', /^1 failed of 3 · two · by task type/);
      await run(commands.groupJobs, 'region');

      await turnTo('one', 'ConnOne');
      await until('it is filtered again', () => tree.isUpToDate && tree.size === 1);
      assert.match(view.description ?? '', /^1 failed of 1 · one · by status · filtered · ConnOne/);
      const [first] = await tree.getChildren();
      assert(first);
      assert.equal(tree.getTreeItem(first).label, 'FAILED');

      await turnTo('two', 'ConnTwo');
      assert.match(view.description ?? '', /^1 failed of 3 · two · by region/);
      await goHome();
      assert.match(view.description ?? '', /^1 failed of 3 · by task type · ConnHome/);

      await turnTo('one', 'ConnOne');
      await run(commands.clearTreeFilter);
      await run(commands.groupJobs, 'taskType');
      await turnTo('two', 'ConnTwo');
      await run(commands.groupJobs, 'taskType');
    });

    it('filter of the dashboard', async () => {
      const { tree } = internals;
      const passes = (count: number): Promise<void> =>
        until(
          `${count} jobs pass the dashboard’s filter`,
          () => tree.isUpToDate && tree.size === count,
        );
      // The tree follows the dashboard, so it tells what that shows.
      const follow = () => run(commands.shareTreeFilter);
      await turnTo('one', 'ConnOne');
      await run(commands.openDashboard, { statuses: ['FAILED'] });
      await follow();
      await passes(1);

      await turnTo('two', 'ConnTwo');
      await follow();
      await passes(3);
      await run(commands.openDashboard, { text: 'status:running,failed' });
      await passes(2);

      await turnTo('one', 'ConnOne');
      await passes(1);
      await turnTo('two', 'ConnTwo');
      await passes(2);

      // Also where something else is in front of it meanwhile.
      const document = await vscode.workspace.openTextDocument();
      await vscode.window.showTextDocument(document);
      await goHome();
      await turnTo('two', 'ConnTwo');
      await run(commands.openDashboard);
      await passes(2);
      for (const [name, table] of [
        ['two', 'ConnTwo'],
        ['one', 'ConnOne'],
      ] as const) {
        await turnTo(name, table);
        await run(commands.openDashboard, { text: '' });
        await passes(3);
        await run(commands.separateTreeFilter);
      }
    });

    it('events: one of the other table explains this, and is restored with its connection', async () => {
      await turnTo('one', 'ConnOne');
      await openEvent('ConnOne-FAILED');
      await until('the event', () => eventText('ConnOne-FAILED').includes('ConnOne FAILED'));
      // A job of the same id is another one there.
      await put('ConnTwo', { ...jobsOf('ConnTwo')[0], jobId: 'ConnOne-FAILED' });
      await turnTo('two', 'ConnTwo');
      await until('the note', () => eventText('ConnOne-FAILED').includes('not active'));
      assert.doesNotMatch(eventText('ConnOne-FAILED'), /ConnTwo/);
      await turnTo('one', 'ConnOne');
      await until('the event again', () => eventText('ConnOne-FAILED').includes('ConnOne FAILED'));
    });
  });

  describe('are added', () => {
    it('with a name, and only the necessary properties, and become active', async () => {
      const { connections } = internals;
      const { tableName, region, profile, endpoint: url } = connections.current;
      await connections.add({ name: 'three', tableName, region, profile, endpoint: url });
      await shows('ConnHome');
      assert.match(
        internals.view.description ?? '',
        /^1 failed of 3 · three · by task type · ConnHome/,
      );
      assert.deepEqual(connections.choice, { kind: 'named', name: 'three' });
      assert.deepEqual(written(), [
        entry('one', 'ConnOne'),
        entry('two', 'ConnTwo'),
        { name: 'three', tableName: 'ConnHome', region: 'eu-west-1', endpoint: endpoint() },
      ]);
    });

    it('not if the user cancels midway, and not with an existing name', async () => {
      const asked = await answered({ boxes: ['three'] }, async () => {
        let isOver = false;
        const adding = run(commands.addConnection).then(() => (isOver = true));
        await until('the pickers are closed', async () => {
          await run('workbench.action.closeQuickOpen');
          return isOver;
        });
        await adding;
      });
      assert.deepEqual(written(), [entry('one', 'ConnOne'), entry('two', 'ConnTwo')]);
      const validate = (name: string) => asked[0]?.validateInput?.(name);
      assert.equal(await validate('one '), 'A connection with this name already exists.');
      assert.equal(await validate('x'.repeat(65)), 'Names can have at most 64 characters.');
      assert.equal(await validate('one and a half'), undefined);
    });

    it('but not if the dialog is closed or left empty', async () => {
      for (const boxes of [[], ['  ']]) {
        await answered({ boxes }, async () => {
          await run(commands.addConnection);
        });
      }
      assert.deepEqual(written(), [entry('one', 'ConnOne'), entry('two', 'ConnTwo')]);
      assert.deepEqual(internals.connections.choice, { kind: 'settings' });
    });
  });

  describe('are removed', () => {
    const others = [
      entry('one', 'ConnOne', { note: 'mine' }),
      entry('two', 'ConnTwo', { colour: 'red' }),
      { name: 'broken', region: 'nowhere' },
      7,
    ];

    async function remove(name: string, answer: string, pressed: string | undefined) {
      const { dialogs } = internals;
      const { confirm } = dialogs;
      const questions: string[] = [];
      dialogs.confirm = (message, detail) => {
        questions.push(`${message} ${detail}`);
        return Promise.resolve(answer);
      };
      const told = answering('showInformationMessage', () => pressed);
      try {
        await answered({ picks: [name] }, async () => {
          await run(commands.removeConnection);
        });
      } finally {
        told.restore();
        dialogs.confirm = confirm;
      }
      return { questions, told: told.texts };
    }

    it('after a confirmation, without changing the rest of the setting', async () => {
      await set('connections', others);
      const { questions, told } = await remove('two', 'Remove', undefined);
      assert.deepEqual(questions, [
        'Remove the connection "two"? This removes only the entry from your settings. The table and its jobs are kept.',
      ]);
      assert.deepEqual(told, ['Removed the connection "two".']);
      assert.deepEqual(
        written(),
        others.filter(one => one !== others[1]),
      );
    });

    it('and restored unchanged, and active again', async () => {
      await set('connections', others);
      await turnTo('one', 'ConnOne');
      await remove('one', 'Remove', 'Undo');
      await until('it is back', () => JSON.stringify(written()) === JSON.stringify(others));
      await shows('ConnOne');
    });

    it('and replaced by the table of the settings if active', async () => {
      await turnTo('two', 'ConnTwo');
      await remove('two', 'Remove', undefined);
      await shows('ConnHome');
      assert.deepEqual(internals.connections.choice, { kind: 'settings' });
    });

    it('not without confirmation', async () => {
      const { told } = await remove('one', '', undefined);
      assert.deepEqual(told, []);
      assert.deepEqual(written(), [entry('one', 'ConnOne'), entry('two', 'ConnTwo')]);
    });

    it('in the settings while active: the table of the settings is shown', async () => {
      await turnTo('two', 'ConnTwo');
      await set('connections', [entry('one', 'ConnOne')]);
      await shows('ConnHome');
      assert.deepEqual(ids(), idsOf('ConnHome'));
      assert.match(internals.view.description ?? '', /^1 failed of 3 · by task type · ConnHome/);
    });
  });

  describe('take effect at once when', () => {
    const named = (name: string): NamedConnection | undefined =>
      internals.connections.all.find(one => one.name === name);

    it('one is added to the settings', async () => {
      await set('connections', [entry('new', 'ConnOne')]);
      await until('it is known', () => named('new') !== undefined);
      await turnTo('new', 'ConnOne');
    });

    it('the active one gets another target', async () => {
      await turnTo('one', 'ConnOne');
      await set('connections', [entry('one', 'ConnTwo'), entry('two', 'ConnTwo')]);
      await shows('ConnTwo');
      assert.deepEqual(internals.connections.choice, { kind: 'named', name: 'one' });
    });

    it('a property is changed in its scope', async () => {
      const { connections } = internals;
      await turnTo('one', 'ConnOne');
      await connections.change({ tableName: 'ConnTwo' });
      await shows('ConnTwo');
      assert.deepEqual(written(), [entry('one', 'ConnTwo'), entry('two', 'ConnTwo')]);
      const section = vscode.workspace.getConfiguration(settingsSection);
      assert.equal(section.get('tableName'), 'ConnHome');
    });
  });
});

describe('a changed setting', () => {
  let internals: Internals;

  before(async () => {
    await makeTable('ConnSettings', [{ jobId: 'a', status: 'RUNNING' }]);
    internals = await connect('ConnSettings');
  });

  const region = (): string => internals.feed.state.connection.region;

  it('takes effect at once: the region', async () => {
    await set('region', 'us-east-1');
    await until('it is in force', () => region() === 'us-east-1');
    await until('the view says so', () =>
      (internals.view.description ?? '').endsWith('ConnSettings · us-east-1'),
    );
    await set('region', undefined);
    await until('the default is in force', () => region() === 'eu-west-1');
  });

  it('takes effect at once: the profile', async () => {
    const { feed } = internals;
    await set('profile', 'nobody-at-all');
    await until('nothing can be read as nobody', () => feed.state.load.phase === 'failed');
    assert(feed.state.load.phase === 'failed');
    assert.match(feed.state.load.error.message, /nobody-at-all/);
    await set('profile', undefined);
    await until('it can again', () => feed.state.load.phase === 'ready');
  });

  it('takes effect at once: the interval', async () => {
    const { rate } = internals;
    const defaultValue = rate.waitMs;
    await set('refreshIntervalSeconds', 120);
    await until('half as often', () => rate.waitMs === 2 * defaultValue);
    await set('refreshIntervalSeconds', 0);
    await until('not at all', () => rate.waitMs === 0);
    await set('refreshIntervalSeconds', undefined);
    await until('as before', () => rate.waitMs === defaultValue);
  });

  describe('that is invalid', () => {
    it('is reported once, with the value used instead and a link to the settings', async () => {
      const { feed } = internals;
      const told = answering('showWarningMessage', () => undefined);
      const last = (): string | undefined => told.texts.at(-1);
      try {
        await set('region', 'Ireland');
        await until('it is told', () => told.texts.length > 0);
        assert.equal(
          last(),
          'batchMonitor.region is not a valid AWS region; "eu-west-1" is used instead.',
        );
        assert.equal(feed.state.connection.region, 'eu-west-1');
        // Another setting is changed, and this one stays as it is.
        await set('costWarningPerDay', 2);
        assert.equal(told.texts.length, 1);
        await set('region', undefined);
        await set('endpoint', 'nowhere');
        await until('the next one is told', () => told.texts.length === 2);
        assert.match(last() ?? '', /^batchMonitor\.endpoint is not an http or https URL/);
        // Once mended, it is news again.
        await set('endpoint', endpoint());
        await set('region', 'Ireland');
        await until('it is told again', () => told.texts.length === 3);
      } finally {
        told.restore();
        await set('region', undefined);
        await set('costWarningPerDay', undefined);
        await set('endpoint', endpoint());
      }
    });

    it('is only logged if it was invalid at startup', () => {
      const told = answering('showWarningMessage', () => undefined);
      const changes = new Emitter<SettingValues>();
      const log: string[] = [];
      const problems = ['one is wrong.', 'two is wrong.'];
      const settings = { problems, onDidChange: changes.event };
      const watch = new SettingProblems(settings, text => log.push(text));
      try {
        changes.fire(checkSettings(() => undefined).values);
        assert.deepEqual(log, problems);
        assert.deepEqual(told.texts, []);
      } finally {
        told.restore();
        watch.dispose();
      }
    });

    it('links to the settings, and shows nothing that could be a link', async () => {
      const buttons: unknown[] = [];
      const texts: string[] = [];
      const ask = (text: string, ...rest: unknown[]): Promise<unknown> => {
        texts.push(text);
        buttons.push(...rest);
        return Promise.resolve(rest[0]);
      };
      await instead(
        vscode.window,
        'showWarningMessage',
        ask as unknown as typeof vscode.window.showWarningMessage,
        async () => {
          const name = '[x](command:workbench.action.quit)';
          await set('connections', [{ name }, { name }]);
          await until('it is told', () => texts.length > 0);
          await until('the settings are open', () =>
            vscode.window.tabGroups.all.some(({ tabs }) =>
              tabs.some(({ label }) => label === 'Settings'),
            ),
          );
        },
      );
      assert.deepEqual(buttons, ['Open Settings']);
      assert.match(texts.join(), /another connection is already named/);
      assert.doesNotMatch(texts.join(), /\]\(/);
      await set('connections', undefined);
      await closeAll();
    });
  });
});
