import assert from 'node:assert/strict';
import { makeJob, type Job } from '../../../../src/core/job/job';
import { JobStore, type JobChange } from '../../../../src/core/store/jobStore';
import { aJob, manyJobs } from '../../../support/builders/builders';

function watched(): { store: JobStore; changes: JobChange[] } {
  const store = new JobStore();
  const changes: JobChange[] = [];
  store.onDidChange(change => changes.push(change));
  return { store, changes };
}

describe('JobStore', () => {
  it('tells what a batch added and changed, and raises the revision', () => {
    const { store, changes } = watched();
    const before = aJob({ jobId: 'a', status: 'RUNNING', sequence: 4 });
    const after = aJob({ jobId: 'a', status: 'SUCCEEDED', sequence: 1000 });
    const other = aJob({ jobId: 'b' });
    store.apply([before]);
    store.apply([after, other]);
    assert.deepEqual(changes, [
      { revision: 1, added: [before], changed: [], removed: [] },
      { revision: 2, added: [other], changed: [{ before, after }], removed: [] },
    ]);
    assert.equal(store.size, 2);
    assert.deepEqual(store.get('a'), after);
  });

  it('gives back every fact as it came, absent and odd ones too', () => {
    const store = new JobStore();
    const full: Record<keyof Job, string | number | undefined> = makeJob({ jobId: 'full' });
    for (const [index, field] of (Object.keys(full) as (keyof Job)[]).entries()) {
      full[field] ??= field.endsWith('At') || field === 'sequence' ? 1.5e12 + index : index;
      full[field] = full[field] === '' ? `${field} "ü" \u202e 😀` : full[field];
    }
    const jobs: Job[] = [
      makeJob({ jobId: 'bare' }),
      full as unknown as Job,
      aJob({ jobId: 'zone', timestamp: '2026-11-23T10:00:00+02:00' }),
      aJob({ jobId: 'millis', timestamp: '2026-11-23T10:00:00.250Z' }),
      aJob({ jobId: 'zeros', timestamp: '2026-11-23T10:00:00.000Z' }),
      aJob({ jobId: 'no day', timestamp: '2026-02-30T10:00:00Z' }),
      aJob({ jobId: 'no time', timestamp: 'yesterday' }),
      aJob({ jobId: 'numbers', exitCode: -1, attempts: 0, createdAt: 2 ** 53, startedAt: 0.1 }),
    ];
    store.apply(jobs);
    store.apply(manyJobs(5000));
    for (const job of jobs) {
      assert.deepEqual(store.get(job.jobId), job);
    }
    store.apply(jobs);
    assert.equal(store.revision, 2, 'the same facts are no change');
    // What changes between a usual and an odd form leaves nothing behind.
    store.apply([aJob({ jobId: 'zone' })]);
    assert.deepEqual(store.get('zone'), aJob({ jobId: 'zone' }));
  });

  it('keeps marks beside the jobs, also of those that come later, and tells of them', () => {
    const { store, changes } = watched();
    const [a, b] = [aJob({ jobId: 'a' }), aJob({ jobId: 'b' })];
    store.apply([a]);
    store.setMark('broken', ['a', 'b'], true);
    store.setMark('broken', ['a'], true);
    store.apply([b]);
    assert.deepEqual(
      changes.map(({ added, changed }) => [added, changed]),
      [
        [[a], []],
        [[], [{ before: a, after: a }]],
        [[b], []],
      ],
    );
    const marked = (): boolean[] =>
      ['a', 'b'].map((jobId, row) => {
        assert.equal(store.rows.isMarked(row, 'broken'), store.isMarked(jobId, 'broken'));
        return store.isMarked(jobId, 'broken');
      });
    assert.deepEqual(marked(), [true, true]);
    assert.equal(store.isMarked('a', 'acknowledged'), false);
    store.replaceMarks('broken', new Set(['b', 'c']));
    assert.deepEqual(marked(), [false, true]);
    const told = changes.length;
    store.replaceMarks('broken', new Set(['b', 'c']));
    assert.equal(changes.length, told, 'the same marks are no change');
    store.clear();
    assert.equal(store.isMarked('b', 'broken'), false);
  });

  it('leaves no mark on a row for the next job that gets it', () => {
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

  it('tells nobody once it is disposed of', () => {
    const { store, changes } = watched();
    let heard = 0;
    store.onDidReset(() => heard++);
    store.observe({ entered: () => heard++, leaving: () => heard++ });
    store.dispose();
    store.apply(manyJobs(2));
    store.clear();
    assert.deepEqual([changes.length, heard], [0, 0]);
  });

  it('stays silent when nothing changed', () => {
    const { store, changes } = watched();
    store.apply(manyJobs(3));
    store.apply(manyJobs(3));
    store.apply([]);
    assert.equal(changes.length, 1);
    assert.equal(store.revision, 1);
  });

  it('does not turn a job back when a late page brings an older state', () => {
    const { store } = watched();
    store.apply([aJob({ status: 'SUCCEEDED', sequence: 1000, timestamp: '2026-01-01T00:00:09Z' })]);
    store.apply([aJob({ status: 'RUNNING', sequence: 4, timestamp: '2026-01-01T00:00:05Z' })]);
    assert.equal(store.get('job-1')?.status, 'SUCCEEDED');
  });

  it('takes new facts about the same state', () => {
    const { store, changes } = watched();
    store.apply([aJob()]);
    store.apply([aJob({ mediaId: 'found later' })]);
    assert.equal(store.get('job-1')?.mediaId, 'found later');
    assert.equal(changes[1]?.changed.length, 1);
  });

  it('drops what a complete read did not bring, be it changed or not', () => {
    const { store, changes } = watched();
    const [first, second, third] = manyJobs(3) as [Job, Job, Job];
    store.apply([first, second, third]);
    const mark = store.mark();
    store.apply([first]);
    store.apply([{ ...third, status: 'FAILED' }]);
    store.removeUnseen(mark);
    assert.deepEqual(changes.at(-1)?.removed, ['job-1']);
    assert.equal(store.size, 2);
    assert.equal(store.get('job-1'), undefined);
  });

  it('keeps what an older state brought: the job is still in the table', () => {
    const { store } = watched();
    store.apply([aJob({ status: 'SUCCEEDED', sequence: 1000 })]);
    const mark = store.mark();
    store.apply([aJob({ status: 'RUNNING', sequence: 4 })]);
    store.removeUnseen(mark);
    assert.equal(store.get('job-1')?.status, 'SUCCEEDED');
  });

  it('gives the place of a job that went to the next, and mixes nothing up', () => {
    const { store } = watched();
    store.apply(manyJobs(3, index => ({ mediaId: `m${index}`, timestamp: 'odd' })));
    const mark = store.mark();
    store.apply(manyJobs(1, () => ({ mediaId: 'm0', timestamp: 'odd' })));
    store.removeUnseen(mark);
    store.apply([makeJob({ jobId: 'x' }), makeJob({ jobId: 'y' }), makeJob({ jobId: 'z' })]);
    assert.deepEqual([...store.jobs()].map(({ jobId }) => jobId).sort(), ['job-0', 'x', 'y', 'z']);
    assert.deepEqual(store.get('x'), makeJob({ jobId: 'x' }));
  });

  it('forgets everything at once, and says so first', () => {
    const { store, changes } = watched();
    store.apply(manyJobs(2));
    const order: string[] = [];
    store.onDidReset(rows => order.push(`reset to ${rows.size}`));
    store.onDidChange(() => order.push('change'));
    store.clear();
    assert.deepEqual(order, ['reset to 0', 'change']);
    assert.deepEqual(changes.at(-1), {
      added: [],
      changed: [],
      removed: ['job-0', 'job-1'],
      revision: 2,
    });
    assert.equal(store.size, 0);
  });

  it('can be walked through while jobs come, change and go', () => {
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

  it('tells observers of a row with its old facts, then with its new ones', () => {
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

    it('takes no job in whose time has passed', () => {
      const { store, changes } = watched();
      store.apply([aJob({ expiresAt: inSeconds(0) }), aJob({ jobId: 'b' })], now);
      assert.deepEqual([...store.jobs()], [aJob({ jobId: 'b' })]);
      assert.equal(changes.length, 1);
    });

    it('removes a job when its time comes, or when it is set to a time that has passed', () => {
      const { store, changes } = watched();
      store.apply(
        manyJobs(4, index => ({ expiresAt: inSeconds(index * 10) || undefined })),
        now - 1,
      );
      store.removeExpired(now);
      assert.equal(store.size, 3);
      store.removeExpired(now + 9_999);
      assert.equal(store.size, 3);
      store.removeExpired(now + 10_000);
      assert.deepEqual(changes.at(-1)?.removed, ['job-1']);
      store.apply([aJob({ jobId: 'job-3', expiresAt: inSeconds(5) })], now + 10_000);
      assert.deepEqual(changes.at(-1)?.removed, ['job-3']);
    });

    it('takes five years for the bound of what is a mistake', () => {
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

    it('keeps a job whose time to live DynamoDB takes for a mistake', () => {
      const { store } = watched();
      const ancient = [0, -1e30, inSeconds(-6 * 365 * 86_400)];
      const jobs = manyJobs(3, index => ({ expiresAt: ancient[index] }));
      store.apply(jobs, now);
      store.removeExpired(now);
      assert.deepEqual([...store.jobs()], jobs);
    });

    it('is not ended by an older state of the job', () => {
      const { store } = watched();
      store.apply([aJob({ status: 'SUCCEEDED', sequence: 1000 })], now);
      store.apply([aJob({ sequence: 4, expiresAt: inSeconds(-1) })], now);
      assert.equal(store.size, 1);
    });
  });
});
