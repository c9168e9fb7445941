import assert from 'node:assert/strict';
import { UserError } from '../../../src/core/diagnostics/errors';
import type { Poller } from '../../../src/core/polling/poller';
import type { JobFeed } from '../../../src/data/feed/jobFeed';
import type { ItemPage, JobTable } from '../../../src/data/table/jobTable';
import { Random } from '../../../src/sample/random';
import { EventClock } from '../../support/fakes/eventClock';
import { watchedWindow } from '../../support/fakes/watchedWindow';

const windows = 50;
const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;

/** One table that gives so many reads a second and refuses more, for all windows. */
class ThrottledTable {
  /** By second, the reads that were asked for and those refused. */
  private readonly asked = new Map<number, number>();
  private readonly refused = new Map<number, number>();
  isReachable = true;

  constructor(
    private readonly clock: EventClock,
    private readonly readsPerSecond: number,
    private readonly isIndexed: boolean,
  ) {}

  open(): JobTable {
    const give = async function* (this: ThrottledTable): AsyncGenerator<ItemPage> {
      await this.read();
      const updatedAt = Math.floor(this.clock.now());
      yield { items: [{ jobId: 'a', status: 'RUNNING', shard: '0', updatedAt }], readUnits: 1 };
    }.bind(this);
    return {
      shape: () =>
        Promise.resolve({ index: this.isIndexed ? 'complete' : 'none', sizeBytes: 0 } as const),
      scanPages: give,
      changedPages: give,
      samplePage: () => Promise.resolve({ items: [], readUnits: 0 }),
      currentPages: give,
      getItem: () => Promise.resolve(undefined),
      close: () => undefined,
    };
  }

  countsSince(time: number) {
    const from = Math.floor(time / second);
    const to = Math.floor(this.clock.now() / second);
    const within = (counts: ReadonlyMap<number, number>): number[] =>
      [...counts].filter(([at]) => at >= from && at < to).map(([, count]) => count);
    const sum = (counts: readonly number[]): number => counts.reduce((all, one) => all + one, 0);
    const asked = within(this.asked);
    return {
      peak: Math.max(0, ...asked),
      mean: sum(asked) / (to - from),
      refused: sum(within(this.refused)),
    };
  }

  private async read(): Promise<void> {
    const at = Math.floor(this.clock.now() / second);
    const count = (this.asked.get(at) ?? 0) + 1;
    this.asked.set(at, count);
    await this.clock.sleep(150);
    if (!this.isReachable) {
      throw new UserError('network', 'Nothing answers.', 'Wait.');
    }
    if (count > this.readsPerSecond) {
      this.refused.set(at, (this.refused.get(at) ?? 0) + 1);
      throw new UserError('throttled', 'Throttled.', 'Wait.');
    }
  }
}

/** What of the extension reads the table, as `extension.ts` puts it together. */
class ManyWindows {
  readonly clock: EventClock;
  readonly table: ThrottledTable;
  private readonly feeds: JobFeed[] = [];
  private readonly pollers: Poller[] = [];

  constructor({
    random,
    isIndexed = false,
    readsPerSecond = 10,
  }: {
    readonly random: () => number;
    readonly isIndexed?: boolean;
    readonly readsPerSecond?: number;
  }) {
    this.clock = new EventClock(random);
    this.table = new ThrottledTable(this.clock, readsPerSecond, isIndexed);
    for (let window = 0; window < windows; window++) {
      const { feed, poller } = watchedWindow(() => this.table.open(), this.clock);
      this.feeds.push(feed);
      this.pollers.push(poller);
    }
  }

  start(): void {
    this.pollers.forEach(poller => poller.start());
  }

  /** Those that have read the table since. */
  freshSince(time: number): number {
    return this.feeds.filter(({ state }) => (state.updatedAt ?? -Infinity) >= time).length;
  }

  dispose(): void {
    this.pollers.forEach(poller => poller.dispose());
    this.feeds.forEach(feed => feed.dispose());
  }
}

