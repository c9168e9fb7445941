import assert from 'node:assert/strict';
import { makeJob, type Job } from '../../../../src/core/job/job';
import { JobStore } from '../../../../src/core/store/jobStore';
import { aJob, manyJobs } from '../../../support/builders/builders';

/** A store with what it announced: each row that a job left or entered, with its job, and `changed` after each batch. */
function watched(): { store: JobStore; heard: string[]; changes: () => number } {
  const store = new JobStore();
  const heard: string[] = [];
  const observe = (): void => {
    const { jobId, status } = store.rows.fields;
    const shown = (row: number): string => `${jobId.get(row)} ${status.get(row)}`;
    store.observe({
      entered: row => heard.push(`entered ${shown(row)}`),
      leaving: row => heard.push(`leaving ${shown(row)}`),
    });
  };
  observe();
  store.onDidReset(() => {
    heard.push('reset');
    observe();
  });
  store.onDidChange(() => heard.push('changed'));
  return { store, heard, changes: () => heard.filter(word => word === 'changed').length };
}

describe('JobStore', () => {
  it('announces each row that a batch adds or changes, then the batch', () => {
    const { store, heard } = watched();
    const before = aJob({ jobId: 'a', status: 'RUNNING', sequence: 4 });
    const after = aJob({ jobId: 'a', status: 'SUCCEEDED', sequence: 1000 });
    const other = aJob({ jobId: 'b' });
    store.apply([before]);
    store.apply([after, other]);
    assert.deepEqual(heard, [
      ...['entered a RUNNING', 'changed'],
      ...['leaving a RUNNING', 'entered a SUCCEEDED', 'entered b RUNNING', 'changed'],
    ]);
    assert.equal(store.size, 2);
    assert.deepEqual(store.get('a'), after);
  });

  it('announces an array job with its first child and after its last one, and with none between', () => {
    const { store, heard } = watched();
    const child = (index: number) => aJob({ jobId: `a:${index}`, sequence: 4 });
    store.apply([aJob({ jobId: 'a', status: 'PENDING' })]);
    heard.length = 0;
    assert.equal(store.hasChildren('a'), false);
    store.apply([child(0), child(1), { ...child(0), status: 'SUCCEEDED', sequence: 1000 }]);
    assert.deepEqual(heard, [
      ...['leaving a PENDING', 'entered a PENDING', 'entered a:0 RUNNING', 'entered a:1 RUNNING'],
      ...['leaving a:0 RUNNING', 'entered a:0 SUCCEEDED', 'changed'],
    ]);
    assert.equal(store.hasChildren('a'), true);
    const mark = store.mark();
    store.apply([aJob({ jobId: 'a', status: 'PENDING' })]);
    heard.length = 0;
    store.removeUnseen(mark);
    assert.deepEqual(heard, [
      ...['leaving a:0 SUCCEEDED', 'leaving a:1 RUNNING'],
      ...['leaving a PENDING', 'entered a PENDING', 'changed'],
    ]);
    assert.equal(store.hasChildren('a'), false);
  });

  it('returns all values unchanged, including missing and unusual ones', () => {
    const { store, changes } = watched();
    const full: Record<keyof Job, Job[keyof Job]> = makeJob({ jobId: 'full', facts: { vcpus: 2 } });
    const small = ['attempts', 'exitCode', 'arrayIndex', 'arraySize'];
    for (const [index, field] of (Object.keys(full) as (keyof Job)[]).entries()) {
      const isLarge = field.endsWith('At') || field === 'sequence';
      const text = `${field} "ü" \u202e 😀`;
      full[field] ??= isLarge ? 1.5e12 + index : small.includes(field) ? index : text;
      full[field] = full[field] === '' ? text : full[field];
    }
    const jobs: Job[] = [
      makeJob({ jobId: 'bare' }),
      full as unknown as Job,
      aJob({ jobId: 'zone', timestamp: '2026-11-23T10:00:00+02:00' }),
      aJob({ jobId: 'millis', timestamp: '2026-11-23T10:00:00.250Z' }),
      aJob({ jobId: 'zeros', timestamp: '2026-11-23T10:00:00.000Z' }),
      aJob({ jobId: 'no day', timestamp: '2026-02-30T10:00:00Z' }),
      aJob({ jobId: 'no time', timestamp: 'yesterday' }),
      aJob({
        jobId: 'facts',
        facts: { tags: { b: '', a: 'ü' }, blocked: { reason: 'r', since: 1 } },
      }),
      aJob({ jobId: 'numbers', exitCode: -1, attempts: 0, createdAt: 2 ** 53, startedAt: 0.1 }),
    ];
    store.apply(jobs);
    store.apply(manyJobs(5000));
    for (const job of jobs) {
      assert.deepEqual(store.get(job.jobId), job);
    }
    store.apply(jobs);
    assert.equal(changes(), 2, 'the same values are no change');
    // What changes between a usual and an odd form leaves nothing behind.
    store.apply([aJob({ jobId: 'zone' }), aJob({ jobId: 'facts' })]);
    assert.deepEqual(store.get('zone'), aJob({ jobId: 'zone' }));
    assert.deepEqual(store.get('facts'), aJob({ jobId: 'facts' }));
  });

  it('keeps marks beside the jobs, also of those that arrive later, and announces them', () => {
    const { store, heard, changes } = watched();
    const [a, b] = [aJob({ jobId: 'a' }), aJob({ jobId: 'b' })];
    store.apply([a]);
    store.setMark('broken', ['a', 'b'], true);
    store.setMark('broken', ['a'], true);
    store.apply([b]);
    assert.deepEqual(heard, [
      ...['entered a RUNNING', 'changed'],
      ...['leaving a RUNNING', 'entered a RUNNING', 'changed'],
      ...['entered b RUNNING', 'changed'],
    ]);
    const marked = (): boolean[] =>
      ['a', 'b'].map((jobId, row) => {
        assert.equal(store.rows.isMarked(row, 'broken'), store.isMarked(jobId, 'broken'));
        return store.isMarked(jobId, 'broken');
      });
    assert.deepEqual(marked(), [true, true]);
    assert.equal(store.isMarked('a', 'acknowledged'), false);
    store.replaceMarks('broken', new Set(['b', 'c']));
    assert.deepEqual(marked(), [false, true]);
    const before = changes();
    store.replaceMarks('broken', new Set(['b', 'c']));
    assert.equal(changes(), before, 'the same marks are no change');
    store.clear();
    assert.equal(store.isMarked('b', 'broken'), false);
  });

  it('clears the marks of a row before another job reuses it', () => {
    const { store } = watched();
    store.apply([aJob({ jobId: 'a' })]);
    store.setMark('broken', ['a'], true);
    store.removeUnseen(store.mark());
    store.apply([aJob({ jobId: 'b' })]);
    assert.equal(store.rows.isMarked(0, 'broken'), false);
    store.removeUnseen(store.mark());
    store.apply([aJob({ jobId: 'a' })]);
    assert.equal(store.rows.isMarked(0, 'broken'), true);
  });

  it('knows the status of a job by its ID alone', () => {
    const { store } = watched();
    store.apply([aJob({ jobId: 'a', status: 'FAILED' }), aJob({ jobId: 'b', status: 'RUNNING' })]);
    assert.deepEqual(
      ['a', 'b', 'c'].map(jobId => store.statusOf(jobId)),
      ['FAILED', 'RUNNING', undefined],
    );
  });

  it('notifies no one once it is disposed', () => {
    const { store, heard } = watched();
    store.dispose();
    store.apply(manyJobs(2));
    store.clear();
    assert.deepEqual(heard, []);
  });

  it('announces nothing when nothing changed', () => {
    const { store, changes } = watched();
    store.apply(manyJobs(3));
    store.apply(manyJobs(3));
    store.apply([]);
    assert.equal(changes(), 1);
  });

  it('does not revert a job when an outdated page has an older state', () => {
    const { store } = watched();
    store.apply([aJob({ status: 'SUCCEEDED', sequence: 1000, timestamp: '2026-01-01T00:00:09Z' })]);
    store.apply([aJob({ status: 'RUNNING', sequence: 4, timestamp: '2026-01-01T00:00:05Z' })]);
    assert.equal(store.get('job-1')?.status, 'SUCCEEDED');
  });

  it('accepts new values for the same state', () => {
    const { store, changes } = watched();
    store.apply([aJob()]);
    store.apply([aJob({ mediaId: 'found later' })]);
    assert.equal(store.get('job-1')?.mediaId, 'found later');
    assert.equal(changes(), 2);
  });

  it('removes jobs missing from a complete read, whether changed or not', () => {
    const { store, heard } = watched();
    const [first, second, third] = manyJobs(3) as [Job, Job, Job];
    store.apply([first, second, third]);
    const mark = store.mark();
    store.apply([first]);
    store.apply([{ ...third, status: 'FAILED' }]);
    store.removeUnseen(mark);
    assert.deepEqual(heard.slice(-2), ['leaving job-1 RUNNING', 'changed']);
    assert.equal(store.size, 2);
    assert.equal(store.get('job-1'), undefined);
  });

  it('keeps jobs for which an older state arrived: the job is still in the table', () => {
    const { store } = watched();
    store.apply([aJob({ status: 'SUCCEEDED', sequence: 1000 })]);
    const mark = store.mark();
    store.apply([aJob({ status: 'RUNNING', sequence: 4 })]);
    store.removeUnseen(mark);
    assert.equal(store.get('job-1')?.status, 'SUCCEEDED');
  });

  it('reuses the row of a removed job, and mixes nothing up', () => {
    const { store } = watched();
    store.apply(manyJobs(3, index => ({ mediaId: `m${index}`, timestamp: 'odd' })));
    const mark = store.mark();
    store.apply(manyJobs(1, () => ({ mediaId: 'm0', timestamp: 'odd' })));
    store.removeUnseen(mark);
    store.apply([makeJob({ jobId: 'x' }), makeJob({ jobId: 'y' }), makeJob({ jobId: 'z' })]);
    assert.deepEqual([...store.jobs()].map(({ jobId }) => jobId).sort(), ['job-0', 'x', 'y', 'z']);
    assert.deepEqual(store.get('x'), makeJob({ jobId: 'x' }));
  });

  it('forgets everything at once, and announces that first', () => {
    const { store, heard } = watched();
    store.apply(manyJobs(2));
    heard.length = 0;
    store.clear();
    store.clear();
    assert.deepEqual(heard, ['reset', 'changed', 'reset']);
    assert.equal(store.size, 0);
  });

  it('can be iterated while jobs come, change and go', () => {
    const { store } = watched();
    store.apply(manyJobs(3));
    const seen: string[] = [];
    for (const { jobId, status } of store.jobs()) {
      seen.push(`${jobId} ${status}`);
      if (jobId === 'job-0') {
        const mark = store.mark();
        store.apply([aJob({ jobId: 'job-0' }), aJob({ jobId: 'job-1', status: 'FAILED' })]);
        store.removeUnseen(mark);
        store.apply([aJob({ jobId: 'late' })]);
      }
    }
    assert.deepEqual(seen, ['job-0 RUNNING', 'job-1 FAILED', 'late RUNNING']);
  });

  it('passes a row to observers with its old values, then with its new ones', () => {
    const { store } = watched();
    store.apply([aJob({ status: 'RUNNING' })]);
    const heard: string[] = [];
    const { status } = store.rows.fields;
    const observation = store.observe({
      entered: row => heard.push(`in ${status.get(row)}`),
      leaving: row => heard.push(`out ${status.get(row)}`),
    });
    store.apply([aJob({ status: 'FAILED' })]);
    store.removeUnseen(store.mark());
    assert.deepEqual(heard, ['out RUNNING', 'in FAILED', 'out FAILED']);
    observation.dispose();
    store.apply([aJob()]);
    assert.equal(heard.length, 3);
  });

  describe('time to live', () => {
    const now = Date.parse('2026-11-24T00:00:00Z');
    const inSeconds = (seconds: number): number => now / 1000 + seconds;

    it('ignores a job whose time has passed', () => {
      const { store, changes } = watched();
      store.apply([aJob({ expiresAt: inSeconds(0) }), aJob({ jobId: 'b' })], now);
      assert.deepEqual([...store.jobs()], [aJob({ jobId: 'b' })]);
      assert.equal(changes(), 1);
    });

    it('removes a job when its time passes, or when it is set to a time that has passed', () => {
      const { store, heard } = watched();
      store.apply(
        manyJobs(4, index => ({ expiresAt: inSeconds(index * 10) || undefined })),
        now - 1,
      );
      store.removeExpired(now);
      assert.equal(store.size, 3);
      store.removeExpired(now + 9_999);
      assert.equal(store.size, 3);
      store.removeExpired(now + 10_000);
      assert.deepEqual(heard.slice(-2), ['leaving job-1 RUNNING', 'changed']);
      store.apply([aJob({ jobId: 'job-3', expiresAt: inSeconds(5) })], now + 10_000);
      assert.deepEqual(heard.slice(-2), ['leaving job-3 RUNNING', 'changed']);
    });

    it('treats more than five years ago as a mistake', () => {
      const { store } = watched();
      const fiveYears = -5 * 365 * 86_400;
      store.apply(
        [
          aJob({ jobId: 'over', expiresAt: inSeconds(fiveYears + 1) }),
          aJob({ jobId: 'mistaken', expiresAt: inSeconds(fiveYears) }),
        ],
        now,
      );
      assert.deepEqual(
        [...store.jobs()].map(({ jobId }) => jobId),
        ['mistaken'],
      );
    });

    it('keeps a job whose time to live DynamoDB treats as a mistake', () => {
      const { store } = watched();
      const ancient = [0, -1e30, inSeconds(-6 * 365 * 86_400)];
      const jobs = manyJobs(3, index => ({ expiresAt: ancient[index] }));
      store.apply(jobs, now);
      store.removeExpired(now);
      assert.deepEqual([...store.jobs()], jobs);
    });

    it('is not changed by an older state of the job', () => {
      const { store } = watched();
      store.apply([aJob({ status: 'SUCCEEDED', sequence: 1000 })], now);
      store.apply([aJob({ sequence: 4, expiresAt: inSeconds(-1) })], now);
      assert.equal(store.size, 1);
    });
  });
});
