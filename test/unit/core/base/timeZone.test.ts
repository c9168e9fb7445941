import assert from 'node:assert/strict';
import { TimeZone } from '../../../../src/core/base/timeZone';

const hour = 3_600_000;

describe('TimeZone', () => {
  for (const [name, time, hours] of [
    ['UTC', '2026-07-01T00:00:00Z', 0],
    ['Europe/Paris', '2026-01-01T00:00:00Z', 1],
    ['Europe/Paris', '2026-10-25T00:59:59.999Z', 2],
    ['Europe/Paris', '2026-10-25T01:00:00Z', 1],
    ['America/New_York', '2026-03-08T06:59:59Z', -5],
    ['America/New_York', '2026-03-08T07:00:00Z', -4],
    ['Australia/Lord_Howe', '2026-07-01T00:00:00Z', 10.5],
    ['Australia/Lord_Howe', '2026-12-01T00:00:00Z', 11],
    ['Asia/Kathmandu', '2026-07-01T00:00:00Z', 5.75],
  ] as const) {
    it(`is ${hours} h from UTC in ${name} at ${time}`, () => {
      assert.equal(new TimeZone(name).offsetAt(Date.parse(time)) / hour, hours);
    });
  }

  it('knows the seconds of local mean time, and the ends of all dates', () => {
    const paris = new TimeZone('Europe/Paris');
    assert.equal(paris.offsetAt(Date.UTC(1890, 0, 1)), 561_000);
    assert.equal(paris.offsetAt(-Infinity), 561_000);
    assert.equal(paris.offsetAt(8.64e15) % hour, 0);
  });

  it('finds the moment at which the clock changes', () => {
    const paris = new TimeZone('Europe/Paris');
    const change = paris.changeBetween(Date.UTC(2026, 9, 24), Date.UTC(2026, 9, 26));
    assert.equal(new Date(change).toISOString(), '2026-10-25T01:00:00.000Z');
  });

  it('is UTC where a zone is unknown', () => {
    assert.equal(TimeZone.of('Mars/Olympus').name, 'UTC');
    assert.equal(TimeZone.of('Asia/Tokyo').name, 'Asia/Tokyo');
  });

  it('answers alike however often it is asked', () => {
    const zone = new TimeZone('America/New_York');
    const offsets = (): number[] =>
      Array.from({ length: 6_000 }, (_, index) => zone.offsetAt(index * 7 * hour));
    assert.deepEqual(offsets(), offsets());
  });
});
