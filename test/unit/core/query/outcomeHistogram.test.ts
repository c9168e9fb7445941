import assert from 'node:assert/strict';
import { OutcomeHistogram, type Outcomes } from '../../../../src/core/query/outcomeHistogram';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const monday = Date.UTC(2026, 10, 23);
const statuses = ['SUCCEEDED', 'FAILED', 'DANCING'];

const counted = (times: readonly number[], utcOffsetMs = 0): Outcomes => {
  const tally = new OutcomeHistogram(utcOffsetMs);
  times.forEach(time => tally.count(time, 0, 1));
  return tally.read(statuses);
};

describe('OutcomeHistogram', () => {
  it('makes bars as short as the range allows, at most 60', () => {
    for (const [span, step] of [
      [0, minute],
      [59 * minute, minute],
      [hour, 5 * minute],
      [14 * hour, 15 * minute],
      [29 * hour, 30 * minute],
      [2 * day, hour],
      [7 * day, 3 * hour],
      [14 * day, 6 * hour],
      [29 * day, 12 * hour],
      [59 * day, day],
      [119 * day, 2 * day],
      [365 * day, 7 * day],
      [4 * 365 * day, 28 * day],
      [14 * 365 * day, 91 * day],
      [56 * 365 * day, 364 * day],
    ] as const) {
      const { stepMs, bars, from } = counted([monday, monday - span]);
      assert.equal(stepMs, step, `${span / hour} h`);
      assert.ok(bars.length <= 60);
      assert.ok(from <= monday - span && from + bars.length * stepMs > monday);
    }
  });

  it('counts by bar and status, those that need attention first, with empty bars in between', () => {
    const tally = new OutcomeHistogram(0);
    tally.count(monday, 0, 1);
    tally.count(monday + 59_999, 1, 1);
    tally.count(monday + 2 * minute, 0, 1);
    tally.count(monday + 2 * minute, 2, 1);
    tally.count(NaN, 0, 1);
    assert.deepEqual(tally.read(statuses), {
      from: monday,
      stepMs: minute,
      statuses: ['FAILED', 'SUCCEEDED', 'DANCING'],
      bars: [
        [1, 1, 0],
        [0, 0, 0],
        [0, 1, 1],
      ],
      undated: 1,
    });
  });

  it('starts days at midnight and weeks on Monday, in the selected time zone', () => {
    const indian = 5.5 * hour;
    const days = counted([monday, monday - 40 * day], indian);
    assert.equal((days.from + indian) % day, 0);
    const weeks = counted([monday, monday - 300 * day], indian);
    assert.equal(new Date(weeks.from + indian).getUTCDay(), 1);
    assert.equal((weeks.from + indian) % day, 0);
  });

  it('accepts any time that a date can have, in few bars', () => {
    const { bars, statuses: present } = counted([-8.64e15, 0, monday, 8.64e15]);
    assert.ok(bars.length > 1 && bars.length <= 60);
    assert.equal(
      bars.reduce((sum, [count = 0]) => sum + count, 0),
      4,
    );
    assert.deepEqual(present, ['SUCCEEDED']);
  });

  it('is empty again when all jobs are gone, however far away the next ones are', () => {
    const tally = new OutcomeHistogram(0);
    for (const time of [monday, 0, -1e14]) {
      tally.count(time, 0, 1);
      tally.count(time, 0, -1);
      assert.deepEqual(tally.read(statuses).bars, []);
    }
    tally.count(monday, 1, 1);
    assert.deepEqual(tally.read(statuses).bars, [[1]]);
  });

  it('reports when recounting would show more', () => {
    const tally = new OutcomeHistogram(0);
    tally.count(monday, 0, 1);
    tally.count(0, 0, 1);
    assert.equal(tally.isTooCoarse, false);
    tally.count(0, 0, -1);
    assert.equal(tally.isTooCoarse, true);
  });

  it('moves as jobs come and go', () => {
    const tally = new OutcomeHistogram(0);
    for (let n = 0; n < 5000; n++) {
      tally.count(monday + n * 10 * minute, 0, 1);
      if (n >= 60) {
        tally.count(monday + (n - 60) * 10 * minute, 0, -1);
      }
    }
    const { stepMs, bars } = tally.read(statuses);
    assert.equal(stepMs, 15 * minute);
    assert.equal(
      bars.reduce((sum, [count = 0]) => sum + count, 0),
      60,
    );
  });
});
