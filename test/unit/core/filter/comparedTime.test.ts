import assert from 'node:assert/strict';
import { dayMs, hourMs } from '../../../../src/core/base/timeUnits';
import { comparedTime } from '../../../../src/core/filter/comparedTime';

const now = Date.UTC(2026, 10, 23, 10);

describe('comparedTime', () => {
  it('is the period of the same length right before', () => {
    assert.deepEqual(comparedTime({ kind: 'last', ms: hourMs }, 'periodBefore', now), {
      kind: 'between',
      from: now - 2 * hourMs,
      to: now - hourMs,
    });
    const between = { kind: 'between', from: 100, to: 150 } as const;
    assert.deepEqual(comparedTime(between, 'periodBefore', now), {
      kind: 'between',
      from: 50,
      to: 100,
    });
  });

  it('is the same hours a week earlier', () =>
    assert.deepEqual(comparedTime({ kind: 'last', ms: dayMs }, 'weekAgo', now), {
      kind: 'between',
      from: now - 8 * dayMs,
      to: now - 7 * dayMs,
    }));

  it('takes a period without an end as one until now, and has none for one without a start', () => {
    assert.deepEqual(comparedTime({ kind: 'between', from: now - 100 }, 'periodBefore', now), {
      kind: 'between',
      from: now - 200,
      to: now - 100,
    });
    assert.equal(comparedTime({ kind: 'between', to: now }, 'periodBefore', now), undefined);
  });
});