describe('50 windows on one throttled table', function () {
  this.timeout(120_000);
  let all: ManyWindows;
  const byChance = (): (() => number) => {
    const random = Random.of(50, 8);
    return () => random.next();
  };
  afterEach(() => all.dispose());

  for (const [name, isIndexed, intervalMs] of [
    ['a plain table, each minute', false, minute],
    ['an indexed table, every five seconds', true, 5 * second],
  ] as const) {
    describe(name, () => {
      const perSecond = (windows * second) / intervalMs;

      it('are all up to date soon, spread out, and are no longer throttled', async () => {
        const readsPerSecond = Math.ceil(perSecond * 4) + 4;
        all = new ManyWindows({ random: byChance(), isIndexed, readsPerSecond });
        const start = all.clock.now();
        all.start();
        // The first waits are those of a plain table.
        await all.clock.pass(10 * minute);
        assert(all.table.countsSince(start).refused > 0, 'the table was too small for all at once');
        assert.equal(all.freshSince(start), windows);
        await all.clock.pass(20 * minute);
        const parted = all.clock.now();
        await all.clock.pass(60 * intervalMs);
        const { peak, mean, refused } = all.table.countsSince(parted);
        assert.equal(refused, 0);
        assert(mean > 0.85 * perSecond && mean < 1.15 * perSecond, `${mean} reads a second`);
        assert(peak <= readsPerSecond, `${peak} in a second, ${mean} on average`);
        assert.equal(all.freshSince(all.clock.now() - 1.2 * intervalMs), windows);
      });

      it('would stay synchronized without randomness', async () => {
        all = new ManyWindows({ random: () => 0.5, isIndexed, readsPerSecond: 2 * windows });
        all.start();
        await all.clock.pass(20 * intervalMs);
        const parted = all.clock.now();
        await all.clock.pass(10 * intervalMs);
        assert.equal(all.table.countsSince(parted).peak, windows);
      });
    });
  }

  it('spread out even when the table is never overloaded', async () => {
    all = new ManyWindows({ random: byChance(), readsPerSecond: windows });
    all.start();
    await all.clock.pass(40 * minute);
    const parted = all.clock.now();
    await all.clock.pass(hour);
    const { peak, mean, refused } = all.table.countsSince(parted);
    assert.equal(refused, 0);
    assert(peak <= 10, `${peak} in a second, ${mean} on average`);
  });

  it('recover one by one when the network does, later after a longer outage', async () => {
    all = new ManyWindows({ random: byChance() });
    all.start();
    await all.clock.pass(10 * minute);
    all.table.isReachable = false;
    const away = all.clock.now();
    await all.clock.pass(10 * minute);
    const soon = all.table.countsSince(away).mean;
    const later = all.clock.now();
    await all.clock.pass(2 * hour);
    const late = all.table.countsSince(later + hour).mean;
    assert(late < soon / 4, `${soon} reads a second at first, then ${late}`);
    all.table.isReachable = true;
    const back = all.clock.now();
    await all.clock.pass(20 * minute);
    const { peak, refused } = all.table.countsSince(back);
    assert.equal(all.freshSince(back), windows);
    assert.equal(refused, 0);
    assert(peak <= 8, `${peak} in a second`);
  });

  it('read one after another on waking, when all timers are overdue at once', async () => {
    all = new ManyWindows({ random: byChance() });
    all.start();
    await all.clock.pass(30 * minute);
    all.clock.oversleep(8 * hour);
    const awake = all.clock.now();
    await all.clock.pass(15 * second);
    const { peak, refused } = all.table.countsSince(awake);
    assert(peak <= 15, `${peak} in a second`);
    await all.clock.pass(5 * minute);
    assert.equal(all.freshSince(awake), windows);
    assert(refused < windows / 5, `${refused} were refused`);
  });

  it('share the capacity of a table that is too small for them', async () => {
    // A read in five seconds each would be ten a second; it gives four.
    all = new ManyWindows({ random: byChance(), isIndexed: true, readsPerSecond: 4 });
    const start = all.clock.now();
    all.start();
    await all.clock.pass(hour);
    assert.equal(all.freshSince(start), windows);
    const from = all.clock.now();
    await all.clock.pass(hour);
    const { mean } = all.table.countsSince(from);
    assert(mean < 8, `they ask for less than they would: ${mean} reads a second`);
    assert.equal(all.freshSince(from), windows, 'each has its turn within the hour');
  });
});
