import assert from 'node:assert/strict';
import { until } from '../../../local/process/until';

describe('until', () => {
  it('waits while the check returns nothing, false or an error, and returns its result', async () => {
    const answers = [
      () => undefined,
      () => false as const,
      () => {
        throw new Error('not there');
      },
      () => 'there',
    ];
    assert.equal(await until('an answer', () => answers.shift()?.(), { everyMs: 1 }), 'there');
    assert.deepEqual(answers, []);
  });

  it('reports what it waited for, and why it failed', async () => {
    await assert.rejects(
      until('the moon', () => Promise.reject(new Error('no moon')), { timeoutMs: 5, everyMs: 1 }),
      ({ message, cause }: Error) =>
        message.includes('the moon') && String(cause).includes('no moon'),
    );
    await assert.rejects(
      until('truth', () => false, { timeoutMs: 5, everyMs: 1 }),
      /truth/,
    );
  });
});
