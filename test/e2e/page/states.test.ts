import assert from 'node:assert/strict';
import type { FeedState } from '../../../src/data/feed/feedState';
import { Dashboards } from './support/dashboardPage';

/** As JSON, for an error class does not cross into the page. */
const failed = (command: string, code = 'table.missing'): FeedState['load'] =>
  ({
    phase: 'failed',
    error: {
      code,
      message: 'The table MonitoringToolTest does not exist in eu-west-1.',
      remedy: 'Check the table name and the region in the settings.',
      command,
    },
  }) as unknown as FeedState['load'];

describe('the states of the dashboard', () => {
  const dashboards = new Dashboards();

  before(() => dashboards.start());
  afterEach(() => dashboards.closePages());

  it('shows the first load with its progress, then the jobs', async () => {
    const dashboard = await dashboards.open({
      jobs: 0,
      feed: { load: { phase: 'loading', loaded: 0 }, updatedAt: undefined, readUnits: undefined },
    });
    await dashboard.page.getByText('Loading jobs…', { exact: true }).waitFor();
    await dashboard.page.evaluate(() =>
      window.fakeHost.setFeed({ load: { phase: 'loading', loaded: 3400 } }),
    );
    await dashboard.page.getByText('Loading jobs… 3,400 read').waitFor();
    await dashboard.screenshot('loading');
  });

  it('shows jobs while the first load is still running', async () => {
    const dashboard = await dashboards.open({
      jobs: 200,
      feed: { load: { phase: 'loading', loaded: 200 }, updatedAt: undefined },
    });
    await dashboard.ready();
    await dashboard.page.getByText('Loading… 200 read').waitFor();
  });

  it('shows what to check when the table is empty', async () => {
    const dashboard = await dashboards.open({ jobs: 0 });
    await dashboard.page.getByRole('heading', { name: 'No jobs yet' }).waitFor();
    await dashboard.page.getByText('EventBridge rule').waitFor();
    await dashboard.screenshot('empty');

    await dashboard.button('Check Connection').click();

    assert.deepEqual(await dashboard.receivedOf('command'), [
      { type: 'command', name: 'checkConnection' },
    ]);
  });

  it('shows what went wrong and offers the remedy', async () => {
    const dashboard = await dashboards.open({
      jobs: 0,
      feed: { load: failed('openSettings'), updatedAt: undefined },
    });
    const alert = dashboard.page.getByRole('alert');
    await alert.getByText('does not exist in eu-west-1').waitFor();
    await alert.getByText('Check the table name').waitFor();
    await dashboard.screenshot('failed');

    await dashboard.button('Open Settings').click();

    assert.deepEqual(await dashboard.receivedOf('command'), [
      { type: 'command', name: 'openSettings' },
    ]);
  });

  it('keeps the last jobs below the message, and shows how old they are', async () => {
    const dashboard = await dashboards.open({
      feed: { load: failed('checkConnection'), updatedAt: Date.now() - 180_000 },
    });
    await dashboard.ready();
    await dashboard.page.getByRole('alert').getByText('does not exist').waitFor();
    await dashboard.page.getByText('Showing jobs as of 3 min').waitFor();
    await dashboard.button('Check Connection').waitFor();
    await dashboard.screenshot('banner');

    // A second later it is no longer just now.
    await dashboard.setTime(Date.now());
    await dashboard.page.evaluate(() =>
      window.fakeHost.setFeed({ load: { phase: 'ready' }, updatedAt: Date.now() }),
    );

    await dashboard.page.getByText('Updated just now').waitFor();
    assert.equal(await dashboard.page.getByRole('alert').count(), 0);
  });

  it('shows where the jobs come from, how old they are and what they cost', async () => {
    const updatedAt = Date.now();
    const dashboard = await dashboards.open({
      feed: {
        updatedAt,
        connection: {
          tableName: 'OtherTable',
          region: 'us-east-1',
          profile: undefined,
          endpoint: 'http://127.0.0.1:8000',
        },
      },
    });
    await dashboard.ready();

    const top = await dashboard.page.getByRole('banner').innerText();
    for (const part of ['OtherTable', 'us-east-1', 'http://127.0.0.1:8000', 'Updated']) {
      assert.ok(top.includes(part), part);
    }
    // The page counts on by itself; how far it got by now depends on the machine.
    await dashboard.setTime(updatedAt + 3_600_000);
    await dashboard.page.getByText('Updated 1 h ago').waitFor();
    assert.match(
      await dashboard.footer.innerText(),
      /300 jobs · newest first · 1 h old · 6 RCU · ~\$0\.01 a day/,
    );
    await dashboard.setTime(updatedAt + 3_660_000);
    await dashboard.page.getByText('Updated 1 h 1 min ago').waitFor();
  });

  it('names one of several connections, with a link to the others', async () => {
    const dashboard = await dashboards.open({
      feed: {
        connection: {
          name: 'prod',
          tableName: 'Jobs',
          region: 'us-east-1',
          profile: undefined,
          endpoint: undefined,
        },
      },
    });
    await dashboard.ready();
    const name = dashboard.button('Connection prod: switch to another connection');
    assert.equal(await name.innerText(), 'prod');
    await name.click();
    await dashboard.page.waitForFunction(() => window.fakeHost.commands.length > 0);
    const asked = await dashboard.page.evaluate(() => window.fakeHost.commands);
    assert.deepEqual(asked, [['switchConnection', undefined]]);
  });

  it('shows the full name of the connection beside a table with a long name, and links to the others', async () => {
    const connection = {
      name: 'production',
      tableName: `arn:aws:dynamodb:eu-west-1:123456789012:table/${'x'.repeat(200)}`,
      region: 'eu-west-1',
      profile: undefined,
      endpoint: undefined,
    };
    const dashboard = await dashboards.open({ width: 400, feed: { connection } });
    await dashboard.ready();
    const name = dashboard.page.getByRole('button', { name: /^Connection production/ });
    const isWhole = await name.evaluate(element => element.scrollWidth <= element.clientWidth);
    assert(isWhole);
    await dashboard.screenshot('named connection');
    await name.click();
    const sent = await dashboard.receivedOf('command');
    assert.deepEqual(sent, [{ type: 'command', name: 'switchConnection' }]);
  });

  it('explains what reading costs, for the pointer and for screen readers', async () => {
    const dashboard = await dashboards.open();
    await dashboard.ready();
    const words =
      '6 read units, 1,234 this session, about 114,240 ($0.01) a day, refreshing every 5 s';
    assert.equal(await dashboard.footer.getByTitle(words).innerText(), '6 RCU · ~$0.01 a day');
    const spoken = await dashboard.footer.ariaSnapshot();
    assert.ok(spoken.includes(words), spoken);
    assert.ok(!spoken.includes('RCU'), spoken);
  });

  it('shows that automatic refresh is off, and where to turn it on', async () => {
    const dashboard = await dashboards.open({ waitMs: 0 });
    await dashboard.ready();
    const footer = await dashboard.footer.innerText();
    assert.match(footer, /6 RCU(?! · ~)/);
    assert.match(footer, /Automatic refresh is off\./);
    await dashboard.screenshot('off');

    await dashboard.button('Open Settings').click();

    assert.deepEqual(await dashboard.receivedOf('command'), [
      { type: 'command', name: 'openSettings' },
    ]);
  });

  it('shows that it waits for a sign-in while the jobs get old', async () => {
    const dashboard = await dashboards.open({
      feed: {
        load: failed('refresh', 'credentials.expired'),
        updatedAt: Date.now() - 7_200_000,
      },
    });
    await dashboard.ready();
    await dashboard.footer.getByText('is paused until you sign in').waitFor();
    await dashboard.page.getByText(/Updated 2 h.* ago/).waitFor();
    await dashboard.footer.getByText(/2 h.* old/).waitFor();
    await dashboard.screenshot('signed-out');
  });

  it('shows that the index lacks jobs, until it is complete', async () => {
    const shape = { index: 'partial', sizeBytes: 0 } as const;
    const dashboard = await dashboards.open({ feed: { shape } });
    const note = dashboard.footer.getByText('The index "changes" lacks some jobs');
    await note.waitFor();
    await dashboard.screenshot('partial');

    await dashboard.page.evaluate(() =>
      window.fakeHost.setFeed({ shape: { index: 'complete', sizeBytes: 0 } }),
    );

    await note.waitFor({ state: 'detached' });
  });

  it('refreshes with its button, and shows the progress', async () => {
    const dashboard = await dashboards.open();
    await dashboard.ready();
    await dashboard.button('Refresh').click();
    assert.deepEqual(await dashboard.receivedOf('command'), [{ type: 'command', name: 'refresh' }]);

    await dashboard.page.evaluate(() =>
      window.fakeHost.setFeed({ load: { phase: 'refreshing', loaded: 1200 } }),
    );

    await dashboard.page.getByText('Refreshing… 1,200 read').waitFor();
  });

  it('reports items that could not be read, and links to their list', async () => {
    const dashboard = await dashboards.open({ feed: { malformed: 3 } });
    await dashboard.page.getByText('3 items could not be read').waitFor();
    await dashboard.button('Show List').click();

    assert.deepEqual(await dashboard.receivedOf('command'), [
      { type: 'command', name: 'showUnreadItems' },
    ]);
  });

  it('ignores unknown messages, and continues', async () => {
    const dashboard = await dashboards.open();
    await dashboard.ready();
    await dashboard.page.evaluate(() => {
      window.fakeHost.post({ type: 'nonsense' });
      window.fakeHost.post({ type: 'rows', id: 'one', start: -1, rows: [{}] });
      window.fakeHost.post('text');
      window.fakeHost.setFeed({ malformed: 7 });
    });

    await dashboard.page.getByText('7 items could not be read').waitFor();
    assert.equal(dashboard.warnings.filter(text => text.includes('dropped a message')).length, 3);
  });

  it('leads to the failures while the user was away, until the user dismisses them', async () => {
    const dashboard = await dashboards.open({
      jobs: 200,
      away: {
        since: Date.now() - 3 * 3_600_000,
        count: 212,
        search: '-is:acknowledged',
        cause: { id: 'timeout', title: 'Timeout', count: 131 },
      },
    });
    await dashboard.ready();
    const strip = dashboard.page.getByRole('region', { name: 'New failures' });
    await dashboard.screenshot('away');
    await strip.getByRole('button', { name: /^212 new failures since / }).click();
    await strip.getByRole('button', { name: 'Timeout (131)' }).click();
    await strip.getByText('Dismiss').click();

    const queries = await dashboard.receivedOf('query');
    const filters = queries
      .flatMap(message => (message.type === 'query' ? [message.filter] : []))
      .slice(-2);
    assert.deepEqual(
      filters.map(({ statuses, causes, text }) => ({ statuses, causes, text })),
      [
        { statuses: ['FAILED'], causes: [], text: '-is:acknowledged' },
        { statuses: ['FAILED'], causes: ['timeout'], text: '-is:acknowledged' },
      ],
    );
    assert.deepEqual(await dashboard.receivedOf('command'), [
      { type: 'command', name: 'dismissNewFailures' },
    ]);
  });
});
