import assert from 'node:assert/strict';
import { CallRate } from '../../../../src/data/batch/callRate';
import { FakeClock } from '../../../support/fakes/fakeClock';

describe('the rate of calls to AWS Batch', () => {
  const { signal } = new AbortController();
  let clock: FakeClock;
  let rate: CallRate;

  beforeEach(() => {
    clock = new FakeClock();
    rate = new CallRate(clock);
  });

  /** The times at which this many calls may be sent, from the first. */
  async function timesOf(count: number): Promise<number[]> {
    const times: number[] = [];
    for (let index = 0; index < count; index++) {
      const turn = rate.turn(signal);
      await clock.advance(clock.waits[0] ?? 0);
      await turn;
      times.push(clock.now());
    }
    return times.map(time => time - (times[0] ?? 0));
  }

  it('lets the first call go at once and spaces the next ones evenly', async () => {
    assert.deepEqual(await timesOf(4), [0, 110, 220, 330]);
  });

  it('halves when AWS throttles, once for all calls under way', () => {
    rate.slowDown();
    rate.slowDown();
    assert(Math.abs(rate.callsPerSecond - 1000 / 220) < 0.01);
  });

  it('halves again while AWS keeps throttling, down to a call in 4 seconds', async () => {
    for (let times = 0; times < 20; times++) {
      rate.slowDown();
      await clock.advance(1_000);
    }
    rate.slowDown();
    assert(Math.abs(rate.callsPerSecond - 0.25) < 0.01, String(rate.callsPerSecond));
  });

  it('recovers by a call per second every 10 seconds', async () => {
    rate.slowDown();
    const slow = rate.callsPerSecond;
    await clock.advance(20_000);
    assert(Math.abs(rate.callsPerSecond - slow - 2) < 0.01);
    await clock.advance(600_000);
    assert(Math.abs(rate.callsPerSecond - 1000 / 110) < 0.01);
  });

  it('gives the turn of an aborted call to the next', async () => {
    await timesOf(1);
    const abort = new AbortController();
    const aborted = rate.turn(abort.signal);
    const next = rate.turn(signal);
    abort.abort();
    await assert.rejects(aborted, { name: 'AbortError' });
    const start = clock.now();
    await clock.advance(110);
    await next;
    assert.equal(clock.now() - start, 110);
  });
});
