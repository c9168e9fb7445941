import assert from 'node:assert/strict';
import { TimeCounts } from '../../../../src/core/query/timeCounts';
import { Random } from '../../../../src/sample/random';

const minute = 60_000;
const day = 1_440 * minute;

describe('TimeCounts', () => {
  it('knows the oldest and the newest time to the minute', () => {
    const counts = new TimeCounts();
    [90_000, 30 * minute, 59_999, 60_000].forEach(time => counts.count(time, 1));
    assert.equal(counts.total, 4);
    assert.equal(counts.oldest(), 0);
    assert.equal(counts.oldest(1), minute);
    assert.equal(counts.oldest(2), minute);
    assert.equal(counts.oldest(3), 30 * minute);
    assert.equal(counts.newest(), 31 * minute - 1);
  });

  it('forgets times that have gone', () => {
    const counts = new TimeCounts();
    counts.count(0, 1);
    counts.count(day, 1);
    counts.count(0, -1);
    assert.equal(counts.oldest(), day);
    counts.count(day, -1);
    assert.equal(counts.total, 0);
    assert.ok(Number.isNaN(counts.oldest()) && Number.isNaN(counts.newest()));
  });

  it('is right about very many times, to less than 1 % of their span', () => {
    const random = new Random(3);
    for (const span of [10 * day, 400 * day, 40_000 * day]) {
      const counts = new TimeCounts();
      const times = Array.from({ length: 30_000 }, () => Math.floor(random.next() * span));
      times.forEach(time => counts.count(time, 1));
      times.splice(0, 10_000).forEach(time => counts.count(time, -1));
      times.sort((a, b) => a - b);
      for (const skipped of [0, 200, 10_000]) {
        const error = (times[skipped] ?? 0) - counts.oldest(skipped);
        assert.ok(error >= 0 && error <= span / 100, `${span / day} days: ${error / day}`);
      }
      const error = counts.newest() - (times.at(-1) ?? 0);
      assert.ok(error >= 0 && error <= span / 100);
    }
  });

  it('never leaves the range of dates', () => {
    const counts = new TimeCounts();
    for (let n = 0; n < 6_000; n++) {
      counts.count(8.64e15 - n * 1e12, 1);
      counts.count(-8.64e15 + n * 1e12, 1);
    }
    assert.equal(counts.oldest(), -8.64e15);
    assert.equal(counts.newest(), 8.64e15);
  });
});
