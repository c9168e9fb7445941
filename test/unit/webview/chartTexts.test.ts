import assert from 'node:assert/strict';
import { ChartTexts } from '../../../webview/model/chartTexts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const ten = Date.UTC(2026, 10, 23, 10);

const texts = (stepMs: number, count = 3, from = ten, offset = 0): ChartTexts =>
  new ChartTexts(
    {
      from,
      stepMs,
      statuses: ['FAILED', '', 'SUCCEEDED'],
      bars: Array.from({ length: count }, () => [1200, 1, 0]),
      undated: 0,
    },
    offset,
  );

describe('ChartTexts', () => {
  it('names a period as briefly as possible', () => {
    assert.equal(texts(15 * minute).period(1), '2026-11-23 10:15 to 10:30');
    assert.equal(texts(12 * hour).period(1), '2026-11-23 22:00 to 2026-11-24 10:00');
    assert.equal(texts(day, 3, ten - 10 * hour).period(2), '2026-11-25');
    assert.equal(texts(7 * day, 3, ten - 10 * hour).period(0), '2026-11-23 to 2026-11-29');
  });

  it('shows times in the selected time zone', () => {
    assert.equal(texts(hour, 3, ten, 330).period(0), '2026-11-23 15:30 to 16:30');
    assert.equal(texts(hour, 3, ten, -660).period(0), '2026-11-22 23:00 to 2026-11-23 00:00');
  });

  it('describes a bar completely', () => {
    assert.equal(
      texts(hour).bar(0),
      '2026-11-23 10:00 to 11:00: 1,201 jobs, 1,200 FAILED, 1 No status',
    );
    assert.equal(texts(hour).segment(0, 1), '2026-11-23 10:00 to 11:00: 1 No status');
  });

  it('labels a few bars: times within a day, dates for days, both in between', () => {
    const labels = (...args: Parameters<typeof texts>): string[] =>
      texts(...args)
        .labels()
        .map(({ text }) => text);
    assert.deepEqual(labels(minute, 40), ['10:00', '10:10', '10:20', '10:30']);
    assert.deepEqual(labels(hour, 30), [
      '11-23 10:00',
      '11-23 18:00',
      '11-24 02:00',
      '11-24 10:00',
    ]);
    assert.deepEqual(labels(day, 2), ['2026-11-23', '2026-11-24']);
    assert.deepEqual(labels(hour, 0), []);
  });

  it('omits names for impossible dates', () => {
    assert.equal(texts(day, 1, -8.7e15).period(0), '–');
  });
});
