import assert from 'node:assert/strict';
import { moveInBars, moveInList, stackHeights } from '../../../webview/model/chartShapes';

describe('the shapes of charts', () => {
  it('stacks parts in proportion', () => {
    assert.deepEqual(stackHeights([10, 0, 30], 80, 100), [12.5, 0, 37.5]);
  });

  it('makes every part visible, and no bar higher than the chart', () => {
    const heights = stackHeights([1, 1, 9998], 10_000, 100).map(part => +part.toFixed(1));
    assert.deepEqual(heights, [2.8, 2.8, 94.3]);
    assert.deepEqual(stackHeights([1], 10_000, 100), [3]);
  });

  it('keeps very many parts within their bar', () => {
    const heights = stackHeights(
      Array.from({ length: 200 }, (_, index) => (index === 0 ? 50 : 1)),
      249,
      100,
    );
    assert(Math.abs(heights.reduce((sum, part) => sum + part) - 100) < 1e-9);
    assert(heights.every(height => height > 0.4 && height < 4));
    assert.deepEqual(stackHeights([0, 0], 0, 100), [0, 0]);
  });

  const bars = [
    [0, 1, 2],
    [0, 0, 0],
    [3, 0, 1],
    [0, 0, 0],
  ];

  it('moves from bar to bar, skipping those without jobs', () => {
    assert.deepEqual(moveInBars('ArrowRight', { bar: 0 }, bars), { bar: 2 });
    assert.deepEqual(moveInBars('ArrowRight', { bar: 2, segment: 2 }, bars), { bar: 2 });
    assert.deepEqual(moveInBars('ArrowLeft', { bar: 2 }, bars), { bar: 0 });
    assert.deepEqual(moveInBars('Home', { bar: 2 }, bars), { bar: 0 });
    assert.deepEqual(moveInBars('End', { bar: 0 }, bars), { bar: 2 });
  });

  it('moves through the parts of a bar, and back to the entire bar', () => {
    assert.deepEqual(moveInBars('ArrowUp', { bar: 2 }, bars), { bar: 2, segment: 0 });
    assert.deepEqual(moveInBars('ArrowUp', { bar: 2, segment: 0 }, bars), { bar: 2, segment: 2 });
    assert.deepEqual(moveInBars('ArrowUp', { bar: 2, segment: 2 }, bars), { bar: 2, segment: 2 });
    assert.deepEqual(moveInBars('ArrowDown', { bar: 2, segment: 2 }, bars), { bar: 2, segment: 0 });
    assert.deepEqual(moveInBars('ArrowDown', { bar: 2, segment: 0 }, bars), { bar: 2 });
    assert.deepEqual(moveInBars('ArrowDown', { bar: 2 }, bars), { bar: 2 });
  });

  it('ignores other keys', () => {
    assert.equal(moveInBars('Tab', { bar: 0 }, bars), undefined);
    assert.equal(moveInList('Tab', 0, 3), undefined);
  });

  it('moves within a list, not beyond its ends', () => {
    assert.deepEqual(
      ['ArrowDown', 'ArrowUp', 'Home', 'End'].map(key => moveInList(key, 2, 3)),
      [2, 1, 0, 2],
    );
  });
});
