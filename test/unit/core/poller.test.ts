import assert from 'node:assert/strict';
import { Coalesced } from '../../../src/core/coalesce';
import { Poller, type Clock } from '../../../src/core/poller';

/** Time stands still until the test moves it. */
class FakeClock implements Clock {
  private now = 0;
  private timers = new Map<number, { at: number; run: () => void }>();
  private next = 1;

  setTimeout(run: () => void, ms: number): unknown {
    this.timers.set(this.next, { at: this.now + ms, run });
    return this.next++;
  }

  clearTimeout(timer: unknown): void {
    this.timers.delete(timer as number);
  }

  random(): number {
    return 0.5;
  }

  get waits(): number[] {
    return [...this.timers.values()].map(({ at }) => at - this.now);
  }

  async advance(ms: number): Promise<void> {
    this.now += ms;
    for (const [id, { at, run }] of [...this.timers]) {
      if (at <= this.now) {
        this.timers.delete(id);
        run();
      }
    }
    await settled();
  }
}

const settled = (): Promise<void> => new Promise(resolve => setImmediate(resolve));

describe('Poller', () => {
  let clock: FakeClock;
  let interval: number;
  let outcomes: (() => Promise<boolean>)[];
  let rounds: number;
  let poller: Poller;

  beforeEach(() => {
    clock = new FakeClock();
    interval = 1_000;
    outcomes = [];
    rounds = 0;
    poller = new Poller({
      run: () => {
        rounds++;
        return outcomes.shift()?.() ?? Promise.resolve(true);
      },
      intervalMs: () => interval,
      clock,
    });
  });

  it('runs at once, then after each interval', async () => {
    poller.start();
    await settled();
    assert.equal(rounds, 1);
    await clock.advance(999);
    assert.equal(rounds, 1);
    await clock.advance(1);
    assert.equal(rounds, 2);
  });

  it('never overlaps: the next round is timed when the last has settled', async () => {
    let finish: (succeeded: boolean) => void = () => assert.fail('not started');
    outcomes = [() => new Promise(resolve => (finish = resolve))];
    poller.start();
    const asked = poller.now();
    assert.equal(rounds, 1, 'a caller during a round shares it');
    await clock.advance(5_000);
    assert.equal(rounds, 1);
    finish(true);
    assert.equal(await asked, true);
    await settled();
    assert.deepEqual(clock.waits, [1_000]);
  });

  it('waits twice as long after each failure, and as usual after a success', async () => {
    outcomes = [() => Promise.resolve(false), () => Promise.reject(new Error('no'))];
    poller.start();
    await settled();
    assert.deepEqual(clock.waits, [2_000]);
    await clock.advance(2_000);
    assert.deepEqual(clock.waits, [4_000]);
    await clock.advance(4_000);
    assert.deepEqual(clock.waits, [1_000]);
  });

  it('does not wait for ever after many failures', async () => {
    outcomes = Array.from({ length: 40 }, () => () => Promise.resolve(false));
    poller.start();
    for (let round = 0; round < 40; round++) {
      await settled();
      assert(Math.max(...clock.waits) <= 15 * 60_000);
      await clock.advance(15 * 60_000);
    }
  });

  it('is off at interval 0, yet runs when asked', async () => {
    interval = 0;
    poller.start();
    await settled();
    assert.deepEqual(clock.waits, []);
    assert.equal(await poller.now(), true);
    assert.equal(rounds, 2);
    interval = 500;
    poller.plan();
    assert.deepEqual(clock.waits, [500]);
  });

  it('begins a new round when what it reads has changed, never the old one again', async () => {
    let finish: (succeeded: boolean) => void = () => assert.fail('not started');
    outcomes = [() => new Promise(resolve => (finish = resolve)), () => Promise.resolve(true)];
    assert.equal(poller.start(), true);
    assert.equal(poller.start(), false);
    assert.equal(await poller.renew(), true, 'the old round is not waited for');
    assert.equal(rounds, 2);
    finish(false);
    await settled();
    assert.deepEqual(clock.waits, [1_000], 'the failure of the old round is forgotten');
  });

  it('stops for good when disposed, also in the middle of a round', async () => {
    let finish: (succeeded: boolean) => void = () => assert.fail('not started');
    outcomes = [() => new Promise(resolve => (finish = resolve))];
    poller.start();
    poller.dispose();
    finish(true);
    await settled();
    assert.deepEqual(clock.waits, []);
    assert.equal(poller.start(), false);
    assert.equal(await poller.now(), false);
    assert.equal(rounds, 1);
  });
});

describe('Coalesced', () => {
  it('turns a flood into one call and never loses the last', async () => {
    const clock = new FakeClock();
    let runs = 0;
    const coalesced = new Coalesced(() => runs++, 100, clock);
    coalesced.request();
    coalesced.request();
    await clock.advance(100);
    assert.equal(runs, 1);
    coalesced.request();
    await clock.advance(100);
    assert.equal(runs, 2);
    coalesced.request();
    coalesced.dispose();
    await clock.advance(100);
    assert.equal(runs, 2);
  });
});
