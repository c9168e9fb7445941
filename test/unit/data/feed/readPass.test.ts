import assert from 'node:assert/strict';
import { indexedFeed, indexedItem } from '../../../support/builders/feeds';
import { FakeTable } from '../../../support/fakes/fakeTable';

const minute = 60_000;
const hour = 60 * minute;

/** A table of items that the service returns by the time they were written. */
class ClockedTable extends FakeTable {
  readonly written = new Map<string, ReturnType<typeof indexedItem>>();

  constructor(public time: number) {
    super();
  }

  write(jobId: string, updatedAt = this.time): void {
    this.written.set(jobId, indexedItem(jobId, updatedAt));
  }

  override async *changedPages(_: AbortSignal, since = -Infinity) {
    this.since.push(since);
    await Promise.resolve();
    const items = [...this.written.values()].filter(({ updatedAt }) => updatedAt >= since);
    // The `Date` header has whole seconds.
    yield { items, readUnits: 1, servedAt: this.time - (this.time % 1_000) };
  }
}

describe('An item with a timestamp in the future', () => {
  for (const [name, error] of [
    ['a fast clock', hour],
    ['a slow clock', -hour],
    ['a correct clock', 0],
  ] as const) {
    it(`hides no change from a reader with ${name}`, async () => {
      const table = new ClockedTable(1_000_000_000_000);
      const { feed, store, clock } = indexedFeed(table);
      table.write('future', table.time + hour);
      for (let round = 1; round < 300; round++) {
        table.write(`job-${round}`);
        table.time += 5_000;
        clock.now = table.time + error;
        assert.equal(await feed.refresh(), true);
        assert.equal(store.size, round + 1, `round ${round}`);
      }
    });
  }

  it('hides no job that moved within the index during the first read', async () => {
    const table = new ClockedTable(1_000_000_000_000);
    const { feed, ids, clock } = indexedFeed(table);
    clock.now = table.time + hour;
    table.write('future', table.time + hour);
    table.write('a');
    table.samplePage = () => {
      table.write('moved');
      return Promise.resolve({ items: [], readUnits: 0 });
    };
    await feed.refresh();
    assert.deepEqual(ids(), ['a', 'future', 'moved']);
    assert((table.since[1] ?? Infinity) <= table.time - minute);
  });

  it('costs a reader with a slow clock nothing extra, because the time of the service counts', async () => {
    const table = new ClockedTable(1_000_000_000_000);
    const { feed, clock } = indexedFeed(table);
    table.write('a');
    clock.now = table.time - hour;
    await feed.refresh();
    await feed.refresh();
    assert.equal(table.since.at(-1), table.time - minute);
  });

  it('is corrected when the time of the service becomes known later', async () => {
    const table = new FakeTable([[indexedItem('future', 1_000_000_000 + hour)]]);
    const { feed, clock } = indexedFeed(table);
    const realTime = clock.now;
    clock.now += hour;
    await feed.refresh();
    table.servedAt = realTime;
    await feed.refresh();
    clock.now += minute;
    await feed.refresh();
    assert.equal(table.since.at(-1), realTime - minute);
  });
});
