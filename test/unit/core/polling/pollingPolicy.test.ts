import assert from 'node:assert/strict';
import { pollingWait } from '../../../../src/core/polling/pollingPolicy';

describe('pollingWait', () => {
  const wait = (windowFocused: boolean, somethingShown: boolean, interval = 5_000) =>
    pollingWait(interval, { windowFocused, somethingShown });

  it('is the interval while somebody looks', () => {
    assert.equal(wait(true, true), 5_000);
  });

  it('is longer for a dashboard beside another window, and for a status bar alone', () => {
    assert.equal(wait(false, true), 20_000);
    assert.equal(wait(true, false), 20_000);
  });

  it('is longest when nobody looks', () => {
    assert.equal(wait(false, false), 60_000);
  });

  it('stays off when it is off', () => {
    for (const focused of [true, false]) {
      assert.equal(wait(focused, true, 0), 0);
      assert.equal(wait(focused, false, 0), 0);
    }
  });

  it('fits a timer, which counts to 2^31 ms, whatever the interval', () => {
    assert(wait(false, false, 86_400_000) < 2 ** 31);
  });
});
