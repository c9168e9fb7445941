import assert from 'node:assert/strict';
import { noFilter } from '../../../src/core/filter/jobFilter';
import type { ToHost } from '../../../src/protocol/toHost';
import { EmptyFlow, partsOf } from '../../../webview/model/emptyFlow';
import { sent } from './support';

const filter = {
  ...noFilter,
  text: 'media:zzz exit:137',
  statuses: ['FAILED', ''],
  time: { kind: 'last', ms: 3_600_000 } as const,
};

describe('The parts of a filter', () => {
  it('are the terms of the search, the lists with a selection, and the time', () => {
    const parts = partsOf(filter);
    assert.deepEqual(
      parts.map(({ name }) => name),
      ['media:zzz', 'exit:137', 'Status: FAILED, No status', 'Time'],
    );
    assert.deepEqual(
      parts.map(({ rest }) => [rest.text, rest.statuses.length, rest.time?.kind]),
      [
        ['exit:137', 2, 'last'],
        ['media:zzz', 2, 'last'],
        ['media:zzz exit:137', 0, 'last'],
        ['media:zzz exit:137', 2, undefined],
      ],
    );
  });
});

describe('An empty result', () => {
  let posted: ToHost[];
  let flow: EmptyFlow;

  beforeEach(() => {
    posted = [];
    flow = new EmptyFlow({ post: message => posted.push(message), onChange: () => undefined });
  });

  it('names the parts without which jobs match', () => {
    flow.follow(7, 0, filter);
    assert.equal(sent(posted, 'counts')[0]?.filters.length, 4);
    flow.receive({ type: 'counts', id: 7, counts: [12, 0, 0, 3] });
    assert.deepEqual(
      flow.obstacles.map(({ name, matching }) => [name, matching]),
      [
        ['media:zzz', 12],
        ['Time', 3],
      ],
    );
  });

  it('asks once for each filter, and forgets the answer once jobs match', () => {
    flow.follow(1, 0, filter);
    flow.follow(2, 0, filter);
    assert.equal(posted.length, 1);
    flow.receive({ type: 'counts', id: 1, counts: [1, 1, 1, 1] });
    flow.follow(3, 5, filter);
    assert.deepEqual(flow.obstacles, []);
    flow.receive({ type: 'counts', id: 1, counts: [1, 1, 1, 1] });
    assert.deepEqual(flow.obstacles, [], 'an answer that comes too late');
  });
});
