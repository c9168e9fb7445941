import assert from 'node:assert/strict';
import { pollingWait } from '../../../../src/core/polling/pollingPolicy';

describe('pollingWait', () => {
  const wait = (windowFocused: boolean, somethingShown: boolean, interval = 5_000) =>
    pollingWait(interval, { windowFocused, somethingShown });

  it('is the interval while the window is focused and the view is visible', () => {
    assert.equal(wait(true, true), 5_000);
  });

  it('is longer for a dashboard beside another window, and for a status bar alone', () => {
    assert.equal(wait(false, true), 20_000);
    assert.equal(wait(true, false), 20_000);
  });

  it('is longest when both are in the background', () => {
    assert.equal(wait(false, false), 60_000);
  });

  it('stays off when it is off', () => {
    for (const focused of [true, false]) {
      assert.equal(wait(focused, true, 0), 0);
      assert.equal(wait(focused, false, 0), 0);
    }
  });

  it('fits the limit of a timer, 2^31 ms, whatever the interval', () => {
    assert(wait(false, false, 86_400_000) < 2 ** 31);
  });
});
