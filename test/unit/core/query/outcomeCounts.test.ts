import assert from 'node:assert/strict';
import { TimeZone } from '../../../../src/core/base/timeZone';
import { gridFor, OutcomeCounts, type Outcomes } from '../../../../src/core/query/outcomeCounts';
import type { TimeFilter } from '../../../../src/core/query/timeAxis';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const monday = Date.UTC(2026, 10, 23);
const statuses = ['SUCCEEDED', 'FAILED', 'DANCING'];
const anyTime: TimeFilter = { range: undefined, now: monday };
const utc = new TimeZone('UTC');

/** Counts again, in another grid, until the axis is covered, as a query does. */
function counted(
  times: readonly number[],
  filter: TimeFilter = anyTime,
  zone = utc,
  statusOf: (index: number) => number = () => 0,
): Outcomes {
  let counts = new OutcomeCounts(zone);
  for (let round = 0; round < 2; round++) {
    times.forEach((time, index) => counts.count(time, statusOf(index), 1));
    const axis = counts.axis(filter);
    if (!axis || counts.covers(axis)) {
      return counts.read(axis, statuses);
    }
    counts = new OutcomeCounts(zone, gridFor(axis, zone));
  }
  times.forEach((time, index) => counts.count(time, statusOf(index), 1));
  const axis = counts.axis(filter);
  assert.ok(axis && counts.covers(axis), 'one more count is enough');
  return counts.read(axis, statuses);
}

const sumOf = ({ bars }: Outcomes): number =>
  bars.flatMap(({ counts }) => counts).reduce((a, b) => a + b, 0);

const every = (ms: number, from: number, to: number): number[] =>
  Array.from({ length: Math.floor((to - from) / ms) }, (_, index) => from + index * ms);

const iso = (ms: number | undefined): string =>
  ms === undefined ? 'older' : new Date(ms).toISOString().slice(0, 16);

