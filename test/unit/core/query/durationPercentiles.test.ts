import assert from 'node:assert/strict';
import { DurationPercentiles } from '../../../../src/core/query/durationPercentiles';
import { Random } from '../../../../src/sample/random';

const within1Percent = (value: number, exact: number): void =>
  assert.ok(Math.abs(value - exact) <= exact * 0.01, `${value}, not ${exact}`);

describe('DurationPercentiles', () => {
  it('computes the median and the 95th percentile within 1 %, from milliseconds to years', () => {
    const random = Random.of(4, 2);
    for (const max of [1, 50, 10_000, 3_600_000, 1e12]) {
      const tally = new DurationPercentiles();
      const all = Array.from({ length: 1001 }, () => random.integer(1, max));
      all.forEach(ms => tally.count(ms, 0, 1));
      all.sort((a, b) => a - b);
      const [durations] = tally.read(['Ingest'], 8).durations;
      assert.equal(durations?.count, 1001);
      within1Percent(durations.medianMs, all[500] ?? 0);
      within1Percent(durations.p95Ms, all[950] ?? 0);
    }
  });

  it('supports jobs without duration, and extreme durations', () => {
    const tally = new DurationPercentiles();
    tally.count(0, 0, 1);
    assert.deepEqual(tally.read(['a'], 8).durations, [
      { taskType: 'a', count: 1, medianMs: 0, p95Ms: 0 },
    ]);
    tally.count(1e300, 0, 1);
    tally.count(Infinity, 0, 1);
    assert.ok(Number.isFinite(tally.read(['a'], 8).durations[0]?.p95Ms));
  });

  it('removes a duration completely', () => {
    const tally = new DurationPercentiles();
    [10, 1000, 100_000].forEach(ms => tally.count(ms, 0, 1));
    tally.count(100_000, 0, -1);
    tally.count(10, 0, -1);
    const [durations] = tally.read(['a'], 8).durations;
    within1Percent(durations?.medianMs ?? 0, 1000);
    within1Percent(durations?.p95Ms ?? 0, 1000);
    tally.count(1000, 0, -1);
    assert.deepEqual(tally.read(['a'], 8), { durations: [], moreTaskTypes: 0 });
  });

  it('names the task types with most jobs, and counts the rest', () => {
    const tally = new DurationPercentiles();
    [0, 1, 1, 2, 2, 3, 3, 3].forEach(code => tally.count(1000, code, 1));
    const { durations, moreTaskTypes } = tally.read(['a', 'c', 'b', 'd'], 3);
    assert.deepEqual(
      durations.map(({ taskType, count }) => `${taskType} ${count}`),
      ['d 3', 'b 2', 'c 2'],
    );
    assert.equal(moreTaskTypes, 1);
  });
});
