import assert from 'node:assert/strict';
import { PromptThrottle } from '../../../../src/core/base/promptThrottle';
import { EventClock } from '../../../support/fakes/eventClock';

describe('A prompt throttle', () => {
  let clock: EventClock;
  let throttle: PromptThrottle;
  let start: number;
  let runs: number[];

  beforeEach(() => {
    clock = new EventClock(() => 0.5);
    start = clock.now();
    runs = [];
    throttle = new PromptThrottle(() => runs.push(clock.now() - start), 200, clock);
  });

  it('runs 30 ms after the first of several calls, once', async () => {
    throttle.request();
    await clock.pass(10);
    throttle.request();
    await clock.pass(1_000);
    assert.deepEqual(runs, [30]);
  });

  it('runs once per interval while calls go on, and after the last one', async () => {
    for (let call = 0; call < 50; call++) {
      throttle.request();
      await clock.pass(10);
    }
    await clock.pass(1_000);
    assert.deepEqual(runs, [30, 230, 430, 630]);
  });

  it('is prompt again after a pause', async () => {
    throttle.request();
    await clock.pass(1_000);
    throttle.request();
    await clock.pass(1_000);
    assert.deepEqual(runs, [30, 1_030]);
  });

  it('runs again for a call during the run', async () => {
    let isFirst = true;
    throttle = new PromptThrottle(
      () => {
        runs.push(clock.now() - start);
        if (isFirst) {
          isFirst = false;
          throttle.request();
        }
      },
      200,
      clock,
    );
    throttle.request();
    await clock.pass(1_000);
    assert.deepEqual(runs, [30, 230]);
  });

  it('runs no more once disposed', async () => {
    throttle.request();
    throttle.dispose();
    await clock.pass(1_000);
    assert.deepEqual(runs, []);
  });
});