describe('The bars of outcomes', () => {
  it('are as short as the span allows, at most 61', () => {
    for (const [span, count, unit] of [
      [0, 1, 'minute'],
      [60 * minute, 1, 'minute'],
      [2 * hour, 5, 'minute'],
      [14 * hour, 15, 'minute'],
      [29 * hour, 30, 'minute'],
      [2 * day, 1, 'hour'],
      [7 * day, 3, 'hour'],
      [14 * day, 6, 'hour'],
      [29 * day, 12, 'hour'],
      [59 * day, 1, 'day'],
      [119 * day, 2, 'day'],
      [365 * day, 1, 'week'],
      [4 * 365 * day, 1, 'month'],
      [14 * 365 * day, 3, 'month'],
      [56 * 365 * day, 1, 'year'],
    ] as const) {
      const { step, bars } = counted([monday, monday - span]);
      assert.deepEqual(step, { unit, count }, `${span / hour} h`);
      assert.ok(bars.length <= 61);
      assert.ok((bars[0]?.from ?? Infinity) <= monday - span && (bars.at(-1)?.to ?? 0) > monday);
      assert.equal(sumOf({ bars } as Outcomes), 2);
    }
  });

  it('count by status, what needs attention first, with empty bars between', () => {
    const times = [monday, monday + 59_999, monday + 2 * minute, monday + 2 * minute, NaN];
    const codes = [0, 1, 0, 2, 0];
    assert.deepEqual(
      counted(times, anyTime, utc, index => codes[index] ?? 0),
      {
        step: { unit: 'minute', count: 1 },
        statuses: ['FAILED', 'SUCCEEDED', 'DANCING'],
        bars: [
          { from: monday, to: monday + minute, counts: [1, 1, 0] },
          { from: monday + minute, to: monday + 2 * minute, counts: [0, 0, 0] },
          { from: monday + 2 * minute, to: monday + 3 * minute, counts: [0, 1, 1] },
        ],
        undated: 1,
      },
    );
  });

  it('are one bar of a minute for one job, and for a thousand jobs in one minute', () => {
    for (const times of [[monday], every(59, monday, monday + minute)]) {
      const { bars, step } = counted(times);
      assert.deepEqual(step, { unit: 'minute', count: 1 });
      assert.deepEqual(bars, [{ from: monday, to: monday + minute, counts: [times.length] }]);
    }
  });

  it('do not become long for a dozen very old jobs, which are in a bar of their own', () => {
    const week = every(5 * minute, monday - 7 * day, monday);
    const old = every(day, Date.UTC(2018, 3, 1), Date.UTC(2018, 3, 13));
    const { bars, step } = counted([...old, ...week]);
    assert.deepEqual(step, { unit: 'hour', count: 3 });
    assert.deepEqual(bars[0], { to: monday - 7 * day, counts: [12] });
    assert.equal(bars[1]?.from, monday - 7 * day);
    assert.equal(sumOf({ bars } as Outcomes), 12 + week.length);
  });

  it('show old jobs in bars of their own time as long as they are within reach', () => {
    const recent = every(minute, monday - 10 * hour, monday);
    const { bars } = counted([monday - 11 * hour, ...recent]);
    assert.equal(bars[0]?.from, monday - 11 * hour);
  });

  it('become long when more than 1 % of the jobs are old', () => {
    const old = every(day, Date.UTC(2018, 3, 1), Date.UTC(2018, 3, 13));
    const { bars, step } = counted([...old, ...every(minute, monday - 10 * hour, monday)]);
    assert.deepEqual(step, { unit: 'month', count: 3 });
    assert.equal(iso(bars[0]?.from), '2018-04-01T00:00');
  });

  it('cover a filter by time, also where it holds no jobs', () => {
    const now = monday + 12_345;
    const hourly = counted([monday - 90_000], { range: { kind: 'last', ms: hour }, now });
    assert.deepEqual(hourly.step, { unit: 'minute', count: 1 });
    assert.equal(hourly.bars.length, 61);
    assert.equal(hourly.bars.at(-1)?.from, monday);

    const range = { kind: 'between', from: monday - 10 * day, to: monday } as const;
    const days = counted([monday - 5 * day], { range, now });
    assert.equal(days.bars[0]?.from, monday - 10 * day);
    assert.equal(days.bars.at(-1)?.to, monday);
    assert.equal(sumOf(days), 1);
  });

  it('reach from the start of an open filter to now, and up to the end of one as far as jobs go', () => {
    const since = { kind: 'between', from: monday - 6 * hour } as const;
    const open = counted([monday - 3 * hour], { range: since, now: monday });
    assert.equal(open.bars[0]?.from, monday - 6 * hour);
    assert.equal(open.bars.at(-1)?.from, monday);
    const before = { kind: 'between', to: monday } as const;
    const old = counted([monday - 300 * day], { range: before, now: monday });
    assert.equal(old.bars.length, 1);
  });

  for (const [zone, spring, autumn] of [
    ['Europe/Paris', '2026-03-29', '2026-10-25'],
    ['America/New_York', '2026-03-08', '2026-11-01'],
    ['Australia/Lord_Howe', '2026-10-04', '2026-04-05'],
  ] as const) {
    for (const change of [spring, autumn]) {
      it(`hold each job once, on its local day, around the change of ${change} in ${zone}`, () => {
        const noon = Date.parse(`${change}T12:00Z`);
        const clock = new TimeZone(zone);
        const dayOf = (ms: number): string =>
          new Date(clock.localTime(ms)).toISOString().slice(0, 10);
        const times = every(30 * minute, noon - 25 * day, noon + 25 * day);
        const outcomes = counted(times, anyTime, clock);
        assert.deepEqual(outcomes.step, { unit: 'day', count: 1 });
        assert.equal(sumOf(outcomes), times.length);
        for (const { from = NaN, to, counts } of outcomes.bars) {
          const name = dayOf(from);
          assert.equal(dayOf(to - 1), name);
          assert.equal(counts[0], times.filter(time => dayOf(time) === name).length, name);
        }
        const hours = counted(
          times.filter(time => Math.abs(time - noon) < day),
          anyTime,
          clock,
        );
        assert.equal(sumOf(hours), 95);
      });
    }
  }

  it('take any time a date can have, in few bars', () => {
    const outcomes = counted([-8.64e15, 0, monday, 8.64e15]);
    assert.ok(outcomes.bars.length > 1 && outcomes.bars.length <= 61);
    assert.equal(sumOf(outcomes), 4);
    assert.ok(outcomes.bars.every(({ to }) => to <= 8.64e15));
  });

  it('are none without jobs', () => {
    assert.deepEqual(counted([NaN]).bars, []);
    assert.equal(counted([NaN]).undated, 1);
  });

  it('follow new and old jobs for an hour without counting all of them again', () => {
    const counts = new OutcomeCounts(
      utc,
      gridFor(
        { step: { unit: 'minute', count: 5 }, from: undefined, to: monday, isToFixed: false },
        utc,
      ),
    );
    const times = every(minute, monday - 4 * hour, monday);
    times.forEach(time => counts.count(time, 0, 1));
    for (const time of every(minute, monday, monday + hour)) {
      counts.count(time, 0, 1);
      const gone = times.shift() ?? NaN;
      counts.count(gone, 0, -1);
      const axis = counts.axis(anyTime);
      assert.ok(axis && counts.covers(axis), iso(time));
      const { bars } = counts.read(axis, statuses);
      assert.ok((bars[0]?.from ?? NaN) <= gone + minute, iso(bars[0]?.from));
      assert.equal(bars.at(-1)?.from, Math.floor(time / (5 * minute)) * 5 * minute);
      assert.equal(sumOf({ bars } as Outcomes), 240);
    }
  });
});
