import assert from 'node:assert/strict';
import { indexedFeed, indexedItem } from '../../../support/builders/feeds';
import { FakeTable } from '../../../support/fakes/fakeTable';

const minute = 60_000;
const hour = 60 * minute;

/** A table whose complete reads fail while `isBroken`. */
class HalfBrokenTable extends FakeTable {
  isBroken = false;
  completeReads: number[] = [];
  liveReads = 0;

  constructor(private readonly now: () => number) {
    super();
  }

  override changedPages(signal: AbortSignal, since?: number) {
    if (since === undefined) {
      this.completeReads.push(this.now());
      if (this.isBroken) {
        throw new Error('broken');
      }
    } else {
      this.liveReads++;
    }
    return super.changedPages(signal, since);
  }
}

describe('A complete read that is due and fails', () => {
  let time: () => number;
  let table: HalfBrokenTable;
  let indexed: ReturnType<typeof indexedFeed>;

  beforeEach(async () => {
    time = () => indexed.clock.now;
    table = new HalfBrokenTable(() => time());
    indexed = indexedFeed(table);
    table.pages = [[indexedItem('a', 900_000_000)]];
    await indexed.feed.refresh();
    table.isBroken = true;
    table.completeReads = [];
    indexed.clock.now += hour;
  });

  const refreshEvery5s = async (count: number): Promise<boolean[]> => {
    const outcomes: boolean[] = [];
    for (let round = 0; round < count; round++) {
      outcomes.push(await indexed.feed.refresh());
      indexed.clock.now += 5_000;
    }
    return outcomes;
  };

  it('does not delay live reads', async () => {
    table.liveReads = 0;
    const outcomes = await refreshEvery5s(500);
    assert(outcomes.filter(Boolean).length > 490, `${outcomes.filter(Boolean).length} succeeded`);
    assert(table.liveReads > 490);
    assert.equal(indexed.feed.state.followsChanges, true);
  });

  it('still shows changes', async () => {
    await refreshEvery5s(1);
    table.pages = [[indexedItem('b', 900_000_001)]];
    await refreshEvery5s(1);
    assert.deepEqual(indexed.ids(), ['a', 'b']);
  });

  it('is retried after a minute, then after twice as long each time, up to an hour', async () => {
    await refreshEvery5s(3000);
    const waits = table.completeReads.map((at, index, all) => (all[index + 1] ?? at) - at);
    assert.deepEqual(
      waits.slice(0, -1).map(ms => Math.round(ms / minute)),
      [1, 2, 4, 8, 16, 32, 60, 60, 60],
    );
  });

  it('is next due an hour after it finally succeeds', async () => {
    await refreshEvery5s(1);
    table.isBroken = false;
    indexed.clock.now += minute;
    table.pages = [[indexedItem('b', 900_000_000)]];
    await refreshEvery5s(1);
    assert.deepEqual(indexed.ids(), ['b']);
    const before = table.completeReads.length;
    indexed.clock.now += hour - minute;
    await refreshEvery5s(2);
    assert.equal(table.completeReads.length, before);
    indexed.clock.now += minute;
    await refreshEvery5s(1);
    assert.equal(table.completeReads.length, before + 1);
  });

  it('is retried immediately when the user refreshes', async () => {
    await refreshEvery5s(2);
    indexed.feed.expectDeletions();
    assert.equal(await indexed.feed.refresh(), false);
    assert.equal(table.completeReads.length, 2);
  });

  it('is also postponed when the check before it fails', async () => {
    table.shape = () => Promise.reject(new Error('no DescribeTable today'));
    const outcomes = await refreshEvery5s(13);
    assert.equal(outcomes.filter(Boolean).length, 11);
    assert.deepEqual(table.completeReads, []);
  });

  it('is also postponed when the user cancels it', async () => {
    table.isBroken = false;
    let release: () => void = () => assert.fail('not reading');
    table.pages = [new Promise<void>(resolve => (release = resolve))];
    const reading = indexed.feed.refresh();
    await new Promise(resolve => setImmediate(resolve));
    indexed.feed.cancel();
    release();
    assert.equal(await reading, false);
    table.pages = [[]];
    table.liveReads = 0;
    assert.deepEqual(await refreshEvery5s(1), [true]);
    assert.equal(table.liveReads, 1);
  });

  it('is not postponed before the first success, because there is nothing to follow', async () => {
    const empty = new FakeTable([new Error('broken')]);
    const { feed } = indexedFeed(empty);
    await feed.refresh();
    await feed.refresh();
    assert.deepEqual(empty.since, []);
    empty.pages = [[indexedItem('a', 1)]];
    assert.equal(await feed.refresh(), true);
    assert.equal(empty.since[0], undefined);
  });
});
