import assert from 'node:assert/strict';
import {
  costOf,
  costText,
  formatDollars,
  formatUnits,
  shortCostText,
  type ReadCosts,
} from '../../../../src/core/polling/cost';

const costs = (over: Partial<ReadCosts>): ReadCosts => ({
  readUnits: 6,
  sessionUnits: 1_234,
  completeUnits: 3_500,
  changesUnits: undefined,
  followsChanges: false,
  ...over,
});

describe('costOf', () => {
  it('is unknown before the first refresh', () => {
    assert.equal(costOf(costs({ readUnits: undefined, sessionUnits: 0 }), 60_000), undefined);
  });

  it('counts a whole read each round where there is no index', () => {
    const day = costOf(costs({ readUnits: 3_500 }), 60_000)?.day;
    assert.equal(day?.units, 3_500 * 1_440);
    assert.equal(day.dollars.toFixed(6), '0.630000');
  });

  it('counts what changed each round and a whole read an hour where there is one', () => {
    const day = costOf(costs({ changesUnits: 6, followsChanges: true }), 5_000)?.day;
    assert.equal(day?.units, 6 * 17_280 + 3_500 * 24);
  });

  it('counts no more whole reads than there are rounds', () => {
    const day = costOf(costs({ changesUnits: 6, followsChanges: true }), 43_200_000)?.day;
    assert.equal(day?.units, 6 * 2 + 3_500 * 2);
  });

  it('makes no guess before it has seen what a change costs, nor while nothing is refreshed', () => {
    assert.equal(costOf(costs({ followsChanges: true }), 5_000)?.day, undefined);
    assert.equal(costOf(costs({}), 0)?.day, undefined);
    assert.equal(costOf(costs({}), 0)?.sessionUnits, 1_234);
  });
});

describe('the text of a cost', () => {
  const day = { units: 103_680, dollars: 0.01296 };

  it('is spelled out, and short', () => {
    const cost = { readUnits: 6, sessionUnits: 1_234, day };
    assert.equal(costText(cost), '6 read units, 1,234 this session, about 103,680 ($0.01) a day');
    assert.equal(shortCostText(cost), '6 RCU · ~$0.01 a day');
  });

  it('leaves out the day that is not known', () => {
    const cost = { readUnits: 1, sessionUnits: 2.5 };
    assert.equal(costText(cost), '1 read unit, 2.5 this session');
    assert.equal(shortCostText(cost), '1 RCU');
  });

  it('does not call a little nothing', () => {
    assert.equal(formatDollars(0.0001), '<$0.01');
    const cost = { readUnits: 2, sessionUnits: 2, day: { units: 960, dollars: 0.00012 } };
    assert.equal(shortCostText(cost), '2 RCU · <$0.01 a day');
  });

  it('keeps to digits that say something', () => {
    assert.equal(formatDollars(12.5), '$12.50');
    assert.equal(formatDollars(1_234.5), '$1,235');
    assert.equal(formatUnits(2.5), '2.5');
    assert.equal(formatUnits(10.5), '11');
    assert.equal(formatUnits(103_680.25), '103,680');
  });
});
