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
    yield { items, readUnits: Math.max(2, items.length / 10), servedAt };
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
  /** Refreshes every 5 s, or as told; returns the number of items that each refresh found. */
  const refreshFor = async (ms: number, everyMs = 5 * second): Promise<number[]> => {
    const counts: number[] = [];
    for (const end = now() + ms; now() < end; indexed.clock.now += everyMs) {
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
    const whole = counts.filter((_, index) => index % 3 === 0);
    const brief = counts.filter((_, index) => index % 3 !== 0);
    assert.deepEqual(whole.slice(0, 6), [1_000, 1_000, 1_000, 1_000, 1_000, 1]);
    assert.deepEqual([...new Set([...brief, ...whole.slice(6)])], [1]);
  });

  it('costs two units in between once nothing has moved for three seconds', async () => {
    burst(1_000);
    await refreshFor(second, second);
    const counts = await refreshFor(30 * second, second);
    assert.deepEqual(
      counts.slice(0, 4),
      [1_000, 301, 301, 1],
      'also the last seconds of the burst',
    );
    assert.deepEqual([...new Set(counts.slice(3))].toSorted(), [1, 1_000]);
    assert.equal(counts.filter(count => count === 1_000).length, 2);
  });

  it('finds jobs that the index shows within a minute, and waits another minute then', async () => {
    burst(100);
    await refreshFor(30 * second);
    table.write(indexedItem('late', now() - 55 * second));
    await refreshFor(15 * second);
    assert(has('late'));
    assert(Math.max(...(await refreshFor(60 * second)).slice(-3)) > 1);
    assert.deepEqual((await refreshFor(30 * second)).slice(-3), [1, 1, 1]);
  });

  it('still finds what is written later, also by a clock that is slow', async () => {
    burst(100);
    await refreshFor(3 * minute);
    write('punctual');
    write('slow', 50 * second);
    write('burst-7');
    await refreshFor(5 * second);
    assert(has('punctual'));
    await refreshFor(25 * second);
    assert(has('slow'), 'the new watermark opens the overlap again');
    assert.equal(indexed.store.get('burst-7')?.updatedAt, now() - 30 * second);
  });

  it('keeps a cheap overlap, so that a job that shows up very late is found', async () => {
    burst(10);
    await refreshFor(10 * minute);
    table.write(indexedItem('very-late', now() - 10 * minute - 30 * second));
    await refreshFor(15 * second);
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
    assert.equal(Math.max(...(await refreshFor(15 * second))), 100);
  });

  for (const everyMs of [second, 5 * second, 20 * second]) {
    it(`misses no job while clocks and lags differ by less than the overlap, read every ${everyMs / second} s`, async () => {
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
        await refreshFor(everyMs, everyMs);
      }
      await refreshFor(minute);
      assert.equal(indexed.store.size, written);
    });
  }
});

describe('A quiet period', () => {
  const read = { latest: 0, servedAt: 1_000, hasChanges: false, isBrief: false, units: 100 };
  const after = (...reads: Partial<typeof read>[]): QuietPeriod | undefined =>
    reads.reduce<QuietPeriod | undefined>(
      (quiet, part) => quietAfter(quiet, { ...read, ...part }),
      undefined,
    );

  it('starts with the read that found the last change', () => {
    assert.equal(isSettled(after({ hasChanges: true }, { servedAt: 60_999 }), false), false);
    assert.equal(isSettled(after({ hasChanges: true }, { servedAt: 61_000 }), false), true);
  });

  it('settles the reads of the overlap only once one of them began a minute later', () => {
    const brief = { isBrief: true, servedAt: 70_000 };
    assert.equal(isSettled(after({}, { servedAt: 55_000 }, brief), false), false);
    assert.equal(isSettled(after({}, { servedAt: 61_000 }, brief), false), true);
  });

  it('settles brief reads after three seconds', () => {
    const brief = { isBrief: true };
    assert.equal(isSettled(after({}, { ...brief, servedAt: 3_999 }), true), false);
    assert.equal(isSettled(after({}, { ...brief, servedAt: 4_000 }), true), true);
  });

  it('settles nothing as long as all reads are as cheap as empty ones', () => {
    const cheap = { units: 2 };
    assert.equal(isSettled(after(cheap, { ...cheap, servedAt: 70_000 }), false), false);
  });

  for (const [name, part] of [
    ['a change', { hasChanges: true }],
    ['a newer item', { latest: 1 }],
    ['a clock set back', { servedAt: 999 }],
  ] as const) {
    it(`starts again with ${name}`, () => {
      const quiet = after({}, { servedAt: 70_000 }, { servedAt: 71_000, ...part });
      assert.equal(quiet?.from, quiet?.to);
    });
  }

  it('does not exist without a latest item or the time of the service', () => {
    assert.equal(quietAfter(after({}), { ...read, servedAt: undefined }), undefined);
    assert.equal(quietAfter(after({}), { ...read, latest: undefined }), undefined);
  });
});
