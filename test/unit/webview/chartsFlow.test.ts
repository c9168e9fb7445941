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

  it('asks when a result is on screen, once for each', () => {
    const flow = flowOf(undefined);
    assert.deepEqual(asked(), []);
    flow.follow(1);
    flow.follow(1);
    assert.deepEqual(posted, [{ type: 'charts', id: 1, utcOffsetMinutes: 60 }]);
  });

  it('keeps the last answer on screen until the next one comes', () => {
    const flow = flowOf(true);
    flow.follow(1);
    flow.receive(about(1));
    flow.follow(2);
    assert.equal(flow.shown?.answer.id, 1);
    flow.receive(about(2));
    assert.equal(flow.shown.answer.id, 2);
    assert.equal(changes, 2);
  });

  it('drops the answer about a result that is off the screen', () => {
    const flow = flowOf(true);
    flow.follow(1);
    flow.follow(2);
    flow.receive(about(1));
    assert.equal(flow.shown, undefined);
  });

  it('asks for nothing while folded, and at once when unfolded', () => {
    const flow = flowOf(false);
    flow.follow(1);
    flow.follow(2);
    assert.deepEqual(asked(), []);
    flow.toggle();
    assert.deepEqual(asked(), [2]);
    flow.toggle();
    flow.toggle();
    assert.deepEqual(asked(), [2], 'the answer is here, or on its way');
  });

  it('is folded or not as the user has chosen, else by the room there is', () => {
    assert.equal(flowOf(undefined, true).isOpen, true);
    assert.equal(flowOf(undefined, false).isOpen, false);
    assert.equal(flowOf(false, true).isOpen, false);
    const flow = flowOf(undefined, false);
    assert.equal(flow.choice, undefined);
    flow.toggle();
    assert.equal(flow.choice, true);
  });

  it('remembers by which clock an answer counts its days', () => {
    const flow = flowOf(true);
    flow.follow(1);
    offset = 120;
    flow.receive(about(1));
    assert.equal(flow.shown?.utcOffsetMinutes, 60);
  });
});
