import assert from 'node:assert/strict';
import { formatAge, formatDuration, parseTime } from '../../../src/core/time';

describe('parseTime', () => {
  const instant = Date.UTC(2025, 3, 23, 19, 1, 54);

  for (const text of [
    '2025-04-23T19:01:54Z',
    '2025-04-23T19:01:54.000Z',
    '2025-04-23T21:01:54+02:00',
    '2025-04-23T19:01:54',
    '2025-04-23 19:01:54',
    ' 2025-04-23T19:01:54Z ',
  ]) {
    it(`reads "${text}" as the same instant, whatever the local time zone`, () => {
      assert.equal(parseTime(text), instant);
    });
  }

  it('keeps milliseconds', () => {
    assert.equal(parseTime('2025-04-23T19:01:54.250Z'), instant + 250);
  });

  for (const text of ['', 'yesterday', '1745434914', '2025-13-40T00:00:00Z', '2025']) {
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
  });
});
