import assert from 'node:assert/strict';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { JobStore } from '../../../../src/core/store/jobStore';
import type { Connection } from '../../../../src/data/config/connection';
import type { FeedState } from '../../../../src/data/feed/feedState';
import { JobFeed } from '../../../../src/data/feed/jobFeed';
import { TableSource } from '../../../../src/data/feed/tableSource';
import { SavedJobs } from '../../../../src/data/saved/savedJobs';
import { TempFolder } from '../../../local/process/tempFolder';
import { FakeTable } from '../../../support/fakes/fakeTable';

const connection: Connection = {
  tableName: 'Jobs',
  region: 'eu-west-1',
  profile: undefined,
  endpoint: undefined,
};
const start = 1_800_000_000_000;
const hour = 3_600_000;

const item = (jobId: string, updatedAt: number, status = 'RUNNING') => ({
  ...{ jobId, status, updatedAt, shard: '0' },
});

describe('a start with saved jobs', () => {
  let temp: TempFolder;
  let now: number;
  let warnings: string[];

  beforeEach(() => {
    temp = new TempFolder();
    now = start;
    warnings = [];
  });

  afterEach(() => temp.remove());

  function aTable(id = 'arn 1', ...items: ReturnType<typeof item>[]): FakeTable {
    const table = new FakeTable([items]);
    table.tableShape = { index: 'complete', sizeBytes: 0, id };
    table.servedAt = now;
    return table;
  }

  function openWindow(table: FakeTable) {
    const store = new JobStore();
    const saved = new SavedJobs(temp.path, '1');
    const feed = new JobFeed(connection, {
      store,
      openSource: () => Promise.resolve(new TableSource(table)),
      savedJobs: () => saved,
      warn: message => warnings.push(message),
      now: () => now,
    });
    const states: FeedState[] = [];
    const sizes: number[] = [];
    feed.onDidChangeState(state => {
      states.push(state);
      sizes.push(store.size);
    });
    const ids = () => [...store.jobs()].map(({ jobId }) => jobId).sort();
    return { store, feed, states, sizes, ids };
  }

  /** A window that reads the table and is closed. */
  async function haveSaved(table: FakeTable): Promise<void> {
    const { feed } = openWindow(table);
    assert(await feed.refresh());
    await feed.save();
    feed.dispose();
  }

  it('shows them with their age before anything is read, then reads what changed since', async () => {
    await haveSaved(aTable('arn 1', item('a', start - 5_000), item('b', start - 4_000)));
    now += 7 * 24 * hour;
    const table = aTable();
    table.answers = [[[item('b', now - 1_000, 'FAILED'), item('c', now - 2_000)]]];
    const { feed, store, states, sizes, ids } = openWindow(table);
    assert(await feed.refresh());
    const shown = states.findIndex(({ updatedAt }) => updatedAt !== undefined);
    assert.equal(states[shown]?.updatedAt, start);
    assert.equal(states[shown].load.phase, 'refreshing');
    assert.equal(sizes[shown], 2);
    assert.deepEqual(ids(), ['a', 'b', 'c']);
    assert.equal(store.statusOf('b'), 'FAILED');
    assert.deepEqual(table.since, [start - 4_000 - 60_000]);
    assert.equal(table.scans, 0);
    assert.equal(feed.state.updatedAt, now);
    assert(feed.state.followsChanges);
  });

  it('gives them time to be shown before it opens the source, but not where there are none', async () => {
    const steps: string[] = [];
    const openWith = (): JobFeed => {
      const store = new JobStore();
      return new JobFeed(connection, {
        store,
        openSource: () => {
          steps.push(`open with ${store.size}`);
          return Promise.resolve(new TableSource(aTable('arn 1', item('a', start - 5_000))));
        },
        savedJobs: () => new SavedJobs(temp.path, '1'),
        headStart: () => {
          steps.push(`head start for ${store.size}`);
          return Promise.resolve();
        },
        warn: message => warnings.push(message),
        now: () => now,
      });
    };
    for (let window = 0; window < 2; window++) {
      const feed = openWith();
      await feed.refresh();
      await feed.refresh();
      await feed.save();
      feed.dispose();
    }
    assert.deepEqual(steps, ['open with 0', 'head start for 1', 'open with 1']);
  });

  it('reads the whole table ten minutes later, which removes what was deleted meanwhile', async () => {
    await haveSaved(aTable('arn 1', item('a', start - 5_000), item('b', start - 4_000)));
    now += 24 * hour;
    const table = aTable('arn 1', item('b', start - 4_000));
    table.answers = [[[]], [[]]];
    const { feed, ids } = openWindow(table);
    await feed.refresh();
    now += 9 * 60_000;
    await feed.refresh();
    assert.deepEqual(ids(), ['a', 'b']);
    now += 2 * 60_000;
    table.tableItems = [];
    await feed.refresh();
    assert.deepEqual(ids(), ['b']);
  });

  it('drops those of another table of the same name', async () => {
    await haveSaved(aTable('arn 1', item('a', start - 5_000)));
    const { feed, ids, states } = openWindow(aTable('arn 2', item('z', start - 1_000)));
    assert(await feed.refresh());
    assert.deepEqual(ids(), ['z']);
    assert(
      states.some(({ load, updatedAt }) => load.phase === 'loading' && updatedAt === undefined),
    );
  });

  it('reads everything where tables cannot be told apart', async () => {
    const unnamed = (...items: ReturnType<typeof item>[]): FakeTable => {
      const table = aTable('', ...items);
      table.tableShape = { index: 'complete', sizeBytes: 0 };
      return table;
    };
    await haveSaved(unnamed(item('a', start - 5_000)));
    const table = unnamed(item('z', start - 1_000));
    table.tableItems = [];
    const { feed, ids } = openWindow(table);
    assert(await feed.refresh());
    assert.equal(table.since[0], undefined);
    assert.deepEqual(ids(), ['z']);
  });

  it('keeps them on screen while the table cannot be reached', async () => {
    await haveSaved(aTable('arn 1', item('a', start - 5_000)));
    now += hour;
    const table = aTable();
    table.shape = () => Promise.reject(new Error('no network'));
    const { feed, ids } = openWindow(table);
    assert.equal(await feed.refresh(), false);
    assert.deepEqual(ids(), ['a']);
    assert.equal(feed.state.updatedAt, start);
    assert.equal(feed.state.load.phase, 'failed');
    table.shape = () => Promise.resolve(table.tableShape);
    table.answers = [[[item('b', now)]]];
    assert(await feed.refresh());
    assert.deepEqual(ids(), ['a', 'b']);
  });

  it('is a cold one when the file is damaged, and the next one is warm again', async () => {
    await haveSaved(aTable('arn 1', item('a', start - 5_000)));
    const [name = ''] = await readdir(temp.path);
    const file = path.join(temp.path, name);
    const bytes = await readFile(file);
    bytes.writeUInt8(bytes.readUInt8(bytes.length - 40) ^ 1, bytes.length - 40);
    await writeFile(file, bytes);
    await haveSaved(aTable('arn 1', item('b', start - 1_000)));
    assert.match(warnings.join(), /could not use the saved jobs: .*DamagedFile/);
    const table = aTable();
    table.answers = [[[]]];
    const { feed, ids } = openWindow(table);
    await feed.refresh();
    assert.deepEqual(ids(), ['b']);
    assert.equal(table.since[0], start - 1_000 - 60_000);
  });

  it('never mixes two connections, whenever the connection changes', async () => {
    await haveSaved(aTable('arn 1', item('a', start - 5_000)));
    for (let turns = 0; turns < 40; turns++) {
      const { feed, ids } = openWindow(aTable('arn 1', item('a', start - 5_000)));
      const first = feed.refresh();
      for (let turn = 0; turn < turns; turn++) {
        await new Promise(resolve => setImmediate(resolve));
      }
      feed.connect({ ...connection, tableName: `Other ${turns}` });
      assert.deepEqual(ids(), []);
      await first;
      assert.deepEqual(ids(), []);
      feed.dispose();
    }
  });

  it('saves again only what has changed', async () => {
    const table = aTable('arn 1', item('a', start - 5_000));
    const { feed } = openWindow(table);
    await feed.refresh();
    await feed.save();
    const [name = ''] = await readdir(temp.path);
    const before = await readFile(path.join(temp.path, name));
    table.answers = [[[]], [[item('a', start, 'FAILED')]]];
    await feed.refresh();
    await feed.save();
    assert.deepEqual(await readFile(path.join(temp.path, name)), before);
    await feed.refresh();
    await feed.save();
    assert.notDeepEqual(await readFile(path.join(temp.path, name)), before);
  });
});
