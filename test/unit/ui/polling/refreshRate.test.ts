import assert from 'node:assert/strict';
import { Emitter } from '../../../../src/core/base/emitter';
import type { Attention } from '../../../../src/core/polling/pollingPolicy';
import { UserError } from '../../../../src/core/diagnostics/errors';
import type { FeedState } from '../../../../src/data/feed/feedState';
import { RefreshRate } from '../../../../src/ui/polling/refreshRate';
import { aFeedState } from '../../../support/builders/builders';

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;

const looking = { windowFocused: true, somethingShown: true };
const elsewhere = { windowFocused: false, somethingShown: true };
const away = { windowFocused: false, somethingShown: false };

describe('The wait between refreshes', () => {
  const attention = new Emitter<Attention>();
  let now: number;
  let state: FeedState;
  let seen: Attention;
  let rate: RefreshRate;
  let changes: number;

  beforeEach(() => {
    now = 1_000 * hour;
    seen = looking;
    state = aFeedState({
      load: { phase: 'ready' },
      followsChanges: true,
      changesUnits: 2,
      updatedAt: now,
      changedAt: now,
    });
    rate = new RefreshRate(
      {
        values: { liveIntervalMs: 5 * second, refreshIntervalMs: minute },
        onDidChange: () => ({ dispose: () => undefined }),
      } as never,
      {
        get now() {
          return seen;
        },
        onDidChange: attention.event,
      } as never,
      {
        get state() {
          return state;
        },
      },
      () => now,
    );
    changes = 0;
    rate.onDidChange(() => changes++);
  });
  afterEach(() => rate.dispose());

  const turnTo = (next: Attention): void => {
    seen = next;
    attention.fire(next);
  };
  /** A read that finds no change. */
  const readAfter = (ms: number): void => {
    now += ms;
    state = { ...state, updatedAt: now };
  };
  const seconds = (): number => rate.waitMs / second;

  it('widens step by step while reads find nothing, and narrows with a change', () => {
    const waits = [1, 2, 3, 4, 5, 6].map(() => {
      readAfter(minute);
      return seconds();
    });
    assert.deepEqual(waits, [1, 2, 3, 4, 5, 5]);
    state = { ...state, changedAt: now };
    assert.equal(seconds(), 1);
  });

  it('stays the same between two reads', () => {
    readAfter(minute);
    now += hour;
    assert.equal(seconds(), 1);
  });

  it('is 4 or 12 times as long while the user does not look, whether jobs change or not', () => {
    turnTo(elsewhere);
    assert.equal(seconds(), 4);
    turnTo(away);
    assert.equal(seconds(), 12);
    readAfter(hour);
    assert.equal(seconds(), 60);
  });

  for (const [name, before, after] of [
    ['the focus of the window', elsewhere, looking],
    ['a view that appears', { windowFocused: true, somethingShown: false }, looking],
  ] as const) {
    it(`narrows with ${name}, and widens again`, () => {
      turnTo(before);
      readAfter(hour);
      assert.equal(seconds(), 20);
      turnTo(after);
      assert.equal(seconds(), 1);
      readAfter(10 * minute);
      assert.equal(seconds(), 5);
      assert.equal(changes, 2);
    });
  }

  it('does not narrow when the user turns away', () => {
    readAfter(hour);
    turnTo(elsewhere);
    assert.equal(seconds(), 20);
  });

  it('narrows with a refresh by hand', () => {
    readAfter(hour);
    rate.notice();
    assert.equal(seconds(), 1);
    assert.equal(changes, 1);
  });

  it('is the one of the setting from the start if nothing has changed and nobody has looked', () => {
    state = { ...state, changedAt: undefined };
    assert.equal(seconds(), 5);
  });

  it('is the one of the setting while reads fail, so that the back-off starts from it', () => {
    const error = new UserError('network', 'No connection.', 'Wait.');
    state = { ...state, load: { phase: 'failed', error } };
    assert.equal(seconds(), 5);
    rate.notice();
    assert.equal(seconds(), 5);
  });

  it('is the one of the setting for an hour after a read was throttled', () => {
    state = { ...state, throttledAt: now };
    readAfter(hour - 1);
    state = { ...state, changedAt: now };
    assert.equal(seconds(), 5);
    readAfter(1);
    assert.equal(seconds(), 1);
  });

  it('is fixed for a table without the index, and for AWS Batch', () => {
    state = { ...state, followsChanges: false };
    assert.equal(seconds(), 60);
    readAfter(hour);
    assert.equal(seconds(), 60);
    turnTo(away);
    assert.equal(seconds(), 720);
  });
});
