import assert from 'node:assert/strict';
import type { LogPage } from '../../../../src/core/logs/logEvent';
import { LogWindow } from '../../../../src/core/logs/logWindow';
import type { LogView } from '../../../../src/core/logs/renderLog';

const view: LogView = { times: 'none', startedAt: 0, isRevealed: false };

/** A page of entries `from` to `to`; its tokens name the entries beside it. */
const page = (from: number, to: number): LogPage => ({
  events: Array.from({ length: to - from }, (_, index) => ({
    time: from + index,
    text: `line ${from + index}`,
  })),
  backwardToken: `b${from}`,
  forwardToken: `f${to}`,
});

const bounds = (window: LogWindow) => {
  const lines = window.text(view).trimEnd().split('\n');
  return [lines[0], lines.at(-1), lines.length];
};

describe('a part of a log in memory', () => {
  it('grows at both ends', () => {
    const window = new LogWindow();
    window.addLater(page(10, 20));
    window.addEarlier(page(5, 10));
    window.addLater(page(20, 21));
    assert.deepEqual(bounds(window), ['line 5', 'line 20', 16]);
    assert.deepEqual([window.backwardToken, window.forwardToken], ['b5', 'f21']);
    assert.equal(window.isAtEnd, true);
  });

  it('recognizes the start of the stream by the repeated token', () => {
    const window = new LogWindow();
    window.addLater(page(0, 10));
    window.addEarlier({ events: [], backwardToken: 'b0', forwardToken: 'f0' });
    assert.equal(window.backwardToken, undefined);
  });

  it('drops the oldest pages while following, and can load them again', () => {
    const window = new LogWindow({ events: 100, characters: 1e9 });
    for (let from = 0; from < 1_000; from += 10) {
      window.addLater(page(from, from + 10));
    }
    assert.deepEqual(bounds(window), ['line 900', 'line 999', 100]);
    assert.equal(window.backwardToken, 'b900');
  });

  it('drops the newest pages for earlier ones, and reports it', () => {
    const window = new LogWindow({ events: 100, characters: 1e9 });
    window.addLater(page(900, 1_000));
    window.addEarlier(page(850, 900));
    assert.deepEqual(bounds(window), ['line 850', 'line 899', 50]);
    assert.equal(window.isAtEnd, false);
    assert.equal(window.forwardToken, 'f900');
  });

  it('stays within its limit of characters over a million lines', () => {
    const window = new LogWindow({ events: 1e9, characters: 100_000 });
    for (let from = 0; from < 1_000_000; from += 5_000) {
      window.addLater(page(from, from + 5_000));
    }
    assert(window.eventsHeld <= 10_000, String(window.eventsHeld));
  });

  it('tells by how many lines those rendered have moved', () => {
    const window = new LogWindow({ events: 100, characters: 1e9 });
    window.addLater(page(50, 60));
    window.addEarlier(page(40, 50));
    assert.equal(window.drainShift(view), 0, 'nothing was rendered yet');
    window.text(view);
    window.addEarlier(page(30, 40));
    window.addEarlier(page(20, 30));
    window.addLater(page(60, 61));
    assert.equal(window.drainShift(view), 20);
    window.text(view);
    assert.equal(window.drainShift(view), 0);
    window.addLater(page(61, 150));
    assert.equal(window.drainShift(view), -30);
    window.addEarlier(page(10, 50));
    window.addLater(page(150, 250));
    assert.deepEqual(bounds(window), ['line 150', 'line 249', 100]);
    assert.equal(window.drainShift(view), -11, 'without those that never were rendered');
  });

  it('renders a page once for each view', () => {
    const window = new LogWindow();
    window.addLater(page(0, 3));
    assert.equal(window.text(view), window.text(view));
    assert.equal(
      window.text({ ...view, times: 'sinceStart' }).split('\n')[1],
      '+00:00:00.001 line 1',
    );
  });
});
