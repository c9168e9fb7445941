import assert from 'node:assert/strict';
import { UserError } from '../../../../src/core/diagnostics/errors';
import { withCompletion } from '../../../../src/data/feed/completion';
import { JobEvents, type EventReading } from '../../../../src/ui/dashboard/jobEvents';
import { aJob } from '../../../support/builders/builders';
import { FakeClock, settled } from '../../../support/fakes/fakeClock';

describe('JobEvents', () => {
  let clock: FakeClock;
  let asked: { jobId: string; signal: AbortSignal | undefined }[];
  let found: [string, EventReading['kind']][];
  let answer: () => Promise<Record<string, unknown> | undefined>;
  let events: JobEvents;

  beforeEach(() => {
    clock = new FakeClock();
    asked = [];
    found = [];
    answer = () => Promise.resolve({ fullEvent: '{}' });
    events = new JobEvents({
      clock,
      feed: {
        getItem: (jobId, signal) => {
          asked.push({ jobId, signal });
          return answer();
        },
      },
      onRead: (jobId, { kind }) => found.push([jobId, kind]),
    });
  });

  const ids = (): string[] => asked.map(({ jobId }) => jobId);
  const look = async (jobId: string): Promise<void> => {
    events.follow(aJob({ jobId }));
    await clock.advance(200);
  };

  it('reads the event of a job that stays selected for a moment, not of those skipped', async () => {
    events.follow(aJob({ jobId: 'a' }));
    await clock.advance(150);
    events.follow(aJob({ jobId: 'b' }));
    await clock.advance(150);
    assert.deepEqual(ids(), []);
    await clock.advance(50);
    assert.deepEqual(ids(), ['b']);
    assert.deepEqual(found, [['b', 'read']]);
  });

  it('reads it again only when the job has changed', async () => {
    await look('a');
    await look('a');
    assert.deepEqual(ids(), ['a']);
    events.follow(aJob({ jobId: 'a', status: 'FAILED' }));
    await clock.advance(200);
    assert.deepEqual(ids(), ['a', 'a']);
    assert.equal(found.length, 2);
  });

  it('returns the events of the last viewed jobs at once', async () => {
    for (let n = 0; n < 21; n++) {
      await look(`job-${n}`);
    }
    asked = [];
    found = [];
    events.follow(aJob({ jobId: 'job-1' }));
    assert.deepEqual(found, [['job-1', 'read']]);
    assert.deepEqual(asked, []);
    await look('job-0');
    assert.deepEqual(ids(), ['job-0'], 'the 21st is forgotten');
  });

  it('reads a job again that AWS Batch did not complete, in case it does by then', async () => {
    const error = new UserError('batch.denied', 'AWS denied it.', '');
    answer = () => Promise.resolve(withCompletion({ fullEvent: '{}' }, error));
    await look('a');
    await look('b');
    await look('a');
    assert.deepEqual(ids(), ['a', 'b', 'a']);
  });

  it('cancels a read when another job is selected, or none', async () => {
    let resolve: (item: Record<string, unknown>) => void = () => undefined;
    answer = () => new Promise(done => (resolve = done));
    await look('a');
    events.follow(aJob({ jobId: 'b' }));
    assert.equal(asked[0]?.signal?.aborted, true);
    resolve({ fullEvent: '{}' });
    await clock.advance(200);
    events.close();
    resolve({ fullEvent: '{}' });
    await settled();
    assert.equal(asked[1]?.signal?.aborted, true);
    assert.deepEqual(found, []);
  });

  it('reports a failure, does not retry automatically, and retries on request', async () => {
    answer = () => Promise.reject(new UserError('network', 'Not reached.', 'Check it.'));
    await look('a');
    await look('a');
    assert.deepEqual(found, [['a', 'failed']]);
    answer = () => Promise.resolve(undefined);
    events.retry('b');
    await settled();
    assert.equal(asked.length, 1, 'of another job than the one looked at');
    events.retry('a');
    await settled();
    assert.deepEqual(found.at(-1), ['a', 'read']);
  });

  it('forgets the events of another table', async () => {
    await look('a');
    events.forget();
    await look('a');
    assert.deepEqual(ids(), ['a', 'a']);
  });
});
