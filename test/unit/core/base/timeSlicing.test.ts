import assert from 'node:assert/strict';
import { filtered, inSlices, runInSlices } from '../../../../src/core/base/timeSlicing';

/** Work of `steps` steps of a millisecond each, on a clock that only it moves. */
function setUp(steps: number, jump: (step: number) => number = () => 0) {
  let time = 0;
  const timers: (() => void)[] = [];
  const clock = {
    now: () => time,
    setTimeout: (run: () => void) => timers.push(run),
    clearTimeout: (timer: unknown) => {
      timers.splice((timer as number) - 1, 1);
    },
  };
  function* work(): Generator<undefined, string> {
    for (let step = 0; step < steps; step++) {
      time += 1 + jump(step);
      yield;
    }
    return 'done';
  }
  const results: string[] = [];
  const running = runInSlices(work(), clock, result => results.push(result));
  return { results, timers, running, time: () => time };
}

describe('runInSlices', () => {
  it('finishes at once if the work fits in a slice', () => {
    assert.deepEqual(setUp(5).results, ['done']);
  });

  it('yields after each slice', () => {
    const { results, timers, time } = setUp(100);
    let slices = 1;
    let before = 0;
    while (results.length === 0) {
      assert(time() - before <= 50, 'a slice is too long');
      before = time();
      timers.shift()?.();
      slices++;
    }
    assert(slices > 5);
    assert.equal(timers.length, 0);
  });

  it('also yields when the clock is set back', () => {
    const { results, timers } = setUp(100, step => (step === 5 ? -3_600_000 : 0));
    assert.equal(timers.length, 1);
    assert.deepEqual(results, []);
  });

  it('stops when it is disposed', () => {
    const { results, timers, running } = setUp(100);
    running.dispose();
    assert.equal(timers.length, 0);
    assert.deepEqual(results, []);
  });
});

describe('a long list in slices', () => {
  const clock = {
    now: () => 0,
    setTimeout: (run: () => void) => setImmediate(run),
    clearTimeout: () => undefined,
  };

  it('keeps the matching items, in order', async () => {
    const even = filtered([4, 1, 2, 3, 6], number => number % 2 === 0);
    assert.deepEqual(await inSlices(even, clock), [4, 2, 6]);
    assert.deepEqual(
      await inSlices(
        filtered([], () => true),
        clock,
      ),
      [],
    );
  });
});
