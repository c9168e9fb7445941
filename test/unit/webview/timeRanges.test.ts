import assert from 'node:assert/strict';
import { TimeZone } from '../../../src/core/base/timeZone';
import {
  isSameRange,
  minuteText,
  namedRanges,
  timeOfText,
} from '../../../webview/model/timeRanges';

const utc = new TimeZone('UTC');

describe('The named time ranges', () => {
  it('are any time, 1 hour to 30 days, and the last night', () => {
    const ranges = namedRanges(Date.parse('2026-11-29T09:00Z'), utc);
    assert.deepEqual(
      ranges.map(({ title }) => title),
      [
        'Any time',
        'Last hour',
        'Last 24 hours',
        'Last 3 days',
        'Last 7 days',
        'Last 30 days',
        'Since 18:00 yesterday',
      ],
    );
    const from = Date.parse('2026-11-28T18:00Z');
    assert.deepEqual(ranges.at(-1)?.range, { kind: 'between', from });
  });

  for (const [zone, now, evening] of [
    ['Europe/Paris', '2026-10-25T12:00Z', '2026-10-24T16:00Z'],
    ['America/New_York', '2026-03-08T12:00Z', '2026-03-07T23:00Z'],
    ['Australia/Lord_Howe', '2026-04-04T20:00Z', '2026-04-04T07:00Z'],
    ['Asia/Tokyo', '2026-11-28T15:00Z', '2026-11-28T09:00Z'],
  ] as const) {
    it(`start at 18:00 of the clock in ${zone}, also right after it changed`, () => {
      const last = namedRanges(Date.parse(now), new TimeZone(zone)).at(-1);
      assert.deepEqual(last?.range, { kind: 'between', from: Date.parse(evening) });
    });
  }

  it('are told apart', () => {
    const ranges = namedRanges(0, utc).map(({ range }) => range);
    ranges.forEach((range, index) =>
      assert.deepEqual(
        ranges.map(other => isSameRange(range, other)),
        ranges.map((_, other) => other === index),
      ),
    );
    assert.equal(
      isSameRange({ kind: 'between', from: 1, to: 2 }, { kind: 'between', from: 1 }),
      false,
    );
  });
});

describe('A time as text', () => {
  it('has the form of the rows, and is read again as the same time', () => {
    for (const zone of ['UTC', 'Europe/Paris', 'Australia/Lord_Howe'].map(
      name => new TimeZone(name),
    )) {
      const time = Date.parse('2026-11-28T18:05Z');
      assert.equal(timeOfText(minuteText(time, zone), zone), time);
    }
    assert.equal(minuteText(Date.parse('2026-11-28T18:05Z'), utc), '2026-11-28 18:05');
    assert.equal(minuteText(NaN, utc), '');
  });

  it('may be a day, have seconds, or come from a row', () => {
    const at = (text: string): string | undefined => {
      const time = timeOfText(text, utc);
      return time === undefined ? undefined : new Date(time).toISOString().slice(0, 19);
    };
    assert.equal(at('2026-11-28'), '2026-11-28T00:00:00');
    assert.equal(at(' 2026-11-28T18:00:07Z '), '2026-11-28T18:00:07');
    for (const wrong of [
      '',
      'soon',
      '28.11.2026',
      '2026-02-30',
      '2026-13-01 10:00',
      '2026-11-28 25:00',
      '2026-11-28 18',
    ]) {
      assert.equal(at(wrong), undefined, wrong);
    }
  });
});
