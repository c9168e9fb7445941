import assert from 'node:assert/strict';
import { UserError } from '../../../../src/core/diagnostics/errors';
import type { Job } from '../../../../src/core/job/job';
import { readLogPreview } from '../../../../src/ui/logs/readLogPreview';
import { aJob } from '../../../support/builders/builders';
import { FakeLogs } from '../../../support/fakes/fakeLogs';

const { signal } = new AbortController();

const read = (facts: Partial<Job>, logs: FakeLogs) =>
  readLogPreview(
    {
      region: 'eu-west-1',
      locate: () => assert.fail('the item is known'),
      reader: () => Promise.resolve(logs),
    },
    aJob({ logStreamName: 's', ...facts }),
    {},
    signal,
  );

describe('the preview of a log', () => {
  it('is read by one request', async () => {
    const logs = new FakeLogs();
    logs.put('s', ...Array.from({ length: 1_000 }, (_, index) => `line ${index}`), 'KeyError: x');
    const preview = await read({}, logs);
    assert(preview?.kind === 'lines');
    assert.equal(preview.lines.length, 20);
    assert.deepEqual(preview.lines.at(-1), { text: 'KeyError: x', isError: true });
    assert.equal(logs.requests, 1);
  });

  it('says why the log cannot be read', async () => {
    const logs = new FakeLogs();
    logs.failure = new UserError('logs.denied', 'AWS denied it.', 'Ask.');
    assert.deepEqual(await read({}, logs), {
      kind: 'failed',
      message: 'AWS denied it.',
      remedy: 'Ask.',
    });
  });

  it('is none of a job without a log, and asks for nothing', async () => {
    const logs = new FakeLogs();
    assert.equal(await read({ logStreamName: undefined }, logs), undefined);
    assert.equal(logs.requests, 0);
  });
});
