import assert from 'node:assert/strict';
import { TimeZone } from '../../../src/core/base/timeZone';
import { BarGrid } from '../../../src/core/query/barGrid';
import type { CalendarStep } from '../../../src/core/query/calendarStep';
import { ChartTexts } from '../../../webview/model/chartTexts';

const utc = 'UTC';
const ten = '2026-11-23T10:00Z';

interface Options {
  readonly count?: number;
  readonly from?: string;
  readonly zone?: string;
  /** The number of jobs before the first bar. */
  readonly older?: number;
}

/** The texts of `count` bars from the one that contains `from` on. */
function texts(
  size: number,
  unit: CalendarStep['unit'],
  { count = 3, from = ten, zone = utc, older = 0 }: Options = {},
): ChartTexts {
  const step = { unit, count: size };
  const clock = new TimeZone(zone);
  const { starts } = BarGrid.around(Date.parse(from), Date.parse(from), step, clock, count);
  const first = starts.findLastIndex(start => start <= Date.parse(from));
  const bars = Array.from({ length: count }, (_, index) => ({
    from: starts[first + index] ?? NaN,
    to: starts[first + index + 1] ?? NaN,
    counts: [1200, 1, 0],
  }));
  const before = older > 0 ? [{ to: bars[0]?.from ?? NaN, counts: [older, 0, 0] }] : [];
  return new ChartTexts(
    { step, statuses: ['FAILED', '', 'SUCCEEDED'], bars: [...before, ...bars], undated: 0 },
    clock,
  );
}

describe('ChartTexts', () => {
  it('names a period as short as it can be understood', () => {
    assert.equal(texts(15, 'minute').period(1), '2026-11-23 10:15 to 10:30');
    assert.equal(texts(12, 'hour').period(1), '2026-11-23 12:00 to 2026-11-24 00:00');
    assert.equal(texts(1, 'day').period(2), '2026-11-25');
    assert.equal(texts(1, 'week').period(0), '2026-11-23 to 2026-11-29');
    assert.equal(texts(1, 'month').period(0), '2026-11-01 to 2026-11-30');
    assert.equal(texts(3, 'month').period(1), '2027-01-01 to 2027-03-31');
  });

  it('names the length of a bar', () => {
    const names = (['minute', 'hour', 'day', 'week', 'month', 'year'] as const).flatMap(unit =>
      [1, 3].map(count => texts(count, unit).step),
    );
    assert.deepEqual(names, [
      ...['1 min', '3 min', '1 h', '3 h', '1 d', '3 d'],
      ...['1 week', '3 weeks', '1 month', '3 months', '1 year', '3 years'],
    ]);
  });

  it('gives times by the clock of the zone', () => {
    const period = (zone: string): string => texts(1, 'hour', { zone }).period(0);
    assert.equal(period('Asia/Kolkata'), '2026-11-23 15:00 to 16:00');
    assert.equal(period('Pacific/Pago_Pago'), '2026-11-22 23:00 to 2026-11-23 00:00');
  });

  for (const [zone, from, periods] of [
    [
      'Europe/Paris',
      '2026-10-25T00:00Z',
      ['02:00 UTC+2 to 02:00 UTC+1', '02:00 UTC+1 to 03:00 UTC+1'],
    ],
    [
      'America/New_York',
      '2026-03-08T06:00Z',
      ['01:00 UTC−5 to 03:00 UTC−4', '03:00 UTC−4 to 04:00 UTC−4'],
    ],
    [
      'Australia/Lord_Howe',
      '2026-04-04T14:00Z',
      ['01:00 UTC+11 to 01:30 UTC+10:30', '01:30 UTC+10:30 to 02:00 UTC+10:30'],
    ],
  ] as const) {
    it(`gives each time with its own offset where the clock of ${zone} changes`, () => {
      const shown = texts(1, 'hour', { zone, from });
      assert.deepEqual(
        [0, 1].map(bar => shown.period(bar).slice('2026-10-25 '.length)),
        periods,
      );
    });
  }

  it('gives days without offsets, also those with a change of the clock', () => {
    const shown = texts(1, 'day', { zone: 'Europe/Paris', from: '2026-10-24T12:00Z' });
    assert.deepEqual(
      [0, 1, 2].map(bar => shown.period(bar)),
      ['2026-10-24', '2026-10-25', '2026-10-26'],
    );
  });

  it('says all that a bar stands for', () => {
    assert.equal(
      texts(1, 'hour').bar(0),
      '2026-11-23 10:00 to 11:00: 1,201 jobs, 1,200 FAILED, 1 No status',
    );
    assert.equal(texts(1, 'hour').segment(0, 1), '2026-11-23 10:00 to 11:00: 1 No status');
    assert.equal(texts(1, 'hour').range(1, 2), '2026-11-23 11:00 to 13:00: 2,402 jobs');
  });

  it('names the bar of older jobs, and ranges that start with it', () => {
    const shown = texts(1, 'hour', { older: 12 });
    assert.equal(shown.older, '12 older');
    assert.equal(shown.period(0), 'Before 2026-11-23 10:00');
    assert.equal(shown.bar(0), 'Before 2026-11-23 10:00: 12 jobs, 12 FAILED');
    assert.equal(shown.period(0, 1), 'Before 2026-11-23 11:00');
    assert.equal(texts(1, 'day', { older: 1 }).period(0), 'Before 2026-11-23');
    assert.equal(texts(1, 'day').older, undefined);
    assert.equal(shown.labels(0)[0]?.bar, 1, 'its label is not a time');
  });

  it('labels a few bars: times within a day, dates for days, both between', () => {
    const labels = (...args: Parameters<typeof texts>): string[] =>
      texts(...args)
        .labels()
        .map(({ text }) => text);
    assert.deepEqual(labels(1, 'minute', { count: 40 }), ['10:00', '10:10', '10:20', '10:30']);
    assert.deepEqual(labels(1, 'hour', { count: 30 }), [
      '11-23 10:00',
      '11-23 18:00',
      '11-24 02:00',
      '11-24 10:00',
    ]);
    assert.deepEqual(labels(1, 'day', { count: 2 }), ['2026-11-23', '2026-11-24']);
    assert.deepEqual(labels(1, 'hour', { count: 0 }), []);
    assert.deepEqual(
      texts(1, 'minute', { count: 20 })
        .labels(10)
        .map(({ bar }) => bar),
      [10, 13, 16, 19],
    );
  });

  it('has no name for what no calendar holds', () => {
    const bars = [{ from: -8.7e15, to: -8.65e15, counts: [1] }];
    const step = { unit: 'day', count: 1 } as const;
    const outcomes = { step, statuses: ['FAILED'], bars, undated: 0 };
    assert.equal(new ChartTexts(outcomes, new TimeZone(utc)).period(0), '–');
  });
});
