import assert from 'node:assert/strict';
import { isComplete, nextReadMs } from '../../../../src/core/logs/followPolicy';

describe('following a log', () => {
  it('reads every 2 s while visible and every 10 s while not', () => {
    assert.equal(nextReadMs({ isVisible: true, failures: 0 }), 2_000);
    assert.equal(nextReadMs({ isVisible: false, failures: 0 }), 10_000);
  });

  it('backs off while reads fail, to a minute at most', () => {
    assert.equal(nextReadMs({ isVisible: true, failures: 2 }), 8_000);
    assert.equal(nextReadMs({ isVisible: true, failures: 50 }), 60_000);
  });

  it('ends when the attempt is over and the stream has been quiet', () => {
    assert.equal(isComplete(true, 20_000), true);
    assert.equal(isComplete(true, 19_999), false);
    assert.equal(isComplete(false, 1e9), false);
  });
});
