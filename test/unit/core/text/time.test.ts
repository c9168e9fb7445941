import assert from 'node:assert/strict';
import { formatAge, formatDuration, parseTime } from '../../../../src/core/text/time';

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
  ]) {
    it(`reads "${text}" as the same instant, whatever the local time zone`, () => {
      assert.equal(parseTime(text), instant);
    });
  }

  it('takes a day for its beginning in UTC', () => {
    assert.equal(parseTime('2025-04-23'), Date.UTC(2025, 3, 23));
  });

  it('keeps milliseconds', () => {
    assert.equal(parseTime('2025-04-23T19:01:54.250Z'), instant + 250);
  });

  for (const text of [
    '',
    'yesterday',
    '1745434914',
    '2025-13-40T00:00:00Z',
    '2025',
    'x2025-04-23T19:01:54Z',
    '2025-04-2',
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
  it('says how long ago, and never a time to come', () => {
    assert.equal(formatAge(2000, 10_000), '8 s ago');
    assert.equal(formatAge(0, 3 * 60_000), '3 min ago');
    assert.equal(formatAge(10_500, 10_000), 'just now');
    assert.equal(formatAge(9_001, 10_000), 'just now');
    assert.equal(formatAge(9_000, 10_000), '1 s ago');
  });
});
