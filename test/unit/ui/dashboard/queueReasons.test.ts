import assert from 'node:assert/strict';
import { QueueReasons } from '../../../../src/ui/dashboard/queueReasons';
import { aJob } from '../../../support/builders/builders';
import { settled } from '../../../support/fakes/fakeClock';

const job = aJob({ jobId: 'a', status: 'RUNNABLE' });

function reading(answer: (jobId: string) => Promise<readonly string[]>) {
  const read: string[] = [];
  const reasons = new QueueReasons(
    ({ jobId }) => answer(jobId),
    jobId => read.push(jobId),
  );
  return { reasons, read };
}

describe('What the queue tells about the job in the details', () => {
  it('is announced once it is read, and again only when it changes', async () => {
    let texts = ['Position in the queue: 2.'];
    const { reasons, read } = reading(() => Promise.resolve(texts));

    assert.equal(reasons.of(job), undefined);
    await settled();
    assert.deepEqual(reasons.of(job), texts);
    await settled();
    assert.deepEqual(read, ['a']);

    texts = ['Position in the queue: 1.'];
    reasons.of(job);
    await settled();
    assert.deepEqual(read, ['a', 'a']);
  });

  it('is nothing where the queues may not be read', async () => {
    const { reasons, read } = reading(() => Promise.resolve([]));

    reasons.of(job);
    await settled();

    assert.deepEqual(read, []);
    assert.equal(reasons.of(job), undefined);
  });

  it('never shows what an earlier job in the details waited for', async () => {
    const answers = new Map<string, (texts: readonly string[]) => void>();
    const { reasons, read } = reading(jobId => new Promise(resolve => answers.set(jobId, resolve)));
    const other = aJob({ jobId: 'b', status: 'RUNNABLE' });

    reasons.of(job);
    reasons.of(other);
    answers.get('b')?.(['of b']);
    answers.get('a')?.(['of a']);
    await settled();

    assert.deepEqual(read, ['b']);
    reasons.forget();
    assert.equal(reasons.of(other), undefined);
  });
});
