import assert from 'node:assert/strict';
import { UnitBudget } from '../../../../../lambda/tools/backfill/unitBudget';
import { PatientClock } from '../../../../support/fakes/patientClock';

/** Milliseconds that so many requests take, of so many units each. */
async function timeFor(
  requests: number,
  units: number,
  budget: UnitBudget,
  clock: PatientClock,
): Promise<number> {
  const start = clock.now();
  for (let request = 0; request < requests; request++) {
    await budget.reserve();
    budget.settle(units);
  }
  return clock.now() - start;
}

const near = (actual: number, expected: number): void =>
  assert(Math.abs(actual - expected) <= expected * 0.05 + 100, `${actual}, not ${expected}`);

describe('UnitBudget', () => {
  it('spends so many units a second, after a first second in advance', async () => {
    const clock = new PatientClock();
    const budget = new UnitBudget(10, clock);
    near(await timeFor(100, 1, budget, clock), 9_000);
    near(await timeFor(100, 5, budget, clock), 50_000);
  });

  it('is overdrawn by what costs more than it has, and makes up for it', async () => {
    const clock = new PatientClock();
    const budget = new UnitBudget(10, clock);
    near(await timeFor(5, 128, budget, clock), 51_200);
  });

  it('keeps no more than a second in hand', async () => {
    const clock = new PatientClock();
    const budget = new UnitBudget(10, clock);
    clock.advance(3_600_000);
    near(await timeFor(30, 1, budget, clock), 2_000);
  });

  it('halves its rate when throttled, once for what was under way together, and recovers', async () => {
    const clock = new PatientClock();
    const budget = new UnitBudget(1_000, clock);
    for (let request = 0; request < 8; request++) {
      budget.slowDown();
    }
    // From 500 a second, and 17 a second faster with each second.
    near(await timeFor(500, 1, budget, clock), 1_000);
    clock.advance(60_000);
    near(await timeFor(5_000, 1, budget, clock), 4_000);
  });

  it('never stops altogether, and stops waiting when aborted', async () => {
    const clock = new PatientClock();
    const budget = new UnitBudget(2, clock);
    for (let time = 0; time < 10; time++) {
      budget.slowDown();
      clock.advance(1_000);
    }
    await budget.reserve();
    budget.settle(100);
    await assert.rejects(budget.reserve(AbortSignal.abort()), { name: 'AbortError' });
  });
});
