import assert from 'node:assert/strict';
import { TimeZone } from '../../../src/core/base/timeZone';
import type { ToHost } from '../../../src/protocol/toHost';
import { ChartsFlow, type ChartsAnswer } from '../../../webview/model/chartsFlow';
import { sent } from './support';

const about = (id: number): ChartsAnswer => ({
  type: 'charts',
  id,
  outcomes: { step: { unit: 'minute', count: 1 }, statuses: [], bars: [], undated: 0 },
  durations: [],
  moreTaskTypes: 0,
});

const paris = new TimeZone('Europe/Paris');
const utc = new TimeZone('UTC');

describe('ChartsFlow', () => {
  let posted: ToHost[];
  let changes: number;
  let zone: TimeZone;
  let paint: () => void;

  const flowOf = (open: boolean | undefined, hasRoom = true): ChartsFlow =>
    new ChartsFlow({
      open,
      hasRoom,
      post: message => posted.push(message),
      onChange: () => changes++,
      zone: () => zone,
      afterPaint: run => {
        const before = paint;
        paint = () => {
          before();
          run();
        };
      },
    });
  /** A result comes on screen. */
  const follow = (flow: ChartsFlow, id: number): void => {
    flow.follow(id);
    paint();
  };
  const asked = (): number[] => sent(posted, 'charts').map(({ id }) => id);

  beforeEach(() => {
    posted = [];
    changes = 0;
    zone = paris;
    paint = () => undefined;
  });

  it('requests charts when a result is painted, once for each', () => {
    const flow = flowOf(undefined);
    flow.follow(1);
    assert.deepEqual(asked(), []);
    paint();
    follow(flow, 1);
    assert.deepEqual(posted, [{ type: 'charts', id: 1, timeZone: 'Europe/Paris' }]);
  });

  it('requests no charts of a result that was replaced before it was painted', () => {
    const flow = flowOf(undefined);
    flow.follow(1);
    flow.follow(2);
    paint();
    assert.deepEqual(asked(), [2]);
  });

  it('keeps the last response on screen until the next one arrives', () => {
    const flow = flowOf(true);
    follow(flow, 1);
    flow.receive(about(1));
    follow(flow, 2);
    assert.equal(flow.shown?.answer.id, 1);
    flow.receive(about(2));
    assert.equal(flow.shown.answer.id, 2);
    assert.equal(changes, 2);
  });

  it('ignores a response about a previous result', () => {
    const flow = flowOf(true);
    follow(flow, 1);
    follow(flow, 2);
    flow.receive(about(1));
    assert.equal(flow.shown, undefined);
  });

  it('requests charts while collapsed, too, because the sparkline needs the response', () => {
    const flow = flowOf(false);
    follow(flow, 1);
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
    follow(flow, 1);
    zone = utc;
    flow.receive(about(1));
    assert.equal(flow.shown?.zone, paris);
  });

  it('requests charts again when the user chooses another clock, not before the first ones', () => {
    const flow = flowOf(true);
    flow.followClock();
    assert.deepEqual(posted, []);
    follow(flow, 1);
    flow.followClock();
    zone = utc;
    flow.followClock();
    assert.deepEqual(
      sent(posted, 'charts').map(({ timeZone }) => timeZone),
      ['Europe/Paris', 'UTC'],
    );
  });
});
