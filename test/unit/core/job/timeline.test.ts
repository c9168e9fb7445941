import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  timelineOf,
  type AttemptTimes,
  type JobTimes,
  type Timeline,
} from '../../../../src/core/job/timeline';

const now = 1_000;

/** `w0:10-40` for the first attempt's wait from 10 to 40, `r` for a run, `…` for what is not over. */
const words = ({ spans }: Timeline): string =>
  spans
    .map(
      ({ kind, attempt, start, end, isOpen }) =>
        `${kind.charAt(0)}${attempt}:${start}-${end}${isOpen ? '…' : ''}`,
    )
    .join(' ');

const line = (job: JobTimes, attempts: readonly AttemptTimes[] = []): string =>
  words(timelineOf(job, attempts, now));

describe('timelineOf', () => {
  it('has a wait and a run for a finished job without known attempts', () => {
    const job = { status: 'SUCCEEDED', createdAt: 10, startedAt: 40, stoppedAt: 90 };
    assert.equal(line(job), 'w0:10-40 r0:40-90');
  });

  it('has the waits between attempts', () => {
    const job = { status: 'FAILED', createdAt: 10, startedAt: 40, stoppedAt: 200 };
    const attempts = [
      { startedAt: 40, stoppedAt: 90 },
      { startedAt: 100, stoppedAt: 150 },
      { startedAt: 150, stoppedAt: 200 },
    ];
    assert.equal(line(job, attempts), 'w0:10-40 r0:40-90 w1:90-100 r1:100-150 r2:150-200');
  });

  it('extends to now while a job waits or runs', () => {
    assert.equal(line({ status: 'RUNNABLE', createdAt: 10 }), 'w0:10-1000…');
    assert.equal(line({ status: 'RUNNING', createdAt: 10, startedAt: 40 }), 'w0:10-40 r0:40-1000…');
    assert.equal(line({ status: 'STARTING', since: 20 }), 'w0:20-1000…');
  });

  it('derives the current attempt from the job alone', () => {
    const attempts = [{ startedAt: 40, stoppedAt: 90 }];
    const job = { createdAt: 10, since: 120 };
    const before = 'w0:10-40 r0:40-90';
    assert.equal(line({ ...job, status: 'RUNNABLE' }, attempts), `${before} w1:90-1000…`);
    assert.equal(
      line({ ...job, status: 'RUNNING', startedAt: 110 }, attempts),
      `${before} w1:90-110 r1:110-1000…`,
    );
    assert.equal(
      line({ ...job, status: 'RUNNING', startedAt: 40 }, attempts),
      `${before} w1:90-120 r1:120-1000…`,
      'the first start says nothing of the second attempt',
    );
  });

  it('recognizes a job that never ran', () => {
    assert.equal(line({ status: 'FAILED', createdAt: 10, stoppedAt: 50 }), 'w0:10-50');
    assert.equal(line({ status: 'FAILED', createdAt: 10, since: 60 }), 'w0:10-60');
    assert.equal(line({ status: 'FAILED', createdAt: 10 }, [{ stoppedAt: 50 }]), 'w0:10-50');
  });

  it('uses the times of the job if its only attempt has none', () => {
    const job = { status: 'FAILED', createdAt: 10, startedAt: 40, stoppedAt: 90 };
    assert.equal(line(job, [{}]), 'w0:10-40 r0:40-90');
    assert.equal(line(job, [{ stoppedAt: 80 }]), 'w0:10-80', 'an attempt tells more of itself');
  });

  it('does not separate the wait and the run of an attempt without a start time', () => {
    const job = { status: 'FAILED', createdAt: 10 };
    const attempts = [
      { startedAt: 40, stoppedAt: 90 },
      { stoppedAt: 120, ran: true },
    ];
    assert.equal(line(job, attempts), 'w0:10-40 r0:40-90 e1:90-120');
    assert.equal(line({ ...job, status: 'SUCCEEDED', stoppedAt: 50 }), 'e0:10-50');
  });

  it('starts at the creation for the parent of an array job, regardless of its other times', () => {
    const parent = { createdAt: 10, since: 50, startedAt: 20, isArrayParent: true };
    assert.equal(line({ ...parent, status: 'PENDING' }), 'e0:10-1000…');
    assert.equal(line({ ...parent, status: 'SUCCEEDED' }), 'e0:10-50');
    assert.equal(line({ ...parent, status: 'FAILED', stoppedAt: 49 }), 'e0:10-49');
    assert.equal(line({ ...parent, status: 'PENDING', createdAt: undefined }), 'e0:50-1000…');
    const { spans, contradictions } = timelineOf(
      { ...parent, status: 'FAILED', stoppedAt: 5 },
      [],
      now,
    );
    assert.deepEqual([spans, contradictions.length], [[], 1]);
  });

  it('shows that a job never ran if it failed and no attempt ran', () => {
    const neverRan = (job: JobTimes, attempts: readonly AttemptTimes[] = [], earlier = 0) =>
      timelineOf(job, attempts, now, earlier).neverRan;
    const failed = { status: 'FAILED', createdAt: 10, stoppedAt: 50 };
    assert.equal(neverRan(failed), true);
    assert.equal(neverRan(failed, [{ stoppedAt: 50 }]), true);
    assert.equal(neverRan(failed, [{ startedAt: 20, stoppedAt: 30 }, { stoppedAt: 50 }]), false);
    assert.equal(neverRan({ ...failed, startedAt: 20 }), false);
    assert.equal(neverRan({ ...failed, ran: true }), false);
    assert.equal(neverRan(failed, [{ stoppedAt: 50 }], 1), false, 'an earlier one may have run');
    assert.equal(neverRan({ ...failed, isArrayParent: true }), false);
    assert.equal(neverRan({ ...failed, status: 'SUCCEEDED' }), false);
    assert.equal(neverRan({ status: 'RUNNABLE', createdAt: 10 }), false);
  });

  it('is empty for a job without times, and skips attempts before the known ones', () => {
    assert.equal(line({ status: 'SUCCEEDED' }), '');
    const attempts = [{ startedAt: 40, stoppedAt: 90 }];
    assert.equal(
      words(timelineOf({ status: 'FAILED', createdAt: 1 }, attempts, now, 7)),
      'r7:40-90',
    );
  });

  it('reports contradictory times, and does not draw them', () => {
    const told = (job: JobTimes, attempts: readonly AttemptTimes[] = []): readonly string[] => {
      const { spans, contradictions } = timelineOf(job, attempts, now);
      assert.ok(spans.every(({ start, end }) => end >= start));
      return contradictions;
    };
    assert.deepEqual(told({ status: 'FAILED', createdAt: 10, startedAt: 90, stoppedAt: 40 }), [
      'Inconsistent times: attempt 1 stopped before it started.',
    ]);
    assert.deepEqual(told({ status: 'FAILED', createdAt: 50, startedAt: 40, stoppedAt: 90 }), [
      'Inconsistent times: the job started or stopped before it was created.',
    ]);
    const attempts = [
      { startedAt: 40, stoppedAt: 90 },
      { startedAt: 80, stoppedAt: 95 },
    ];
    assert.deepEqual(told({ status: 'FAILED', createdAt: 10 }, attempts), [
      'Inconsistent times: attempt 2 started before attempt 1 stopped.',
    ]);
  });

  it('accepts a start equal to the previous end, and shows a run without duration', () => {
    const job = { status: 'FAILED', createdAt: 40, startedAt: 40, stoppedAt: 40 };
    assert.equal(line(job), 'r0:40-40');
    assert.deepEqual(timelineOf(job, [], now).contradictions, []);
    const attempts = [{ startedAt: 40, stoppedAt: 90 }];
    const again = { status: 'RUNNING', createdAt: 10, startedAt: 90, since: 95 };
    assert.equal(line(again, attempts), 'w0:10-40 r0:40-90 r1:90-1000…');
  });

  it('starts a run when the job says so, even before its creation', () => {
    const job = { status: 'RUNNING', createdAt: 50, startedAt: 40, since: 60 };
    assert.equal(line(job), 'r0:40-1000…');
  });

  it('ignores impossible dates', () => {
    const last = 8.64e15;
    const job = { status: 'FAILED', createdAt: -last, startedAt: 0, stoppedAt: last };
    assert.equal(line(job), `w0:${-last}-0 r0:0-${last}`);
    assert.equal(line({ ...job, stoppedAt: last + 1 }), `w0:${-last}-0`);
    assert.equal(line({ ...job, createdAt: NaN }), `r0:0-${last}`);
  });

  it('treats a time in the near future as now', () => {
    assert.equal(line({ status: 'RUNNABLE', createdAt: 5_000 }), 'w0:5000-5000…');
  });

  it('has no negative spans and few words, whatever the times', () => {
    const time = fc.option(fc.oneof(fc.integer(), fc.double()), { nil: undefined });
    const times = fc.record({ startedAt: time, stoppedAt: time, ran: fc.boolean() });
    const status = fc.constantFrom('RUNNING', 'SUCCEEDED', 'FAILED', 'PENDING', 'NEW');
    fc.assert(
      fc.property(
        fc.record({
          status,
          since: time,
          createdAt: time,
          startedAt: time,
          stoppedAt: time,
          isArrayParent: fc.boolean(),
        }),
        fc.array(times),
        (job, attempts) => {
          const { spans, contradictions, neverRan } = timelineOf(job, attempts, now);
          assert.ok(!neverRan || (job.status === 'FAILED' && !job.isArrayParent));
          assert.ok(!job.isArrayParent || spans.every(({ kind }) => kind === 'elapsed'));
          assert.ok(spans.every(({ start, end }) => end >= start));
          assert.ok(contradictions.length <= 3);
        },
      ),
    );
  });
});
