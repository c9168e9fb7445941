import assert from 'node:assert/strict';
import { adaptiveInterval, type Activity } from '../../../../src/core/polling/adaptiveInterval';
import { Random } from '../../../../src/sample/random';

const second = 1_000;
const minute = 60 * second;

describe('The adaptive interval', () => {
  const interval = (activity: Partial<Activity>, maxMs = 5 * second): number =>
    adaptiveInterval(maxMs, { quietMs: 0, isRestrained: false, ...activity });

  it('is a second while jobs change', () => {
    assert.equal(interval({}), second);
    assert.equal(interval({ quietMs: 2 * minute - 1 }), second);
  });

  it('widens by whole seconds, a sixtieth of the time without changes', () => {
    const minutes = [2, 3, 4, 5, 6, 1_000];
    assert.deepEqual(
      minutes.map(count => interval({ quietMs: count * minute }) / second),
      [2, 3, 4, 5, 5, 5],
    );
  });

  it('reaches any interval that the user sets', () => {
    assert.equal(interval({ quietMs: 30 * minute }, minute), 30 * second);
    assert.equal(interval({ quietMs: 60 * minute }, minute), minute);
    assert.equal(interval({ quietMs: Infinity }, minute), minute);
  });

  it('is the one of the setting after failures and throttling', () => {
    assert.equal(interval({ isRestrained: true }), 5 * second);
  });

  it('stays off when it is off', () => {
    assert.equal(interval({}, 0), 0);
    assert.equal(interval({ isRestrained: true }, 0), 0);
  });

  it('widens again after the clock was set back', () => {
    assert.equal(interval({ quietMs: -60 * minute }), 5 * second);
  });

  it('is never below a second, never above the setting, and never shorter for being quiet', () => {
    const random = new Random(24);
    for (let round = 0; round < 20_000; round++) {
      const maxMs = second + Math.floor(random.next() ** 4 * 86_399_000);
      const activity = {
        quietMs: (random.next() - 0.1) * 10 ** (9 * random.next()),
        isRestrained: random.next() < 0.1,
      };
      const ms = adaptiveInterval(maxMs, activity);
      const what = JSON.stringify({ maxMs, activity, ms });
      assert(ms >= second && ms <= maxMs, what);
      const quieter = { ...activity, quietMs: Math.abs(activity.quietMs) * 2 };
      assert(adaptiveInterval(maxMs, quieter) >= ms, `quieter: ${what}`);
    }
  });
});
