import assert from 'node:assert/strict';
import { Throttle } from '../../../../src/core/base/throttle';
import { Poller, type Outcome } from '../../../../src/core/polling/poller';
import { FakeClock, settled } from '../../../support/fakes/fakeClock';

describe('Poller', () => {
  let clock: FakeClock;
  let wait: number;
  let outcomes: (() => Promise<Outcome>)[];
  let rounds: number;
  let poller: Poller;

  beforeEach(() => {
    clock = new FakeClock();
    wait = 1_000;
    outcomes = [];
    rounds = 0;
    poller = new Poller({
      run: () => {
        rounds++;
        return outcomes.shift()?.() ?? Promise.resolve('ok');
      },
      waitMs: () => wait,
      clock,
    });
  });

  it('runs immediately, then after each interval', async () => {
    poller.start();
    await settled();
    assert.equal(rounds, 1);
    await clock.advance(999);
    assert.equal(rounds, 1);
    await clock.advance(1);
    assert.equal(rounds, 2);
  });

  it('never overlaps: the next round starts after the last one has finished', async () => {
    let finish: (outcome: Outcome) => void = () => assert.fail('not started');
    outcomes = [() => new Promise(resolve => (finish = resolve))];
    poller.start();
    const asked = poller.now();
    assert.equal(rounds, 1, 'a caller during a round shares it');
    await clock.advance(5_000);
    assert.equal(rounds, 1);
    finish('ok');
    assert.equal(await asked, 'ok');
    await settled();
    assert.deepEqual(clock.waits, [1_000]);
  });

  it('doubles the wait after each failure, and resets it after a success', async () => {
    outcomes = [() => Promise.resolve('failed'), () => Promise.reject(new Error('no'))];
    poller.start();
    await settled();
    assert.deepEqual(clock.waits, [2_000]);
    await clock.advance(2_000);
    assert.deepEqual(clock.waits, [4_000]);
    await clock.advance(4_000);
    assert.deepEqual(clock.waits, [1_000]);
  });

  it('speeds up step by step for a table with too little capacity for all', async () => {
    outcomes = ['throttled', 'throttled', 'ok', 'throttled', 'ok', 'ok', 'ok'].map(
      outcome => () => Promise.resolve(outcome as Outcome),
    );
    const waits: number[] = [];
    poller.start();
    for (let round = 0; round < 7; round++) {
      await settled();
      waits.push(...clock.waits);
      await clock.advance(clock.waits[0] ?? 0);
    }
    assert.deepEqual(waits, [2_000, 4_000, 2_000, 4_000, 2_000, 1_000, 1_000]);
  });

  it('randomizes a part of each wait, more of it after a failure', async () => {
    const waits: number[] = [];
    poller.start();
    await settled();
    for (const chance of [0, 0.999_999]) {
      clock.random = () => chance;
      outcomes = [() => Promise.resolve('ok'), () => Promise.resolve('failed')];
      await poller.now();
      waits.push(...clock.waits);
      await poller.now();
      waits.push(...clock.waits);
    }
    assert.deepEqual(waits.map(Math.round), [900, 1_500, 1_100, 2_500]);
  });

  it('has a maximum wait after many failures', async () => {
    outcomes = Array.from({ length: 40 }, () => () => Promise.resolve('failed'));
    poller.start();
    for (let round = 0; round < 40; round++) {
      await settled();
      assert(Math.max(...clock.waits) <= 15 * 60_000);
      await clock.advance(15 * 60_000);
    }
  });

  it('is off at interval 0, but runs on request', async () => {
    wait = 0;
    poller.start();
    await settled();
    assert.deepEqual(clock.waits, []);
    assert.equal(await poller.now(), 'ok');
    assert.equal(rounds, 2);
    wait = 500;
    poller.plan();
    assert.deepEqual(clock.waits, [500]);
  });

  it('starts a new round when its target has changed, never the old one again', async () => {
    let finish: (outcome: Outcome) => void = () => assert.fail('not started');
    outcomes = [() => new Promise(resolve => (finish = resolve)), () => Promise.resolve('ok')];
    assert.equal(poller.start(), true);
    assert.equal(poller.start(), false);
    assert.equal(await poller.renew(), 'ok', 'the old round is not waited for');
    assert.equal(rounds, 2);
    finish('failed');
    await settled();
    assert.deepEqual(clock.waits, [1_000], 'the failure of the old round is forgotten');
  });

  describe('when the wait changes', () => {
    beforeEach(async () => {
      poller.start();
      await settled();
    });

    it('measures the new wait from the end of the last round', async () => {
      await clock.advance(600);
      wait = 4_000;
      poller.plan();
      assert.deepEqual(clock.waits, [3_400]);
      wait = 1_000;
      poller.plan();
      assert.deepEqual(clock.waits, [400]);
    });

    it('runs immediately when the new wait has already passed', async () => {
      wait = 12_000;
      poller.plan();
      await clock.advance(5_000);
      wait = 1_000;
      poller.plan();
      assert.deepEqual(clock.waits, [0]);
      await clock.advance(0);
      assert.equal(rounds, 2);
    });

    it('waits for a short random time after waking, so that not all windows read at once', async () => {
      const waits: number[] = [];
      for (const chance of [0.25, 0.75]) {
        clock.random = () => chance;
        wait = 60_000;
        await poller.now();
        await clock.advance(8 * 3_600_000);
        waits.push(...clock.waits);
        await clock.advance(10_000);
      }
      assert.deepEqual(waits, [2_500, 7_500]);
      assert.equal(rounds, 5);
    });

    it('runs no extra rounds, however often it changes', async () => {
      for (let flicker = 0; flicker < 50; flicker++) {
        wait = flicker % 2 === 0 ? 12_000 : 1_000;
        poller.plan();
        await clock.advance(10);
      }
      assert.equal(rounds, 1);
      wait = 1_000;
      poller.plan();
      await clock.advance(500);
      assert.equal(rounds, 2);
    });

    it('does not interrupt a running round', async () => {
      let finish: (outcome: Outcome) => void = () => assert.fail('not started');
      outcomes = [() => new Promise(resolve => (finish = resolve))];
      await clock.advance(1_000);
      poller.plan();
      assert.deepEqual(clock.waits, []);
      finish('ok');
      await settled();
      assert.equal(rounds, 2);
      assert.deepEqual(clock.waits, [1_000]);
    });

    it('backs off from the new wait, by the same factor', async () => {
      outcomes = [() => Promise.resolve('failed'), () => Promise.resolve('failed')];
      await clock.advance(1_000);
      await clock.advance(2_000);
      assert.deepEqual(clock.waits, [4_000]);
      wait = 12_000;
      poller.plan();
      assert.deepEqual(clock.waits, [48_000]);
    });

    it('is overdue after the computer slept, and not delayed by a clock that was set back', () => {
      clock.jump(3_600_000);
      poller.plan();
      assert.deepEqual(clock.waits, [0]);
      clock.jump(-7_200_000);
      poller.plan();
      assert.deepEqual(clock.waits, [1_000]);
    });
  });

  describe('after a round that pauses it', () => {
    beforeEach(async () => {
      outcomes = [() => Promise.resolve('halt')];
      poller.start();
      await settled();
    });

    it('stops running automatically, whatever the wait', async () => {
      wait = 10;
      poller.plan();
      assert.deepEqual(clock.waits, []);
      await clock.advance(1e9);
      assert.equal(rounds, 1);
    });

    it('tries once when resumed, and pauses again or continues', async () => {
      outcomes = [() => Promise.resolve('halt')];
      poller.resume();
      poller.resume();
      await clock.advance(0);
      assert.equal(rounds, 2);
      assert.deepEqual(clock.waits, []);
      poller.resume();
      await clock.advance(0);
      assert.equal(rounds, 3);
      assert.deepEqual(clock.waits, [1_000]);
    });

    it('continues after a requested round', async () => {
      assert.equal(await poller.now(), 'ok');
      assert.deepEqual(clock.waits, [1_000]);
    });

    it('does not try when polling is off meanwhile', async () => {
      wait = 0;
      poller.resume();
      await clock.advance(1e9);
      assert.equal(rounds, 1);
    });
  });

  it('changes nothing when resumed without a pause', async () => {
    poller.start();
    await settled();
    await clock.advance(400);
    poller.resume();
    assert.deepEqual(clock.waits, [600]);
  });

  it('stops permanently when disposed, even during a round', async () => {
    let finish: (outcome: Outcome) => void = () => assert.fail('not started');
    outcomes = [() => new Promise(resolve => (finish = resolve))];
    poller.start();
    poller.dispose();
    finish('ok');
    await settled();
    assert.deepEqual(clock.waits, []);
    assert.equal(poller.start(), false);
    assert.equal(await poller.now(), 'failed');
    assert.equal(rounds, 1);
  });
});

describe('Throttle', () => {
  it('merges a burst into one call and never loses the last', async () => {
    const clock = new FakeClock();
    let runs = 0;
    const coalesced = new Throttle(() => runs++, 100, clock);
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
