import assert from 'node:assert/strict';
import { noFilter } from '../../../src/core/filter/jobFilter';
import type { ToHost } from '../../../src/protocol/toHost';
import { FailuresFlow, withoutGroup } from '../../../webview/model/failuresFlow';
import { sent } from './support';

describe('FailuresFlow', () => {
  let posted: ToHost[];
  let changes: number;

  const flowOf = (saved?: { isOpen: boolean; order: 'count' | 'lastTime' }): FailuresFlow =>
    new FailuresFlow({
      saved,
      post: message => posted.push(message),
      onChange: () => changes++,
    });
  const answer = (flow: FailuresFlow, id: number, ...ids: string[]): void =>
    flow.receive({
      type: 'failures',
      id,
      failures: ids.length,
      unresolved: 0,
      more: 0,
      groups: ids.map(group => ({
        id: group,
        cause: { title: group, explanation: '', remedy: '', source: '' },
        signature: '',
        count: 1,
        unresolved: 0,
        taskTypes: [],
        revisions: [],
        media: 0,
        hours: [],
      })),
    });

  const firstOf = (flow: FailuresFlow): string | undefined => flow.shown?.groups[0]?.id;

  beforeEach(() => {
    posted = [];
    changes = 0;
  });

  it('asks only while it is open, after each result and for another order', () => {
    const flow = flowOf();
    flow.follow(noFilter);
    assert.deepEqual(posted, []);
    flow.open();
    flow.sortBy('lastTime');
    flow.follow({ ...noFilter, text: 'x' });
    flow.close();
    flow.follow(noFilter);
    assert.deepEqual(
      sent(posted, 'failures').map(({ id, order, filter }) => [id, order, filter.text]),
      [
        [1, 'count', ''],
        [2, 'lastTime', ''],
        [3, 'lastTime', 'x'],
      ],
    );
  });

  it('continues as in the page before', () => {
    const flow = flowOf({ isOpen: true, order: 'lastTime' });
    assert.equal(flow.isOpen, true);
    flow.follow(noFilter);
    assert.equal(sent(posted, 'failures')[0]?.order, 'lastTime');
  });

  it('knows what its groups are called for completions, also once it is closed', () => {
    const flow = flowOf();
    assert.equal(flow.groupLabels.size, 0);
    flow.open();
    flow.follow(noFilter);
    answer(flow, 1, 'memory', 'image');
    flow.close();
    assert.deepEqual(
      [...flow.groupLabels],
      [
        ['memory', 'memory'],
        ['image', 'image'],
      ],
    );
  });

  it('shows the newest answer alone, and none once it is closed', () => {
    const flow = flowOf();
    flow.follow(noFilter);
    flow.open();
    flow.follow(noFilter);
    answer(flow, 1, 'old');
    assert.equal(firstOf(flow), undefined);
    answer(flow, 2, 'new');
    assert.equal(firstOf(flow), 'new');
    flow.close();
    answer(flow, 2, 'late');
    assert.equal(flow.shown, undefined);
  });

  it('unfolds the first group at first, then those that the user unfolds', () => {
    const flow = flowOf();
    flow.follow(noFilter);
    flow.open();
    answer(flow, 1, 'a', 'b');
    assert.deepEqual([flow.isUnfolded('a'), flow.isUnfolded('b')], [true, false]);
    flow.toggle('b');
    flow.toggle('a');
    flow.follow(noFilter);
    answer(flow, 2, 'a', 'b');
    assert.deepEqual([flow.isUnfolded('a'), flow.isUnfolded('b')], [false, true]);
  });

  it('keeps the tab stop on its group, and moves it to the first one when the group is gone', () => {
    const flow = flowOf();
    flow.follow(noFilter);
    flow.open();
    answer(flow, 1, 'a', 'b');
    assert.equal(flow.active, 'a');
    flow.activate('b');
    assert.equal(flow.active, 'b');
    const before = changes;
    flow.activate('b');
    assert.equal(changes, before);
    flow.follow(noFilter);
    answer(flow, 2, 'c');
    assert.equal(flow.active, 'c');
  });

  it('removes the terms for one group from a search, and no others', () => {
    assert.equal(withoutGroup('group:3f2a9c1b'), '');
    assert.equal(withoutGroup('zip group:1 status:failed GROUP:2'), 'zip status:failed');
    assert.equal(withoutGroup('-group:1 "group:2"'), '-group:1 "group:2"');
  });
});
