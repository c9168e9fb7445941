import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { newestFirst } from '../../../../src/core/filter/columns';
import { isAbort } from '../../../../src/core/diagnostics/errors';
import type { Job } from '../../../../src/core/job/job';
import { noFilter, type JobFilter } from '../../../../src/core/filter/jobFilter';
import { JobQueries, type JobQuery } from '../../../../src/core/query/jobQueries';
import { JobStore } from '../../../../src/core/store/jobStore';
import type { JobSnapshot } from '../../../../src/core/store/jobSnapshot';
import { TaskTypes } from '../../../../src/core/job/taskTypes';
import { systemClock } from '../../../../src/ui/base/clock';
import { FileTarget, type ExportTarget } from '../../../../src/ui/export/exportFile';
import { takeSnapshot, writeJobs } from '../../../../src/ui/export/exportJobs';
import { TempFolder } from '../../../local/process/tempFolder';
import { aJob, manyJobs } from '../../../support/builders/builders';

const count = 3_000;

describe('an export', () => {
  let folder: TempFolder;
  let file: string;
  let store: JobStore;
  let taskTypes: TaskTypes;
  let queries: JobQueries;
  let abort: AbortController;

  beforeEach(() => {
    folder = new TempFolder();
    file = path.join(folder.path, 'jobs.json');
    store = new JobStore();
    taskTypes = new TaskTypes([]);
    queries = new JobQueries(store, taskTypes);
    abort = new AbortController();
    store.apply(
      manyJobs(count, index => ({
        status: index % 3 === 0 ? 'FAILED' : 'RUNNING',
        timestamp: new Date(1e12 + index * 1000).toISOString(),
      })),
    );
  });
  afterEach(() => folder.remove());

  const settled = (query: JobQuery): Promise<JobSnapshot> =>
    takeSnapshot(query, store, systemClock, abort.signal);
  const settledOf = (filter: Partial<JobFilter>): Promise<JobSnapshot> =>
    settled(queries.open({ ...noFilter, ...filter }, newestFirst));
  const write = (
    jobs: JobSnapshot,
    target: ExportTarget,
    onProgress: (done: number) => void = () => undefined,
  ) => writeJobs(jobs, 'json', taskTypes.of, target, abort.signal, onProgress);
  const read = (): Job[] => JSON.parse(readFileSync(file, 'utf8')) as Job[];

  it('writes the jobs that match the filter, in order', async () => {
    const jobs = await settledOf({ statuses: ['FAILED'] });
    const counts = await write(jobs, await FileTarget.open(file));
    assert.deepEqual(counts, { written: 1_000, gone: 0 });
    assert.deepEqual(
      read().map(({ jobId }) => jobId),
      Array.from({ length: 1_000 }, (_, index) => `job-${count - 3 - index * 3}`),
    );
  });

  it('keeps its list while the table changes, and counts removed jobs', async () => {
    const jobs = await settledOf({});
    const last = 'job-0';
    const counts = await write(jobs, await FileTarget.open(file), done => {
      if (done < count) {
        const mark = store.mark();
        store.apply(
          [...store.jobs()]
            .filter(({ jobId }) => jobId !== 'job-1')
            .map(job => (job.jobId === last ? { ...job, statusReason: 'moved' } : job)),
        );
        store.removeUnseen(mark);
        store.apply([aJob({ jobId: `new-${done}` })]);
      }
    });
    assert.deepEqual(counts, { written: count - 1, gone: 1 });
    const written = read();
    assert.equal(written.length, count - 1);
    assert.deepEqual([written.at(-1)?.jobId, written.at(-1)?.statusReason], [last, 'moved']);
    assert(written.every(({ jobId }) => !jobId.startsWith('new')));
  });

  it('does not disturb another query', async () => {
    const shown = queries.open({ ...noFilter, statuses: ['RUNNING'] }, newestFirst);
    const before = await settled(shown);
    const own = queries.open(noFilter, newestFirst);
    await write(await settled(own), await FileTarget.open(file));
    own.dispose();
    const after = await settled(shown);
    assert.deepEqual([before.size, after.size], [2_000, 2_000]);
    assert.equal(after.at(0)?.status, 'RUNNING');
  });

  it('reports its progress', async () => {
    const seen: number[] = [];
    await write(await settledOf({}), await FileTarget.open(file), done => seen.push(done));
    assert(seen.length > 10);
    assert.equal(seen.at(-1), count);
  });

  it('yields between pieces', async () => {
    let turns = 0;
    let pieces = 0;
    const other = (): void => {
      turns++;
      timer = setImmediate(other);
    };
    let timer = setImmediate(other);
    const memory: ExportTarget = {
      write: () => {
        pieces++;
        return Promise.resolve();
      },
      finish: () => Promise.resolve(),
      abandon: () => Promise.resolve(),
    };
    await write(await settledOf({}), memory);
    clearImmediate(timer);
    assert(turns >= pieces - 1, `${turns} turns in ${pieces} pieces`);
  });

  it('leaves no partial file when canceled midway', async () => {
    const jobs = await settledOf({});
    const target = await FileTarget.open(file);
    const seen: number[] = [];
    await assert.rejects(
      write(jobs, target, done => {
        seen.push(done);
        abort.abort();
      }),
      isAbort,
    );
    assert.equal(seen.length, 1);
    assert.deepEqual(readdirSync(folder.path), []);
  });

  it('can be canceled during the query', async () => {
    let due: (() => void) | undefined;
    let time = 0;
    const slow = {
      now: () => (time += 20),
      setTimeout: (run: () => void) => (due = run),
      clearTimeout: () => (due = undefined),
    };
    const query = queries.open(noFilter, newestFirst);
    const finding = takeSnapshot(query, store, slow, abort.signal);
    assert(due, 'the work gives way');
    abort.abort();
    await assert.rejects(finding, isAbort);
    assert.equal(due, undefined);
    await assert.rejects(takeSnapshot(query, store, slow, abort.signal), isAbort);
  });

  it('cleans up after a failure, and reports it rather than a failed cleanup', async () => {
    const full: ExportTarget = {
      write: () => Promise.reject(new Error('no room')),
      finish: () => Promise.resolve(),
      abandon: () => Promise.reject(new Error('nor this')),
    };
    await assert.rejects(write(await settledOf({}), full), /no room/);
  });

  it('stops when another table is opened', async () => {
    const jobs = await settledOf({});
    const target = await FileTarget.open(file);
    await assert.rejects(
      write(jobs, target, () => store.clear()),
      /active table changed/,
    );
    assert.deepEqual(readdirSync(folder.path), []);
  });
});
