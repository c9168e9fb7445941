import assert from 'node:assert/strict';
import fc from 'fast-check';
import { useTimeZone } from '../../../../src/core/text/shownTimeZone';
import {
  formatAge,
  formatClock,
  formatDuration,
  formatInBothZones,
  formatMinute,
  formatMoment,
  isSameDay,
  parseTime,
  zonedTime,
} from '../../../../src/core/text/time';
import { inLocalTimeZone } from '../../../support/fakes/localTimeZone';

describe('parseTime', () => {
  const instant = Date.UTC(2025, 3, 23, 19, 1, 54);
  const zone = process.env['TZ'];

  before(() => {
    process.env['TZ'] = 'America/New_York';
    assert.equal(new Date(instant).getHours(), 15, 'Node goes by the other time zone');
  });

  after(() => {
    if (zone === undefined) {
      delete process.env['TZ'];
    } else {
      process.env['TZ'] = zone;
    }
  });

  for (const text of [
    '2025-04-23T19:01:54Z',
    '2025-04-23T19:01:54.000Z',
    '2025-04-23T21:01:54+02:00',
    '2025-04-23T14:01:54-0500',
    '2025-04-23T19:01:54',
    '2025-04-23 19:01:54',
    ' 2025-04-23T19:01:54Z ',
    '2025-04-23T21:01:54+02',
    '2025-04-23T14:01:54-05',
    '2025-04-23 21:01:54 +02:00',
    '2025-04-23 19:01:54 UTC',
    '2025-04-23T19:01:54 utc',
    '2025-04-23 19:01:54 GMT',
    '2025-04-23t19:01:54z',
  ]) {
    it(`reads "${text}" as the same instant, whatever the local time zone`, () => {
      assert.equal(parseTime(text), instant);
    });
  }

  it('reads a date as its start in UTC', () => {
    assert.equal(parseTime('2025-04-23'), Date.UTC(2025, 3, 23));
  });

  it('keeps milliseconds', () => {
    assert.equal(parseTime('2025-04-23T19:01:54.250Z'), instant + 250);
    assert.equal(parseTime('2025-04-23T19:01:54.250999+00:00'), instant + 250);
    assert.equal(parseTime('2025-04-23 19:01:54.25'), instant + 250);
    assert.equal(parseTime('2025-04-23T19:01:54,250Z'), instant + 250);
  });

  it('reads a time without seconds', () => {
    assert.equal(parseTime('2025-04-23T19:01Z'), instant - 54_000);
    assert.equal(parseTime('2025-04-23 21:01+02'), instant - 54_000);
  });

  it('supports leap years', () => {
    assert.equal(parseTime('2024-02-29T00:00:00Z'), Date.UTC(2024, 1, 29));
    assert.equal(parseTime('2000-02-29'), Date.UTC(2000, 1, 29));
    assert.equal(parseTime('1900-02-29'), undefined);
  });

  it('is the inverse of writing a date', () => {
    const date = fc.date({
      min: new Date('0000-01-01T00:00:00Z'),
      max: new Date('9999-12-31T23:59:59.999Z'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(date, date => assert.equal(parseTime(date.toISOString()), date.getTime())),
    );
  });

  it('never moves an impossible date to another month', () => {
    const part = fc.integer({ min: 0, max: 99 });
    fc.assert(
      fc.property(fc.integer({ min: 1000, max: 9999 }), part, part, (year, month, day) => {
        const date = [year, month, day].map(number => String(number).padStart(2, '0')).join('-');
        const time = parseTime(`${date}T10:00:00Z`);
        assert(time === undefined || new Date(time).toISOString().startsWith(date));
      }),
    );
  });

  for (const text of [
    '',
    'yesterday',
    '1745434914',
    '2025-13-40T00:00:00Z',
    '2025',
    'x2025-04-23T19:01:54Z',
    '2025-04-2',
    '2026-02-30',
    '2026-02-30T10:00:00Z',
    '2025-02-29 10:00:00',
    '2026-04-31T10:00:00+02',
    '2026-00-10',
    '2026-01-00',
    '2026-01-32',
    '2026-11-24T25:00:00Z',
    '2026-11-24T10:60:00Z',
    '2026-11-24T10:00:60Z',
    '2026-11-24T10:00:00+25:00',
    '2026-11-24T10:00:00+02:60',
    '2026-11-24T10:00:00 CET',
    '2026-11-24 UTC and more',
    '2026-11-24T',
  ]) {
    it(`finds no time in "${text}"`, () => {
      assert.equal(parseTime(text), undefined);
    });
  }
});

describe('formatDuration', () => {
  const cases: [number, string][] = [
    [0, '0 ms'],
    [-5, '0 ms'],
    [999, '999 ms'],
    [1_000, '1 s'],
    [8_000, '8 s'],
    [92_000, '1 min 32 s'],
    [3_600_000, '1 h'],
    [7_500_000, '2 h 5 min'],
    [3_600_000 + 5_000, '1 h'],
    [90_000_000, '1 d 1 h'],
  ];
  for (const [ms, text] of cases) {
    it(`shows ${ms} ms as "${text}"`, () => {
      assert.equal(formatDuration(ms), text);
    });
  }
});

describe('formatAge', () => {
  it('shows how long ago, and never a time in the future', () => {
    assert.equal(formatAge(2000, 10_000), '8 s ago');
    assert.equal(formatAge(0, 3 * 60_000), '3 min ago');
    assert.equal(formatAge(10_500, 10_000), 'just now');
    assert.equal(formatAge(9_001, 10_000), 'just now');
    assert.equal(formatAge(9_000, 10_000), '1 s ago');
  });
});

describe('times', () => {
  const time = Date.UTC(2026, 10, 25, 23, 40, 21);
  const plain = (text: string): string => text.replaceAll('\u202f', ' ');

  it('are shown in the time zone of the user’s choice, named if it is not the local one', () => {
    inLocalTimeZone('Europe/Paris', () => {
      assert.equal(plain(formatMoment(time)), 'Nov 26, 2026, 12:40:21 AM');
      useTimeZone('utc');
      assert.equal(plain(formatMoment(time)), 'Nov 25, 2026, 11:40:21 PM UTC');
      assert.equal(plain(formatMinute(time)), 'Nov 25, 2026, 11:40 PM UTC');
      assert.equal(plain(formatClock(time)), '11:40 PM UTC');
      assert.equal(formatMoment(NaN), '–');
    });
  });

  it('are shown in both time zones where there is room, the one of the choice first', () => {
    inLocalTimeZone('Europe/Paris', () => {
      assert.equal(
        plain(formatInBothZones(time)),
        'Nov 26, 2026, 12:40:21 AM (Nov 25, 2026, 11:40:21 PM UTC)',
      );
      useTimeZone('utc');
      assert.equal(
        plain(formatInBothZones(time)),
        'Nov 25, 2026, 11:40:21 PM UTC (Nov 26, 2026, 12:40:21 AM local time)',
      );
      assert.equal(formatInBothZones(NaN), '–');
    });
    inLocalTimeZone('UTC', () =>
      assert.equal(plain(formatInBothZones(time)), 'Nov 25, 2026, 11:40:21 PM'),
    );
  });

  it('are on the same day by the calendar of the user’s choice', () => {
    inLocalTimeZone('Europe/Paris', () => {
      assert.equal(isSameDay(time, time + 3_600_000), true);
      assert.equal(isSameDay(time, time - 3_600_000), false);
      useTimeZone('utc');
      assert.equal(isSameDay(time, time + 3_600_000), false);
      assert.equal(isSameDay(time, time - 3_600_000), true);
    });
  });

  it('in columns have the offset at their own time', () => {
    const summer = Date.UTC(2026, 6, 1);
    inLocalTimeZone('America/St_Johns', () => {
      assert.equal(zonedTime(time), '2026-11-25T20:10:21.000-03:30');
      assert.equal(zonedTime(summer), '2026-06-30T21:30:00.000-02:30');
      useTimeZone('utc');
      assert.equal(zonedTime(summer), '2026-07-01T00:00:00.000Z');
    });
    inLocalTimeZone('Asia/Kolkata', () => {
      assert.equal(zonedTime(summer), '2026-07-01T05:30:00.000+05:30');
      assert.equal(zonedTime(NaN), undefined);
    });
  });
});
