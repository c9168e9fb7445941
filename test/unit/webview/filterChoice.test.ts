import assert from 'node:assert/strict';
import { noFilter } from '../../../src/core/filter/jobFilter';
import {
  chipsOf,
  isSelected,
  switchStatuses,
  toggleValue,
} from '../../../webview/model/filterChoice';

describe('filterChoice', () => {
  it('adds and removes a value', () => {
    const once = toggleValue(noFilter, 'regions', 'eu-west-1');
    const twice = toggleValue(once, 'regions', 'us-east-1');

    assert.deepEqual(twice.regions, ['eu-west-1', 'us-east-1']);
    assert.deepEqual(toggleValue(twice, 'regions', 'eu-west-1').regions, ['us-east-1']);
    assert.deepEqual(noFilter.regions, []);
  });

  it('selects a group of statuses instead of other values, and clears it', () => {
    const group = ['RUNNING', 'STARTING'];
    const on = switchStatuses(toggleValue(noFilter, 'statuses', 'FAILED'), group);

    assert.deepEqual(on.statuses, group);
    assert.deepEqual(switchStatuses(on, group), noFilter);
  });

  it('compares selections in any order', () => {
    const filter = { ...noFilter, statuses: ['B', 'A'] };

    assert.ok(isSelected(filter, 'statuses', ['A', 'B']));
    assert.ok(!isSelected(filter, 'statuses', ['A']));
    assert.ok(!isSelected(noFilter, 'statuses', ['A']));
  });

  it('lists every active value', () => {
    assert.deepEqual(chipsOf({ ...noFilter, statuses: ['FAILED'], regions: ['x', 'y'] }), [
      { key: 'statuses', value: 'FAILED' },
      { key: 'regions', value: 'x' },
      { key: 'regions', value: 'y' },
    ]);
  });
});
