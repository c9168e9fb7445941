import assert from 'node:assert/strict';
import { indexedFeed, indexedItem } from '../../../support/builders/feeds';
import { FakeTable } from '../../../support/fakes/fakeTable';

const minute = 60_000;
const hour = 60 * minute;
const at = indexedItem;

describe('A job missing from a complete read of the index', () => {
  let table: FakeTable;
  let indexed: ReturnType<typeof indexedFeed>;

  beforeEach(async () => {
    table = new FakeTable([[at('a', 5_000_000), at('b', 4_000_000)]]);
    indexed = indexedFeed(table);
    await indexed.feed.refresh();
    assert.deepEqual(table.lookups, [], 'nothing was missing');
  });

  const completeRead = async (): Promise<void> => {
    indexed.clock.now += hour;
    assert.equal(await indexed.feed.refresh(), true);
  };

  it('stays if the table has it', async () => {
    table.pages = [[at('a', 5_000_000)]];
    table.tableItems = [at('a', 5_000_000), at('b', 4_000_000, 'FAILED')];
    await completeRead();
    assert.deepEqual(table.lookups, [['b']]);
    assert.deepEqual(indexed.ids(), ['a', 'b']);
    assert.equal(indexed.store.get('b')?.status, 'FAILED', 'as the table has it now');
  });

  it('is removed if the table does not have it either', async () => {
    table.pages = [[at('a', 5_000_000)]];
    await completeRead();
    assert.deepEqual(indexed.ids(), ['a']);
    assert.equal(indexed.feed.state.sessionUnits, 14, 'the lookup is paid for, too');
  });

  it('is removed only by the next complete read if it cannot be looked up', async () => {
    table.pages = [[at('a', 5_000_000)]];
    table.tableItems = new Error('denied');
    await completeRead();
    assert.deepEqual(indexed.ids(), ['a', 'b']);
    assert.match(indexed.warnings.join(), /could not look up missing jobs/);
    indexed.clock.now += minute;
    await indexed.feed.refresh();
    assert.deepEqual(indexed.ids(), ['a']);
  });

  it('stays if the next complete read finds it', async () => {
    table.tableItems = new Error('denied');
    table.pages = [[at('a', 5_000_000)]];
    await completeRead();
    table.pages = [[at('a', 5_000_000), at('b', 4_000_000)]];
    indexed.clock.now += minute;
    await indexed.feed.refresh();
    table.pages = [[at('a', 5_000_000)]];
    await completeRead();
    assert.deepEqual(indexed.ids(), ['a', 'b'], 'the two misses were not in a row');
  });

  it('stays if it was written between two complete reads that miss it', async () => {
    table.tableItems = new Error('denied');
    table.pages = [[at('a', 5_000_000)]];
    await completeRead();
    table.pages = [[at('b', 5_000_001)]];
    await indexed.feed.refresh();
    table.pages = [[at('a', 5_000_000)]];
    indexed.clock.now += minute;
    await indexed.feed.refresh();
    assert.deepEqual(indexed.ids(), ['a', 'b']);
  });

  it('is not looked up among very many, but waits for the next complete read', async () => {
    const many = Array.from({ length: 200 }, (_, index) => at(`job-${index}`, 4_500_000));
    table.pages = [[at('a', 5_000_000), ...many]];
    await completeRead();
    table.lookups.length = 0;
    table.pages = [[at('a', 5_000_000)]];
    await completeRead();
    assert.deepEqual(table.lookups, []);
    assert.equal(indexed.store.size, 201);
    indexed.clock.now += minute;
    await indexed.feed.refresh();
    assert.equal(indexed.store.size, 1);
  });

  it('causes at most two complete reads an hour, however many jobs disappear', async () => {
    table.tableItems = new Error('denied');
    for (let round = 0; round < 10 * 60; round++) {
      table.pages = [[at('a', 5_000_000), at(`brief-${round}`, 4_000_000 + round)]];
      indexed.clock.now += minute;
      await indexed.feed.refresh();
    }
    const completeReads = table.since.filter(since => since === undefined).length;
    assert(completeReads <= 21, `${completeReads} complete reads in 10 hours`);
  });
});

describe('An item that was deleted and written again in an earlier state', () => {
  const finished = { ...at('a', 5_000_000, 'FAILED'), sequence: 1000 };

  it('appears as soon as the change is read', async () => {
    const table = new FakeTable([[finished]]);
    const { feed, store } = indexedFeed(table);
    await feed.refresh();
    table.pages = [[{ ...at('a', 5_060_000, 'RUNNABLE'), sequence: 2 }]];
    await feed.refresh();
    assert.equal(store.get('a')?.status, 'RUNNABLE');
  });

  it('also appears if it was written manually, without the keys of the index', async () => {
    const table = new FakeTable([[finished]]);
    const { feed, store, clock } = indexedFeed(table);
    await feed.refresh();
    table.pages = [[]];
    table.tableItems = [{ jobId: 'a', status: 'RUNNABLE', timestamp: '2020-01-01T00:00:00Z' }];
    clock.now += hour;
    await feed.refresh();
    assert.equal(store.get('a')?.status, 'RUNNABLE');
  });

  it('is distinguished from an outdated page with an earlier state', async () => {
    const table = new FakeTable([[finished]]);
    const { feed, store } = indexedFeed(table);
    await feed.refresh();
    table.pages = [[{ ...at('a', 5_001_000, 'RUNNING'), sequence: 4 }]];
    await feed.refresh();
    assert.equal(store.get('a')?.status, 'FAILED', 'the clocks of two writers differ');
  });
});
