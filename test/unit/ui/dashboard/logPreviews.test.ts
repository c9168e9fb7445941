import assert from 'node:assert/strict';
import type { LogPreview } from '../../../../src/protocol/logPreview';
import { LogPreviews } from '../../../../src/ui/dashboard/logPreviews';
import { aJob } from '../../../support/builders/builders';
import { settled } from '../../../support/fakes/fakeClock';

const lines: LogPreview = { kind: 'lines', lines: [{ text: 'a', isError: false }] };

function previewing(answer: () => Promise<LogPreview | undefined> = () => Promise.resolve(lines)) {
  const reads: { readonly jobId: string; readonly signal: AbortSignal }[] = [];
  const shown: [string, LogPreview['kind']][] = [];
  const previews = new LogPreviews({
    read: ({ jobId }, _item, signal) => {
      reads.push({ jobId, signal });
      return answer();
    },
    onRead: (jobId, { kind }) => shown.push([jobId, kind]),
  });
  return { previews, reads, shown };
}

const ended = aJob({ jobId: 'a', status: 'FAILED' });

describe('LogPreviews', () => {
  it('reads the log of a finished job once, however often it is looked at', async () => {
    const { previews, reads, shown } = previewing();
    await previews.show(ended, {});
    await previews.show(aJob({ jobId: 'b', status: 'FAILED' }), {});
    await previews.show(ended, undefined);
    assert.deepEqual(
      reads.map(({ jobId }) => jobId),
      ['a', 'b'],
    );
    assert.deepEqual(shown.at(-1), ['a', 'lines']);
  });

  it('reads the log of a running job at each look, because it grows', async () => {
    const { previews, reads } = previewing();
    await previews.show(aJob(), {});
    await previews.show(aJob(), {});
    assert.equal(reads.length, 2);
  });

  it('tries again after a failure', async () => {
    const { previews, reads, shown } = previewing(() =>
      Promise.resolve({ kind: 'failed', message: 'No.', remedy: 'Ask.' }),
    );
    await previews.show(ended, {});
    await previews.show(ended, {});
    assert.deepEqual([reads.length, shown.length], [2, 2]);
  });

  it('shows nothing of a job without a log', async () => {
    const { previews, shown } = previewing(() => Promise.resolve(undefined));
    await previews.show(ended, {});
    assert.deepEqual(shown, []);
  });

  it('drops the answer for a job that is no longer shown', async () => {
    let finish: (preview: LogPreview) => void = () => undefined;
    const { previews, reads, shown } = previewing(
      () =>
        new Promise(resolve => {
          finish = resolve;
        }),
    );
    void previews.show(ended, {});
    previews.close();
    finish(lines);
    await settled();
    assert.equal(reads[0]?.signal.aborted, true);
    assert.deepEqual(shown, []);
  });

  it('forgets what it knows of another table', async () => {
    const { previews, reads } = previewing();
    await previews.show(ended, {});
    previews.forget();
    await previews.show(ended, {});
    assert.equal(reads.length, 2);
  });
});
