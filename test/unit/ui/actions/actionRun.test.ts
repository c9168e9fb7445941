import assert from 'node:assert/strict';
import {
  SimulatedExecutor,
  type ActionExecutor,
} from '../../../../src/core/actions/actionExecutor';
import type { ActionEntry } from '../../../../src/core/actions/actionLog';
import type { Job } from '../../../../src/core/job/job';
import type { JobAction } from '../../../../src/core/actions/jobActions';
import { JobStore } from '../../../../src/core/store/jobStore';
import { checkActionEntry } from '../../../../src/data/log/logEntrySchemas';
import { ActionRun } from '../../../../src/ui/actions/actionRun';
import type { RunOrigin, RunResult } from '../../../../src/ui/actions/runRecord';
import { aJob, manyJobs } from '../../../support/builders/builders';

const place: RunOrigin = {
  by: '123456789012',
  table: 'Jobs',
  region: 'eu-west-1',
  note: undefined,
};

describe('ActionRun', () => {
  let store: JobStore;
  let jobs: Job[];
  let history: ActionEntry[];
  let batches: number;

  beforeEach(() => {
    store = new JobStore();
    jobs = manyJobs(5, () => ({ status: 'FAILED' }));
    store.apply(jobs);
    history = [];
    batches = 0;
  });

  const take = (
    action: JobAction,
    executor: ActionExecutor = new SimulatedExecutor(),
    signal = new AbortController().signal,
    onProgress: (done: number) => void = () => undefined,
    where = place,
  ): Promise<RunResult> =>
    new ActionRun(action, jobs, where, {
      store,
      taskTypeOf: () => 'Ingest',
      executor,
      modeNow: () => executor.mode,
      claims: { claim: () => Promise.resolve(true), release: () => Promise.resolve() },
      marks: {
        set: (mark, jobIds, isOn) => {
          store.setMark(mark, jobIds, isOn);
          return Promise.resolve();
        },
      },
      history: {
        addDurably: () => Promise.resolve(false),
        add: entries => {
          batches++;
          history.push(...entries);
          return Promise.resolve();
        },
      },
    }).execute(signal, onProgress);

  /** Does `act` when the turn of the job at `index` has come. */
  const acting = (index: number, act: () => void): ActionExecutor => {
    let turn = 0;
    const simulated = new SimulatedExecutor();
    return {
      mode: 'simulated',
      groupSize: 1,
      execute: async (...args) => {
        if (turn++ === index) {
          act();
        }
        return simulated.execute(...args);
      },
    };
  };

  const outcomes = (): string[] => history.map(({ outcome }) => outcome);

  it('records an outcome for each job, all in one run', async () => {
    const { counts, done } = await take('retry');
    assert.equal(counts.get('done'), 5);
    assert.deepEqual(
      done,
      jobs.map(({ jobId }) => jobId),
    );
    assert.equal(new Set(history.map(({ run }) => run)).size, 1);
    assert.equal(new Set(history.map(({ id }) => id)).size, 5);
    const [first] = history;
    assert.deepEqual(
      [first?.mode, first?.by, first?.taskType, first?.status],
      ['simulated', '123456789012', 'Ingest', 'FAILED'],
    );
  });

  it('records the note with each job', async () => {
    await take('retry', undefined, undefined, undefined, { ...place, note: 'fixed the image' });
    assert.deepEqual(
      history.map(({ note }) => note),
      jobs.map(() => 'fixed the image'),
    );
  });

  it('records valid entries, however long the strings of a job are', async () => {
    const long = 'x'.repeat(20_000);
    const facts = { jobName: long, status: long, taskId: long, mediaId: long };
    jobs = [aJob({ ...facts, jobId: 'long' })];
    store.apply(jobs);
    await take('abort', undefined, undefined, undefined, { ...place, by: long });
    const [entry] = history;
    assert.equal(entry?.outcome, 'done');
    assert.deepEqual(checkActionEntry(JSON.parse(JSON.stringify(entry))), entry);
  });

  it('skips a job that was removed or changed before its turn, and explains why', async () => {
    await take(
      'retry',
      acting(0, () => {
        const mark = store.mark();
        const [first, second, , ...others] = jobs;
        assert(first && second);
        const later = { status: 'SUCCEEDED', timestamp: '2026-11-24T10:00:00Z' };
        store.apply([first, { ...second, ...later }, ...others]);
        store.removeUnseen(mark);
      }),
    );
    assert.deepEqual(outcomes(), ['done', 'skipped', 'skipped', 'done', 'done']);
    assert.match(history[2]?.detail ?? '', /no longer in the table/);
    assert.equal(history[2]?.jobName, jobs[2]?.jobName);
  });

  it('does not touch the jobs of another table', async () => {
    await take(
      'retry',
      acting(1, () => {
        store.clear();
        store.apply(jobs);
      }),
    );
    assert.deepEqual(outcomes(), ['done', 'done', 'skipped', 'skipped', 'skipped']);
    assert.match(history[4]?.detail ?? '', /active table changed/);
  });

  it('records the rest as canceled when it is stopped', async () => {
    const abort = new AbortController();
    const { counts } = await take(
      'retry',
      acting(2, () => abort.abort()),
      abort.signal,
    );
    assert.deepEqual(outcomes(), ['done', 'done', 'cancelled', 'cancelled', 'cancelled']);
    assert.equal(counts.get('cancelled'), 3);
  });

  it('records a failure of one job and continues with the next', async () => {
    await take('abort', new SimulatedExecutor());
    assert.deepEqual(outcomes(), ['skipped', 'skipped', 'skipped', 'skipped', 'skipped']);
    history = [];
    await take(
      'retry',
      acting(1, () => {
        throw new Error('AccessDenied');
      }),
    );
    assert.deepEqual(outcomes(), ['done', 'failed', 'done', 'done', 'done']);
    assert.equal(history[1]?.detail, 'AccessDenied');
  });

  it('sets a real mark, and records it', async () => {
    await take('markBroken');
    assert(jobs.every(({ jobId }) => store.isMarked(jobId, 'broken')));
    assert.deepEqual(outcomes(), ['done', 'done', 'done', 'done', 'done']);
    history = [];
    await take('unmarkBroken');
    assert(!jobs.some(({ jobId }) => store.isMarked(jobId, 'broken')));
  });

  it('processes thousands of jobs in batches, and yields between them', async () => {
    jobs = manyJobs(10_000, () => ({ status: 'FAILED', jobName: 'x'.repeat(10_000) }));
    store.apply(jobs);
    let others = 0;
    const timer = setInterval(() => others++, 1);
    let progress = 0;
    await take('markBroken', undefined, undefined, done => (progress = done));
    clearInterval(timer);
    assert(others > 1 && progress > 0);
    assert(batches >= 50 && batches < 200);
    assert.equal(history.length, 10_000);
    assert(history.every(({ jobName }) => jobName.length < 1_100));
  });
});
