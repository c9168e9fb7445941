import assert from 'node:assert/strict';
import type { ItemPage } from '../../../../src/data/table/jobTable';
import { isSettled, quietAfter, type QuietPeriod } from '../../../../src/data/feed/quietPeriod';
import { Random } from '../../../../src/sample/random';
import { indexedFeed, indexedItem } from '../../../support/builders/feeds';
import { FakeTable } from '../../../support/fakes/fakeTable';

const second = 1_000;
const minute = 60 * second;

type Item = ReturnType<typeof indexedItem>;

/** A table whose index shows each item from a time of its own on. */
class LaggingTable extends FakeTable {
  /** The number of items that the latest read of changes found. */
  found = 0;
  hasDate = true;
  private readonly written: { readonly item: Item; readonly visibleAt: number }[] = [];

  constructor(private readonly now: () => number) {
    super();
  }

  write(item: Item, visibleAt = this.now()): void {
    this.written.push({ item, visibleAt });
  }

  override async *changedPages(_: AbortSignal, since = -Infinity): AsyncGenerator<ItemPage> {
    await Promise.resolve();
    const latest = new Map<string, Item>();
    for (const { item, visibleAt } of this.written) {
      const known = latest.get(item.jobId)?.updatedAt ?? -Infinity;
      if (visibleAt <= this.now() && item.updatedAt >= known) {
        latest.set(item.jobId, item);
      }
    }
    const items = [...latest.values()].filter(({ updatedAt }) => updatedAt >= since);
    this.found = items.length;
    // A Date header has whole seconds.
    const servedAt = this.hasDate ? Math.floor(this.now() / second) * second : undefined;
    yield { items, readUnits: items.length, servedAt };
  }
}

describe('After a burst of writes', () => {
  let table: LaggingTable;
  let indexed: ReturnType<typeof indexedFeed>;

  const now = (): number => indexed.clock.now;
  const write = (jobId: string, ago = 0): void => table.write(indexedItem(jobId, now() - ago));
  const burst = (count: number): void => {
    for (let job = 0; job < count; job++) {
      write(`burst-${job}`, job * 10);
    }
  };
  /** Refreshes every 5 s; returns the number of items that each refresh found. */
  const refreshFor = async (ms: number): Promise<number[]> => {
    const counts: number[] = [];
    for (const end = now() + ms; now() < end; indexed.clock.now += 5 * second) {
      assert(await indexed.feed.refresh());
      counts.push(table.found);
    }
    return counts;
  };
  const has = (jobId: string): boolean => indexed.ids().includes(jobId);

  beforeEach(() => {
    table = new LaggingTable(now);
    indexed = indexedFeed(table);
  });

  it('reads the overlap again for a minute, then only what is as new as the newest item', async () => {
    burst(1_000);
    assert.deepEqual(await refreshFor(5 * second), [1_000], 'the first load');
    const counts = await refreshFor(5 * minute);
    assert.deepEqual([...new Set(counts.slice(0, 12))], [1_000]);
    assert.deepEqual([...new Set(counts.slice(12))], [1]);
  });

  it('finds jobs that the index shows within a minute, and waits another minute then', async () => {
    burst(100);
    await refreshFor(30 * second);
    table.write(indexedItem('late', now() - 55 * second));
    assert((await refreshFor(60 * second)).every(count => count > 1));
    assert(has('late'));
    assert.equal((await refreshFor(30 * second)).at(-1), 1);
  });

  it('still finds what is written later, also by a clock that is slow', async () => {
    burst(100);
    await refreshFor(3 * minute);
    write('punctual');
    write('slow', 50 * second);
    write('burst-7');
    await refreshFor(5 * second);
    assert(has('punctual'));
    await refreshFor(5 * second);
    assert(has('slow'), 'the new watermark opens the overlap again');
    assert.equal(indexed.store.get('burst-7')?.updatedAt, now() - 10 * second);
  });

  it('keeps a cheap overlap, so that a job that shows up very late is found', async () => {
    burst(10);
    await refreshFor(10 * minute);
    table.write(indexedItem('very-late', now() - 10 * minute - 30 * second));
    await refreshFor(5 * second);
    assert(has('very-late'));
  });

  it('stays cheap after the complete read of the hour', async () => {
    burst(100);
    await refreshFor(3 * minute);
    indexed.clock.now += 60 * minute;
    const counts = await refreshFor(30 * second);
    assert.deepEqual(counts.slice(1), [1, 1, 1, 1, 1]);
  });

  it('reads the overlap again each time if the time of the service is unknown', async () => {
    table.hasDate = false;
    burst(100);
    await refreshFor(10 * minute);
    assert.equal(table.found, 100);
  });

  it('misses no job while clocks and lags differ by less than the overlap', async () => {
    const random = new Random(5);
    let written = 0;
    for (let round = 0; round < 400; round++) {
      const isBurst = random.next() < 0.03;
      const isQuiet = round % 60 > 25;
      const count = isBurst ? 200 : isQuiet ? 0 : Math.floor(random.next() * 3);
      for (let job = 0; job < count; job++) {
        const slow = Math.floor(random.next() * 25 * second);
        const lag = Math.floor(random.next() * 25 * second);
        table.write(indexedItem(`job-${written++}`, now() - slow), now() + lag);
      }
      await refreshFor(5 * second);
    }
    await refreshFor(minute);
    assert.equal(indexed.store.size, written);
  });
});

describe('A quiet period', () => {
  const read = { watermark: 0, servedAt: 1_000, hasChanges: false, items: 1_000 };
  const after = (...reads: Partial<typeof read>[]): QuietPeriod | undefined =>
    reads.reduce<QuietPeriod | undefined>(
      (quiet, part) => quietAfter(quiet, { ...read, ...part }),
      undefined,
    );

  it('starts with the read that found the last change', () => {
    assert.equal(isSettled(after({ hasChanges: true }, { servedAt: 60_999 })), false);
    assert.equal(isSettled(after({ hasChanges: true }, { servedAt: 61_000 })), true);
  });

  for (const [name, part] of [
    ['a change', { hasChanges: true }],
    ['a newer watermark', { watermark: 1 }],
    ['a clock set back', { servedAt: 999 }],
  ] as const) {
    it(`starts again with ${name}`, () => {
      const quiet = after({}, { servedAt: 70_000 }, { servedAt: 71_000, ...part });
      assert.equal(quiet?.from, quiet?.to);
    });
  }

  it('does not exist without a watermark or the time of the service', () => {
    assert.equal(quietAfter(after({}), { ...read, servedAt: undefined }), undefined);
    assert.equal(quietAfter(after({}), { ...read, watermark: undefined }), undefined);
  });
});
