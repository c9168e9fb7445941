import assert from 'node:assert/strict';
import { setImmediate as turn } from 'node:timers/promises';
import { TasksByKey } from '../../../../../lambda/tools/replay/tasksByKey';
import { Random } from '../../../../../src/sample/random';

describe('TasksByKey', () => {
  it('keeps the order of each key, and never exceeds the concurrency', async () => {
    const random = new Random(3);
    const tasks = new TasksByKey(4);
    const ended = new Map<string, number[]>();
    let running = 0;
    let most = 0;
    for (let index = 0; index < 200; index++) {
      const key = String(index % 7);
      await tasks.start(key, async () => {
        most = Math.max(most, ++running);
        for (let turns = Math.floor(random.next() * 5); turns >= 0; turns--) {
          await turn();
        }
        running--;
        ended.set(key, [...(ended.get(key) ?? []), index]);
      });
    }
    await tasks.end();
    assert.equal(most, 4);
    assert.equal([...ended.values()].flat().length, 200);
    for (const indexes of ended.values()) {
      assert.deepEqual(
        indexes,
        indexes.toSorted((a, b) => a - b),
      );
    }
  });

  it('throws at the next start, or at the end, when a task failed', async () => {
    const failure = new Error('no');
    const failed = async (): Promise<TasksByKey> => {
      const tasks = new TasksByKey(1);
      await tasks.start('a', () => Promise.reject(failure));
      return tasks;
    };
    const starting = await failed();
    await assert.rejects(
      starting.start('a', () => Promise.resolve()),
      failure,
    );
    await assert.rejects(
      starting.start('b', () => Promise.resolve()),
      failure,
    );
    await assert.rejects((await failed()).end(), failure);
  });
});
