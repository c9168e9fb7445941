import assert from 'node:assert/strict';
import { TimeZone } from '../../../../src/core/base/timeZone';
import { BarGrid } from '../../../../src/core/query/barGrid';
import {
  calendarSteps,
  maxLengthOf,
  type CalendarStep,
} from '../../../../src/core/query/calendarStep';

const hour = 3_600_000;

const step = (count: number, unit: CalendarStep['unit']): CalendarStep => ({ unit, count });

/** What the zone's clock shows at the starts of the bars that contain these times. */
function clock(zoneName: string, from: string, to: string, of: CalendarStep): string[] {
  const zone = new TimeZone(zoneName);
  const { starts } = BarGrid.around(Date.parse(from), Date.parse(to), of, zone);
  return starts.map(start =>
    new Date(zone.localTime(start)).toISOString().slice(5, 16).replace('T', ' '),
  );
}

describe('The bars of a time axis', () => {
  it('are hours that exist twice, or not at all, when the clock of Paris changes', () => {
    assert.deepEqual(
      clock('Europe/Paris', '2026-10-24T23:00Z', '2026-10-25T01:59Z', step(1, 'hour')),
      ['10-25 01:00', '10-25 02:00', '10-25 02:00', '10-25 03:00'],
    );
    assert.deepEqual(
      clock('Europe/Paris', '2026-03-29T00:00Z', '2026-03-29T01:59Z', step(1, 'hour')),
      ['03-29 01:00', '03-29 03:00', '03-29 04:00'],
    );
  });

  it('are hours of New York before and after its clock changes', () => {
    assert.deepEqual(
      clock('America/New_York', '2026-11-01T05:00Z', '2026-11-01T06:59Z', step(1, 'hour')),
      ['11-01 01:00', '11-01 01:00', '11-01 02:00'],
    );
    assert.deepEqual(
      clock('America/New_York', '2026-03-08T06:00Z', '2026-03-08T07:59Z', step(1, 'hour')),
      ['03-08 01:00', '03-08 03:00', '03-08 04:00'],
    );
  });

  it('start at full hours of Lord Howe, whose clock changes by half an hour', () => {
    assert.deepEqual(
      clock('Australia/Lord_Howe', '2026-04-04T14:00Z', '2026-04-04T15:59Z', step(1, 'hour')),
      ['04-05 01:00', '04-05 01:30', '04-05 02:00', '04-05 03:00'],
    );
    assert.deepEqual(
      clock('Australia/Lord_Howe', '2026-10-03T14:30Z', '2026-10-03T16:30Z', step(1, 'hour')),
      ['10-04 01:00', '10-04 02:30', '10-04 03:00', '10-04 04:00'],
    );
  });

  it('are parts of a local day that take longer or shorter when the clock changes', () => {
    const zone = new TimeZone('Europe/Paris');
    const lengths = (from: string, to: string): number[] => {
      const { starts } = BarGrid.around(Date.parse(from), Date.parse(to), step(3, 'hour'), zone);
      return starts.slice(1).map((end, index) => (end - (starts[index] ?? 0)) / hour);
    };
    assert.deepEqual(lengths('2026-10-24T21:00Z', '2026-10-25T03:00Z'), [3, 4, 3]);
    assert.deepEqual(lengths('2026-03-28T22:00Z', '2026-03-29T03:00Z'), [3, 2, 3]);
  });

  for (const [zone, spring, autumn] of [
    ['Europe/Paris', '2026-03-29', '2026-10-25'],
    ['America/New_York', '2026-03-08', '2026-11-01'],
    ['Australia/Lord_Howe', '2026-10-04', '2026-04-05'],
    // Its clock changes at midnight.
    ['America/Havana', '2026-03-08', '2026-11-01'],
    ['Asia/Beirut', '2026-03-29', '2026-10-25'],
  ] as const) {
    for (const change of [spring, autumn]) {
      it(`are days from midnight to midnight in ${zone} around ${change}`, () => {
        const noon = Date.parse(`${change}T12:00Z`);
        const [from, to] = [-3, 3].map(days => new Date(noon + days * 24 * hour).toISOString());
        const starts = clock(zone, from ?? '', to ?? '', step(1, 'day'));
        assert.deepEqual(
          starts.filter(start => !/ 0[01]:00$/.test(start)),
          [],
        );
        assert.equal(new Set(starts.map(start => start.slice(0, 5))).size, starts.length);
        assert.ok(
          starts.filter(start => start.endsWith(' 01:00')).length <= 1,
          'the skipped midnight',
        );
      });
    }
  }

  it('are weeks from Monday, months and years by the local calendar', () => {
    assert.deepEqual(
      clock('Europe/Paris', '2026-03-24T00:00Z', '2026-04-01T00:00Z', step(1, 'week')),
      ['03-23 00:00', '03-30 00:00', '04-06 00:00'],
    );
    assert.deepEqual(
      clock('America/New_York', '2026-01-01T00:00Z', '2026-04-15T00:00Z', step(3, 'month')),
      ['10-01 00:00', '01-01 00:00', '04-01 00:00', '07-01 00:00'],
    );
    assert.deepEqual(
      clock('Australia/Lord_Howe', '2025-12-31T14:00Z', '2026-01-01T00:00Z', step(1, 'year')),
      ['01-01 00:00', '01-01 00:00'],
    );
  });

  it('follow each other without gap or overlap, whatever the zone, the time and the step', () => {
    for (const name of ['Europe/Paris', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Beirut']) {
      const zone = new TimeZone(name);
      for (const each of calendarSteps.slice(0, -1)) {
        for (let month = 0; month < 12; month++) {
          const time = Date.UTC(2026, month, 25, 1, 17);
          const grid = BarGrid.around(time, time, each, zone, 40);
          const { starts } = grid;
          const where = `${name} ${each.count} ${each.unit} ${month}`;
          starts.slice(1).forEach((end, index) => {
            const length = end - (starts[index] ?? 0);
            assert.ok(length > 0 && length <= maxLengthOf(each) + hour, where);
          });
          const bar = grid.barOf(time);
          assert.ok(bar >= 39 && bar < grid.length, where);
          assert.ok((starts[bar] ?? Infinity) <= time && time < (starts[bar + 1] ?? 0), where);
          // A grid that starts elsewhere has the same bars.
          const other = BarGrid.around(starts[bar] ?? 0, time, each, zone);
          assert.equal(other.starts[0], starts[bar], where);
        }
      }
    }
  });

  it('end with the last time that a date can have', () => {
    const years = step(10_000, 'year');
    const grid = BarGrid.around(-8.64e15, 8.64e15, years, new TimeZone('UTC'), 5);
    assert.equal(grid.starts[0], -8.64e15);
    assert.equal(grid.barOf(8.64e15), grid.length - 1);
    assert.ok(grid.length <= 56);
  });

  it('say which times are outside', () => {
    const grid = BarGrid.around(0, hour, step(1, 'hour'), new TimeZone('UTC'));
    assert.deepEqual(
      [-1, 0, hour, 2 * hour].map(time => grid.barOf(time)),
      [-1, 0, 1, 2],
    );
  });
});
