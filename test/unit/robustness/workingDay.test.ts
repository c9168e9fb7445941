import assert from 'node:assert/strict';
import { shardOf, shards } from '../../../src/core/job/shard';
import type { ItemPage, JobTable, RawItem } from '../../../src/data/table/jobTable';
import { Random } from '../../../src/sample/random';
import { quantile } from '../../bench/statistics';
import { EventClock } from '../../support/fakes/eventClock';
import { watchedWindow } from '../../support/fakes/watchedWindow';

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const hoursOfWork = 8;
const dollarsPerUnit = 0.125 / 1_000_000;

/** What the index of 100,000 jobs costs to read, as measured. */
const completeUnits = 8_700;
const itemBytes = 750;
const indexLagMs = 300;
const roundTripMs = 60;

interface Written {
  readonly item: RawItem & { readonly jobId: string; readonly updatedAt: number };
  readonly visibleAt: number;
}

/** An index that is billed as DynamoDB does: by shard, in steps of 4 KB. */
class BilledTable implements JobTable {
  private written: Written[] = [];
  units = 0;

  constructor(private readonly clock: EventClock) {}

  write(jobId: string): void {
    const updatedAt = this.clock.now();
    const item = { jobId, status: 'RUNNING', shard: shardOf(jobId), updatedAt };
    this.written.push({ item, visibleAt: updatedAt + indexLagMs });
  }

  async *changedPages(_: AbortSignal, since?: number): AsyncGenerator<ItemPage> {
    await this.clock.sleep(roundTripMs);
    const now = this.clock.now();
    this.written = this.written.filter(({ item }) => item.updatedAt > now - 10 * minute);
    const latest = new Map<string, Written['item']>();
    for (const { item, visibleAt } of this.written) {
      if (visibleAt <= now) {
        latest.set(item.jobId, item);
      }
    }
    const items = [...latest.values()].filter(({ updatedAt }) => updatedAt >= (since ?? 0));
    const readUnits = since === undefined ? completeUnits / 2 : this.price(items);
    this.units += readUnits;
    yield { items, readUnits, servedAt: Math.floor(now / second) * second };
  }

  shape = () => Promise.resolve({ index: 'complete', sizeBytes: 0 } as const);
  samplePage = () => Promise.resolve({ items: [], readUnits: 0 });
  scanPages = () => assert.fail('The index suffices.');
  currentPages = () => this.changedPages(new AbortController().signal, 0);
  getItem = () => Promise.resolve(undefined);
  close = () => undefined;

  private price(items: readonly RawItem[]): number {
    const inShard = (shard: string): number => items.filter(item => item['shard'] === shard).length;
    return shards.reduce(
      (sum, shard) => sum + Math.max(0.5, Math.ceil((inShard(shard) * itemBytes) / 4_096) / 2),
      0,
    );
  }
}

/** An hour in front of the jobs, of which so many change per minute. */
async function watch(changesPerMinute: number, ms = hour) {
  const random = Random.of(7, changesPerMinute);
  const clock = new EventClock(() => random.next());
  const table = new BilledTable(clock);
  const { store, feed, rate, poller } = watchedWindow(
    () => table,
    clock,
    message => assert.fail(message),
  );
  const pending = new Map<string, number>();
  const delays: number[] = [];
  store.onDidChange(() => {
    for (const [jobId, at] of pending) {
      if ((store.get(jobId)?.updatedAt ?? 0) >= at) {
        delays.push(clock.now() - at);
        pending.delete(jobId);
      }
    }
  });
  const units: number[] = [];
  feed.onDidRead(({ readUnits }) => units.push(readUnits));
  table.write('first');
  await clock.pass(second);
  poller.start();
  const end = clock.now() + ms;
  for (let job = 0; clock.now() < end; job++) {
    const gap = (-Math.log(1 - random.next()) * minute) / changesPerMinute;
    await clock.pass(Math.min(gap, end - clock.now()));
    if (clock.now() < end) {
      table.write(`job-${job % 5_000}`);
      pending.set(`job-${job % 5_000}`, clock.now());
    }
  }
  poller.dispose();
  feed.dispose();
  return {
    units,
    dollarsADay: table.units * dollarsPerUnit * hoursOfWork,
    delays,
    waitMs: rate.waitMs,
  };
}

/** Up to 144,000 changes a day, of 30,000 jobs or so. */
describe('A working day in front of an indexed table of 100,000 jobs', function () {
  this.timeout(120_000);

  for (const changesPerMinute of [1, 10, 100, 300]) {
    it(`costs at most $0.03 and shows changes within 2 s, at ${changesPerMinute} a minute`, async () => {
      const { dollarsADay, delays } = await watch(changesPerMinute);
      assert(dollarsADay <= 0.03, `$${dollarsADay}`);
      const p95 = quantile(delays, 0.95);
      assert(p95 <= 2 * second, `${p95} ms`);
    });
  }

  it('costs two units per refresh, every 5 s, when nothing moves', async () => {
    const { units, waitMs } = await watch(1e-9);
    assert.equal(Math.max(...units.slice(1)), 2);
    assert.equal(waitMs, 5 * second);
  });
});
