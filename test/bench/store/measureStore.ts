import { newestFirst, type Sort } from '../../../src/core/filter/columns';
import type { Job } from '../../../src/core/job/job';
import { noFilter, type JobFilter } from '../../../src/core/filter/jobFilter';
import { JobQueries, type JobQuery } from '../../../src/core/query/jobQueries';
import { JobStore } from '../../../src/core/store/jobStore';
import type { ViewResult } from '../../../src/core/query/viewResult';
import { runInSlices } from '../../../src/core/base/timeSlicing';
import { defaultTaskTypeRules } from '../../../src/core/job/taskType';
import { TaskTypes } from '../../../src/core/job/taskTypes';
import { Random } from '../../../src/sample/random';
import { tableOfJobs } from './tableOfJobs';

/** What a process of its own measures and prints as JSON; `node --expose-gc … COUNT`. */
export interface StoreFigures {
  readonly memoryMb: number;
  /** Microseconds a job. */
  readonly load: number;
  readonly reload: number;
  /** Milliseconds from the question to the first 100 rows, each after a change of 100 jobs. */
  readonly queries: Readonly<Record<string, readonly number[]>>;
  /** The first time a column is sorted by. */
  readonly firstSorts: Readonly<Record<string, number>>;
  /** The longest time, in milliseconds, that others on the thread had to wait, per kind of query. */
  readonly longestStretch: number;
}

const count = Number(process.argv[2]);
const batch = 2_500;
const rounds = 60;
/** Not counted: the compiler is still at work on what a long-lived extension host has long compiled. */
const warmUps = 5;
const changedJobs = 100;

const random = new Random(2);
const store = new JobStore();
const queries = new JobQueries(store, new TaskTypes(defaultTaskTypeRules));
let longestStretch = 0;

async function main(): Promise<void> {
  const before = await settledMemory();
  const load = await loadAll();
  const memoryMb = ((await settledMemory()) - before) / 2 ** 20;
  const reload = await loadAll();
  const figures: StoreFigures = { memoryMb, load, reload, ...(await askAll()), longestStretch };
  process.stdout.write(JSON.stringify(figures));
}

/** In batches of a page each, with time for others between them, as a read does it. */
async function loadAll(): Promise<number> {
  let jobs: Job[] = [];
  let took = 0;
  const apply = async (): Promise<void> => {
    const start = performance.now();
    store.apply(jobs, start);
    took += performance.now() - start;
    jobs = [];
    await turn();
  };
  for (const job of tableOfJobs(count)) {
    jobs.push(job);
    if (jobs.length === batch) {
      await apply();
    }
  }
  await apply();
  return (took * 1000) / count;
}

async function askAll(): Promise<Pick<StoreFigures, 'queries' | 'firstSorts'>> {
  const byName: Sort = { column: 'jobName', direction: 'ascending' };
  const byStatus: Sort = { column: 'status', direction: 'descending' };
  const first = async (sort: Sort): Promise<number> => {
    const query = queries.open(noFilter, sort);
    const time = await timed(query);
    query.dispose();
    return time;
  };
  const firstSorts = {
    timestamp: await first(newestFirst),
    jobName: await first(byName),
    status: await first(byStatus),
  };
  longestStretch = 0;
  return {
    firstSorts,
    queries: {
      'the same query again': await again(noFilter, newestFirst),
      'the same search again': await again({ ...noFilter, text: 'host' }, byName),
      'another filter': await another(newestFirst),
      'another filter, by name': await another(byName),
      'another filter, by status': await another(byStatus),
      search: await another(newestFirst, () => random.hex(3)),
    },
  };
}

async function again(search: JobFilter, sort: Sort): Promise<number[]> {
  const query = queries.open(search, sort);
  await timed(query);
  const times: number[] = [];
  for (let round = 0; round < warmUps + rounds; round++) {
    await change();
    times.push(await timed(query));
  }
  query.dispose();
  return times.slice(warmUps);
}

async function another(sort: Sort, text = () => ''): Promise<number[]> {
  const times: number[] = [];
  for (let round = 0; round < warmUps + rounds; round++) {
    await change();
    const query = queries.open(
      {
        ...noFilter,
        statuses: random.pick([['FAILED'], ['RUNNING'], ['SUCCEEDED', 'FAILED']]),
        taskTypes: random.pick([[], [`queue-${round % 7}`]]),
        regions: random.pick([[], ['eu-west-1']]),
        text: text(),
      },
      sort,
    );
    times.push(await timed(query));
    query.dispose();
  }
  return times.slice(warmUps);
}

let changes = 0;

/** Some jobs fail or succeed, as a refresh would tell. */
async function change(): Promise<void> {
  const { rows } = store;
  const jobs = Array.from({ length: changedJobs }, (): Job => {
    const job = rows.read(random.integer(0, rows.length - 1));
    const at = Date.parse('2026-11-22T00:00:00Z') + ++changes * 10;
    return {
      ...job,
      status: random.pick(['FAILED', 'SUCCEEDED']),
      timestamp: new Date(at).toISOString().replace(/\.\d+Z/, 'Z'),
      updatedAt: at,
    };
  });
  store.apply(jobs);
  await turn();
}

/** Runs as the extension host runs it: in slices, with a turn of the event loop between them. */
function timed(query: JobQuery): Promise<number> {
  const start = performance.now();
  return new Promise(resolve => {
    const clock = {
      now: () => performance.now(),
      setTimeout: (run: () => void) =>
        setTimeout(() => {
          stretch(run);
        }),
      clearTimeout: () => undefined,
    };
    stretch(() =>
      runInSlices<ViewResult>(query.update(), clock, result => {
        result.jobs(0, 100);
        resolve(performance.now() - start);
      }),
    );
  });
}

function stretch(run: () => void): void {
  const start = performance.now();
  run();
  longestStretch = Math.max(longestStretch, performance.now() - start);
}

const turn = (): Promise<void> => new Promise(resolve => setTimeout(resolve));

/** Objects and arrays of numbers in bytes, once all garbage is gone. */
async function settledMemory(): Promise<number> {
  for (let round = 0; round < 3; round++) {
    globalThis.gc?.();
    await turn();
  }
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

void main();
