import assert from 'node:assert/strict';
import { fractionOf, queueUtilizationOf } from '../../../../src/core/queues/queueUtilization';

describe('The utilization of a queue', () => {
  const usage = (quantity: number, capacityUnit = 'VCPU') => [{ capacityUnit, quantity }];

  it('has the capacity in use, the shares that use the most, and how many more there are', () => {
    const { total, shares, moreShares, updatedAt } = queueUtilizationOf({
      totalCapacityUsage: usage(12),
      fairshareUtilization: {
        activeShareCount: 3,
        topCapacityUtilization: [{ shareIdentifier: 'teamA', capacityUsage: usage(9) }],
      },
      lastUpdatedAt: 5,
    });
    assert.deepEqual(total, [{ unit: 'VCPU', quantity: 12 }]);
    assert.deepEqual(shares, [
      { name: 'teamA', usage: total.map(one => ({ ...one, quantity: 9 })) },
    ]);
    assert.deepEqual([moreShares, updatedAt], [2, 5]);
  });

  it('is empty where AWS Batch tells nothing', () => {
    const nothing = { total: [], shares: [], moreShares: 0, updatedAt: undefined };
    assert.deepEqual(queueUtilizationOf({}), nothing);
    assert.deepEqual(queueUtilizationOf({ fairshareUtilization: {}, lastUpdatedAt: 0 }), nothing);
  });

  it('has a fraction for each share, where its unit is that of the total', () => {
    const total = [{ unit: 'VCPU', quantity: 12 }];
    const share = (unit: string, quantity: number) => ({ name: 's', usage: [{ unit, quantity }] });
    assert.equal(fractionOf(share('VCPU', 9), total), 0.75);
    assert.equal(fractionOf(share('cpu', 9), total), undefined);
    assert.equal(fractionOf(share('VCPU', 0), [{ unit: 'VCPU', quantity: 0 }]), undefined);
    assert.equal(fractionOf({ name: 's', usage: [] }, total), undefined);
  });
});
