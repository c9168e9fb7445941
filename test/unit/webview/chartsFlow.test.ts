import assert from 'node:assert/strict';
import type { ToHost } from '../../../src/protocol/toHost';
import { ChartsFlow, type ChartsAnswer } from '../../../webview/model/chartsFlow';
import { sent } from './support';

const about = (id: number): ChartsAnswer => ({
  type: 'charts',
  id,
  outcomes: { from: 0, stepMs: 60_000, statuses: [], bars: [], undated: 0 },
  durations: [],
  moreTaskTypes: 0,
});

describe('ChartsFlow', () => {
  let posted: ToHost[];
  let changes: number;
  let offset: number;

  const flowOf = (open: boolean | undefined, hasRoom = true): ChartsFlow =>
    new ChartsFlow({
      open,
      hasRoom,
      post: message => posted.push(message),
      onChange: () => changes++,
      utcOffsetMinutes: () => offset,
    });
  const asked = (): number[] => sent(posted, 'charts').map(({ id }) => id);

  beforeEach(() => {
    posted = [];
    changes = 0;
    offset = 60;
  });

  it('requests charts when a result is on screen, once for each', () => {
    const flow = flowOf(undefined);
    assert.deepEqual(asked(), []);
    flow.follow(1);
    flow.follow(1);
    assert.deepEqual(posted, [{ type: 'charts', id: 1, utcOffsetMinutes: 60 }]);
  });

  it('keeps the last response on screen until the next one arrives', () => {
    const flow = flowOf(true);
    flow.follow(1);
    flow.receive(about(1));
    flow.follow(2);
    assert.equal(flow.shown?.answer.id, 1);
    flow.receive(about(2));
    assert.equal(flow.shown.answer.id, 2);
    assert.equal(changes, 2);
  });

  it('ignores a response about a previous result', () => {
    const flow = flowOf(true);
    flow.follow(1);
    flow.follow(2);
    flow.receive(about(1));
    assert.equal(flow.shown, undefined);
  });

  it('requests charts while collapsed, too, because the sparkline needs the response', () => {
    const flow = flowOf(false);
    flow.follow(1);
    flow.toggle();
    assert.deepEqual(asked(), [1]);
  });

  it('is collapsed or expanded as the user chose if there is room', () => {
    assert.equal(flowOf(undefined).isOpen, true);
    const flow = flowOf(false);
    assert.equal(flow.isOpen, false);
    flow.toggle();
    assert.equal(flow.isOpen, true);
    assert.equal(flow.choice, true);
  });

  it('is collapsed if there is no room, until the user expands it or the size changes', () => {
    for (const choice of [undefined, true, false]) {
      const flow = flowOf(choice, false);
      assert.equal(flow.isOpen, false);
      flow.toggle();
      assert.equal(flow.isOpen, true);
      assert.equal(flow.choice, choice, 'a choice for this moment');
      flow.setRoom(true);
      assert.equal(flow.isOpen, choice ?? true);
      flow.setRoom(false);
      assert.equal(flow.isOpen, false);
    }
  });

  it('remembers the time zone in which a response counts its days', () => {
    const flow = flowOf(true);
    flow.follow(1);
    offset = 120;
    flow.receive(about(1));
    assert.equal(flow.shown?.utcOffsetMinutes, 60);
  });
});
