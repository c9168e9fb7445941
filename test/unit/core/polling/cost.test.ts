import assert from 'node:assert/strict';
import {
  averageUnits,
  costOf,
  costText,
  formatDollars,
  formatUnits,
  shortCostText,
  type ReadCosts,
} from '../../../../src/core/polling/cost';

const costs = (over: Partial<ReadCosts>): ReadCosts => ({
  unit: 'readUnits',
  readUnits: 6,
  sessionUnits: 1_234,
  completeUnits: 3_500,
  changesUnits: undefined,
  followsChanges: false,
  ...over,
});

describe('The cost of reading AWS Batch itself', () => {
  const calls = costs({ unit: 'calls', readUnits: 30, changesUnits: 30 });

  it('is counted in calls per refresh and per hour, since AWS does not charge for them', () => {
    const cost = costOf(calls, 60_000) ?? assert.fail();
    assert.equal(cost.day, undefined);
    assert.equal(costText(cost), '30 calls, 1,234 this session, about 1,800 an hour');
    assert.equal(shortCostText(cost), '30 calls · ~1,800 an hour');
  });

  it('has no hour while it refreshes on demand only', () => {
    assert.equal(shortCostText(costOf(calls, 0) ?? assert.fail()), '30 calls');
  });
});

describe('costOf', () => {
  it('is unknown before the first refresh', () => {
    assert.equal(costOf(costs({ readUnits: undefined, sessionUnits: 0 }), 60_000), undefined);
  });

  it('counts a complete read per refresh without an index', () => {
    const day = costOf(costs({ readUnits: 3_500 }), 60_000)?.day;
    assert.equal(day?.units, 3_500 * 1_440);
    assert.equal(day.dollars.toFixed(6), '0.630000');
  });

  it('counts the changes per refresh and a complete read per hour with an index', () => {
    const day = costOf(costs({ changesUnits: 6, followsChanges: true }), 5_000)?.day;
    assert.equal(day?.units, 6 * 17_280 + 3_500 * 24);
  });

  it('counts no more complete reads than refreshes', () => {
    const day = costOf(costs({ changesUnits: 6, followsChanges: true }), 43_200_000)?.day;
    assert.equal(day?.units, 6 * 2 + 3_500 * 2);
  });

  it('is unknown until the cost of a change is known, and while nothing is refreshed', () => {
    assert.equal(costOf(costs({ followsChanges: true }), 5_000)?.day, undefined);
    assert.equal(costOf(costs({}), 0)?.day, undefined);
    assert.equal(costOf(costs({}), 0)?.sessionUnits, 1_234);
  });
});

describe('The average cost of refreshes', () => {
  it('starts with the first and follows the latest thirty or so', () => {
    assert.equal(averageUnits(undefined, 6), 6);
    const mixed = Array.from({ length: 600 }, (_, index) => (index % 15 === 0 ? 17 : 2));
    const average = mixed.reduce<number | undefined>(averageUnits, undefined) ?? assert.fail();
    assert(Math.abs(average - 3) < 0.3, `${average} of one in fifteen that costs more`);
  });
});

describe('the text of a cost', () => {
  const day = { units: 103_680, dollars: 0.01296 };

  it('has a long and a short form', () => {
    const cost = { readUnits: 6, sessionUnits: 1_234, day };
    assert.equal(costText(cost), '6 read units, 1,234 this session, about 103,680 ($0.01) a day');
    assert.equal(shortCostText(cost), '6 RCU · ~$0.01 a day');
  });

  it('omits an unknown cost per day', () => {
    const cost = { readUnits: 1, sessionUnits: 2.5 };
    assert.equal(costText(cost), '1 read unit, 2.5 this session');
    assert.equal(shortCostText(cost), '1 RCU');
  });

  it('does not show a small cost as zero', () => {
    assert.equal(formatDollars(0.0001), '<$0.01');
    const cost = { readUnits: 2, sessionUnits: 2, day: { units: 960, dollars: 0.00012 } };
    assert.equal(shortCostText(cost), '2 RCU · <$0.01 a day');
  });

  it('shows only significant digits', () => {
    assert.equal(formatDollars(12.5), '$12.50');
    assert.equal(formatDollars(1_234.5), '$1,235');
    assert.equal(formatUnits(2.5), '2.5');
    assert.equal(formatUnits(10.5), '11');
    assert.equal(formatUnits(103_680.25), '103,680');
  });
});
