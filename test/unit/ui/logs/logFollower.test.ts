import assert from 'node:assert/strict';
import { UserError } from '../../../../src/core/diagnostics/errors';
import { LogFollower } from '../../../../src/ui/logs/logFollower';
import { FakeClock, settled } from '../../../support/fakes/fakeClock';

function following() {
  const clock = new FakeClock();
  const state = {
    clock,
    reads: 0,
    lines: 0,
    isVisible: true,
    isOver: false,
    hasNew: false,
    isAtEnd: true,
    problem: undefined as UserError | undefined,
    aborted: false,
    follower: undefined as unknown as LogFollower,
  };
  const log = {
    get problem() {
      return state.problem;
    },
    get isAtEnd() {
      return state.isAtEnd;
    },
    readNew: (signal: AbortSignal) => {
      state.reads++;
      signal.addEventListener('abort', () => {
        state.aborted = true;
      });
      return state.problem ? Promise.reject(state.problem) : Promise.resolve(state.hasNew);
    },
  };
  state.follower = new LogFollower({
    ...{ log, clock },
    isVisible: () => state.isVisible,
    isOver: () => state.isOver,
    onLines: () => {
      state.lines++;
    },
    onPhase: () => undefined,
  });
  state.follower.start();
  return state;
}

describe('following a log', () => {
  it('reads every 2 s while visible, every 10 s while hidden, and sooner when it is shown', async () => {
    const state = following();
    await state.clock.advance(2_000);
    assert.equal(state.reads, 1);
    state.isVisible = false;
    await state.clock.advance(2_000);
    assert.deepEqual(state.clock.waits, [10_000]);
    state.isVisible = true;
    state.follower.wake();
    assert.deepEqual(state.clock.waits, [2_000]);
  });

  it('ends when the attempt has ended and nothing has arrived for 20 s', async () => {
    const state = following();
    state.hasNew = true;
    await state.clock.advance(2_000);
    assert.equal(state.lines, 1);
    state.hasNew = false;
    state.isOver = true;
    await state.clock.advance(18_000);
    assert.equal(state.follower.phase, 'following');
    await state.clock.advance(2_000);
    assert.equal(state.follower.phase, 'ended');
    assert.deepEqual(state.clock.waits, []);
  });

  it('does not end while the job runs, however quiet', async () => {
    const state = following();
    for (let count = 0; count < 100; count++) {
      await state.clock.advance(2_000);
    }
    assert.equal(state.follower.phase, 'following');
  });

  it('backs off while AWS throttles or the network fails', async () => {
    const state = following();
    state.problem = new UserError('logs.throttled', 'Throttled.', '');
    await state.clock.advance(2_000);
    assert.deepEqual(state.clock.waits, [4_000]);
    await state.clock.advance(4_000);
    assert.deepEqual(state.clock.waits, [8_000]);
    state.problem = undefined;
    await state.clock.advance(8_000);
    assert.deepEqual(state.clock.waits, [2_000]);
  });

  it('does not back off while the stream does not exist yet', async () => {
    const state = following();
    state.problem = new UserError('logs.streamMissing', 'None.', '');
    await state.clock.advance(2_000);
    assert.deepEqual(state.clock.waits, [2_000]);
  });

  it('waits for a sign-in when the session expires, and goes on afterwards', async () => {
    const state = following();
    state.problem = new UserError('credentials.expired', 'Expired.', '');
    await state.clock.advance(2_000);
    assert.equal(state.follower.phase, 'waiting');
    assert.deepEqual(state.clock.waits, []);
    state.problem = undefined;
    state.follower.wake();
    await state.clock.advance(2_000);
    assert.equal(state.follower.phase, 'following');
    assert.equal(state.reads, 2);
  });

  it('stops at once, also in the middle of a read', async () => {
    const state = following();
    state.clock.advance(2_000).catch(() => undefined);
    state.follower.stop();
    await settled();
    assert.equal(state.aborted, true);
    assert.deepEqual([state.follower.phase, state.clock.waits], ['off', []]);
  });

  it('stops when much earlier lines have taken the place of the newest', async () => {
    const state = following();
    state.isAtEnd = false;
    await state.clock.advance(2_000);
    assert.equal(state.follower.phase, 'off');
  });
});
