import assert from 'node:assert/strict';
import { activeAt, barAt, moveActive, partOf } from '../../../webview/model/activeBar';

const bars = (from: number, ...counts: readonly (readonly number[])[]) => ({
  statuses: ['FAILED', 'SUCCEEDED'],
  bars: counts.map((each, index) => ({
    from: from + 10 * index,
    to: from + 10 * (index + 1),
    counts: each,
  })),
});
const before = bars(100, [1, 1], [0, 0], [2, 0]);

describe('The active bar', () => {
  it('stays at its time when bars are added or leave the axis', () => {
    const active = activeAt(before, { bar: 2 });
    assert.deepEqual(partOf(bars(90, [1, 0], [1, 1], [0, 0], [2, 0], [4, 0]), active), { bar: 3 });
    assert.deepEqual(partOf(bars(110, [1, 0], [2, 0]), active), { bar: 1 });
  });

  it('stays at its status when others appear before it', () => {
    const active = activeAt(before, { bar: 0, segment: 1 });
    const more = { ...bars(100, [1, 1, 1]), statuses: ['BROKEN', 'FAILED', 'SUCCEEDED'] };
    assert.deepEqual(partOf(more, active), { bar: 0, segment: 2 });
    assert.deepEqual(partOf(bars(100, [1, 0]), active), { bar: 0 }, 'the whole bar without it');
  });

  it('goes to the nearest bar with jobs if its own has none', () => {
    assert.deepEqual(partOf(before, { start: 110 }), { bar: 0 });
    assert.deepEqual(partOf(bars(100, [0, 0], [0, 0], [1, 0]), { start: 100 }), { bar: 2 });
    assert.deepEqual(partOf(bars(100), { start: 100 }), { bar: 0 });
  });

  it('is the bar that contains its time when bars have another length', () => {
    const long = { statuses: ['FAILED'], bars: [{ from: 0, to: 1000, counts: [9] }] };
    assert.equal(barAt(long, 110), 0);
    const older = { statuses: ['FAILED'], bars: [{ to: 0, counts: [1] }, ...long.bars] };
    assert.equal(barAt(older, 110), 1);
    assert.equal(barAt(older, -Infinity), 0);
    assert.deepEqual(activeAt(older, { bar: 0 }), { start: -Infinity });
  });

  it('moves by keys', () => {
    const active = activeAt(before, { bar: 0 });
    assert.deepEqual(moveActive('ArrowRight', before, active), { start: 120 });
    assert.deepEqual(moveActive('ArrowUp', before, active), { start: 100, status: 'FAILED' });
    assert.equal(moveActive('Tab', before, active), undefined);
  });
});
