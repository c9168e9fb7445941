import assert from 'node:assert/strict';
import { TimeZone } from '../../../src/core/base/timeZone';
import { noFilter, type JobFilter } from '../../../src/core/filter/jobFilter';
import type { ToHost } from '../../../src/protocol/toHost';
import { causeDifferences } from '../../../webview/model/causeDifferences';
import { ComparisonFlow } from '../../../webview/model/comparisonFlow';
import { ghostBars } from '../../../webview/model/ghostBars';

const hour = 3_600_000;
const now = Date.UTC(2026, 10, 24, 12);

describe('the causes compared with an earlier period', () => {
  it('are those whose number of jobs changed, the largest change first', () => {
    const differences = causeDifferences(
      [
        { value: '', count: 90 },
        { value: 'oom', label: 'Out of memory', count: 200 },
        { value: 'timeout', label: 'Timeout', count: 12 },
        { value: 'same', label: 'Same', count: 5 },
      ],
      [
        { value: '', count: 10 },
        { value: 'oom', label: 'Out of memory', count: 16 },
        { value: 'same', label: 'Same', count: 5 },
        { value: 'host', label: 'Host lost', count: 30 },
      ],
    );
    assert.deepEqual(
      differences.map(({ label, count, before }) => [label, count, before]),
      [
        ['Out of memory', 200, 16],
        ['Host lost', 0, 30],
        ['Timeout', 12, 0],
      ],
    );
  });
});

describe('the bars of an earlier period', () => {
  it('belong to the bars that their middles are in, and outside of all to none', () => {
    const bars = [{ to: 0 }, { from: 0, to: 10 }, { from: 10, to: 20 }, { from: 20, to: 30 }];
    const earlier = [
      { from: -12, to: -2, count: 7 },
      { from: -2, to: 8, count: 1 },
      { from: 8, to: 18, count: 2 },
      { from: 18, to: 28, count: 3 },
      { from: 28, to: 38, count: 4 },
    ];
    assert.deepEqual(ghostBars(bars, earlier), [0, 1, 2, 3]);
    assert.deepEqual(ghostBars([], earlier), []);
  });
});

describe('the comparison', () => {
  const setUp = () => {
    const sent: ToHost[] = [];
    const flow = new ComparisonFlow({
      saved: {},
      post: message => sent.push(message),
      onChange: () => undefined,
      now: () => now,
      zone: () => new TimeZone('UTC'),
    });
    return { sent, flow, types: () => sent.map(({ type }) => type) };
  };
  const lastDay: JobFilter = { ...noFilter, time: { kind: 'last', ms: 24 * hour } };

  it('moves the bars of the earlier period to the one on screen', () => {
    const { flow } = setUp();
    flow.choose('weekAgo', lastDay);
    const from = now - 8 * 24 * hour;
    flow.receive({
      type: 'compared',
      id: 1,
      figures: { total: 3, succeeded: 0, failed: 3, running: 0, successRate: 0 },
      causes: [],
      bars: [{ from, to: from + hour, count: 3 }],
    });
    assert.deepEqual(flow.barsFor(lastDay), [
      { from: now - 24 * hour, to: now - 23 * hour, count: 3 },
    ]);
    assert.equal(flow.barsFor({ ...lastDay }), undefined, 'another result is on screen');
  });

  it('also counts earlier failures that are older or acknowledged by now', () => {
    const { flow, sent } = setUp();
    const text = '-is:acknowledged -age:>24h type:"ingest video" is:unresolved';
    flow.choose('weekAgo', { ...lastDay, statuses: ['FAILED'], text });
    const [request] = sent;
    assert(request?.type === 'compare');
    assert.deepEqual(
      [request.filter.statuses, request.filter.text],
      [['FAILED'], 'type:"ingest video" is:unresolved'],
    );
  });

  it('tells the host once that it has ended, or that nothing can be compared', () => {
    const { flow, types } = setUp();
    flow.follow(lastDay);
    assert.deepEqual(types(), []);
    flow.choose('periodBefore', lastDay);
    flow.choose(undefined, lastDay);
    flow.follow(lastDay);
    assert.deepEqual(types(), ['compare', 'comparisonClosed']);
    flow.choose('periodBefore', lastDay);
    flow.follow(noFilter);
    assert.deepEqual(types().slice(2), ['compare', 'comparisonClosed']);
  });
});
