import assert from 'node:assert/strict';
import { readBatchEvent } from '../../../../src/core/job/batchEvent';
import type { BatchEvent } from '../../../../src/sample/batchEvent';
import { live, type LiveClock, type LiveOptions } from '../../../local/simulator/live';
import { simulate } from '../../../local/simulator/simulate';

const until = new Date('2026-11-23T12:00:00Z');
const past = { seed: 3, jobs: 200, until, hours: 6 };

/** A clock that runs only while somebody sleeps. */
function fakeClock(): LiveClock {
  let now = until.getTime();
  return {
    now: () => now,
    sleep: ms => {
      now += ms;
      return Promise.resolve();
    },
  };
}

/** The next `count` events. */
async function take(count: number, options: Partial<LiveOptions> = {}): Promise<BatchEvent[]> {
  const events: BatchEvent[] = [];
  const abort = new AbortController();
  const clock = fakeClock();
  for await (const event of live({ ...past, signal: abort.signal, clock, ...options })) {
    const late = clock.now() - Date.parse(event.time);
    assert(options.clock !== undefined || (late >= 0 && late <= 1_000), `${late} ms late`);
    if (events.push(event) === count) {
      abort.abort();
    }
  }
  return events;
}

describe('live', () => {
  it('continues where the past ended: unfinished jobs progress, and new jobs appear', async () => {
    const before = new Set([...simulate(past)].map(({ detail }) => detail.jobId));
    const events = await take(300);
    const known = events.filter(({ detail }) => before.has(detail.jobId));
    assert(known.length > 20 && known.length < 300, String(known.length));
    assert(events.every(({ time }) => time >= '2026-11-23T12:00:00Z'));
    const times = events.map(({ time }) => time);
    assert.deepEqual(times, times.toSorted());
  });

  it('is the same each time', async () => {
    assert.deepEqual(await take(100), await take(100));
  });

  it('creates valid events, at any speed', async () => {
    for (const event of await take(300, { speed: 60 })) {
      assert.equal(readBatchEvent(event).ok, true);
    }
  });

  it('accelerates the unfinished jobs, not the clock', async () => {
    const end = async (speed: number): Promise<number> => {
      const events = await take(60, { speed, newJobsPerMinute: 0.001 });
      return Date.parse(events.at(-1)?.time ?? '') - until.getTime();
    };
    const [slow, fast] = [await end(1), await end(60)];
    assert(fast < slow / 30, `${fast} ms to ${slow} ms`);
  });

  it('creates the requested number of new jobs', async () => {
    const before = new Set([...simulate(past)].map(({ detail }) => detail.jobId));
    const events = await take(3_000, { speed: 100, newJobsPerMinute: 60 });
    const minutes = (Date.parse(events.at(-1)?.time ?? '') - until.getTime()) / 60_000;
    const isNew = ({ detail }: BatchEvent): boolean => !before.has(detail.jobId);
    const rate = new Set(events.filter(isNew).map(({ detail }) => detail.jobId)).size / minutes;
    assert(rate > 40 && rate < 90, `${rate.toFixed(1)} a minute`);
  });

  it('stops at once when aborted while it waits', async () => {
    const abort = new AbortController();
    // By the real clock: with an older `until`, events would be overdue.
    const none = { ...past, jobs: 0, until: new Date(), newJobsPerMinute: 1e-9 };
    const events = live({ ...none, signal: abort.signal });
    setImmediate(() => abort.abort());
    assert.deepEqual(await events.next(), { value: undefined, done: true });
  });
});
