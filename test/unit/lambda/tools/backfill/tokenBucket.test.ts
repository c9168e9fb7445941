import assert from 'node:assert/strict';
import { TokenBucket } from '../../../../../lambda/tools/backfill/tokenBucket';
import { PatientClock } from '../../../../support/fakes/patientClock';

/** Milliseconds that so many requests take, of so many units each. */
async function timeFor(
  requests: number,
  units: number,
  bucket: TokenBucket,
  clock: PatientClock,
): Promise<number> {
  const start = clock.now();
  for (let request = 0; request < requests; request++) {
    await bucket.reserve();
    bucket.settle(units);
  }
  return clock.now() - start;
}

const near = (actual: number, expected: number): void =>
  assert(Math.abs(actual - expected) <= expected * 0.05 + 100, `${actual}, not ${expected}`);

describe('TokenBucket', () => {
  it('limits the units per second, after an initial burst of one second', async () => {
    const clock = new PatientClock();
    const bucket = new TokenBucket(10, clock);
    near(await timeFor(100, 1, bucket, clock), 9_000);
    near(await timeFor(100, 5, bucket, clock), 50_000);
  });

  it('goes into debt for a larger cost, and recovers', async () => {
    const clock = new PatientClock();
    const bucket = new TokenBucket(10, clock);
    near(await timeFor(5, 128, bucket, clock), 51_200);
  });

  it('saves up for one second at most', async () => {
    const clock = new PatientClock();
    const bucket = new TokenBucket(10, clock);
    clock.advance(3_600_000);
    near(await timeFor(30, 1, bucket, clock), 2_000);
  });

  it('halves its rate when throttled, once for all concurrent requests, and recovers', async () => {
    const clock = new PatientClock();
    const bucket = new TokenBucket(1_000, clock);
    for (let request = 0; request < 8; request++) {
      bucket.slowDown();
    }
    // From 500 a second, and 17 a second faster with each second.
    near(await timeFor(500, 1, bucket, clock), 1_000);
    clock.advance(60_000);
    near(await timeFor(5_000, 1, bucket, clock), 4_000);
  });

  it('never stops completely, and stops waiting when aborted', async () => {
    const clock = new PatientClock();
    const bucket = new TokenBucket(2, clock);
    for (let time = 0; time < 10; time++) {
      bucket.slowDown();
      clock.advance(1_000);
    }
    await bucket.reserve();
    bucket.settle(100);
    await assert.rejects(bucket.reserve(AbortSignal.abort()), { name: 'AbortError' });
  });
});
