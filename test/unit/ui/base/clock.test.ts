import assert from 'node:assert/strict';
import { MessageChannel } from 'node:worker_threads';
import { systemClock } from '../../../../src/ui/base/clock';

const soon = (): Promise<void> => new Promise(resolve => systemClock.setTimeout(resolve, 0));

describe('the clock of the system', () => {
  it('gives messages and timers a turn between slices, however many there are', async () => {
    const { port1, port2 } = new MessageChannel();
    const arrived: string[] = [];
    port2.on('message', () => arrived.push('message'));
    setTimeout(() => arrived.push('timer'), 1);
    port1.postMessage('');
    while (arrived.length < 2) {
      await soon();
    }
    port1.close();
    assert.deepEqual(arrived.sort(), ['message', 'timer']);
  });

  it('runs nothing that was cleared', async () => {
    let ran = 0;
    for (const ms of [0, 1]) {
      systemClock.clearTimeout(systemClock.setTimeout(() => ran++, ms));
    }
    const done = systemClock.setTimeout(() => ran++, 0);
    await new Promise(resolve => setTimeout(resolve, 5));
    systemClock.clearTimeout(done);
    systemClock.clearTimeout(undefined);
    assert.equal(ran, 1);
  });
});
