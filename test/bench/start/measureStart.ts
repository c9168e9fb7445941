import { setTimeout as delay } from 'node:timers/promises';
import { Resolutions } from '../../../src/core/failures/resolutions';
import { newestFirst } from '../../../src/core/filter/columns';
import { noFilter } from '../../../src/core/filter/jobFilter';
import { TaskTypes } from '../../../src/core/job/taskTypes';
import { defaultTaskTypeRules } from '../../../src/core/job/taskType';
import { inSlices } from '../../../src/core/base/timeSlicing';
import { JobQueries, type JobQuery } from '../../../src/core/query/jobQueries';
import { JobStore } from '../../../src/core/store/jobStore';
import { JobFeed } from '../../../src/data/feed/jobFeed';
import { TableSource } from '../../../src/data/feed/tableSource';
import { SavedJobs } from '../../../src/data/saved/savedJobs';
import { systemClock } from '../../../src/ui/base/clock';

/** What a process of its own, as a window that opens, measures and prints as JSON: `node … ENDPOINT FOLDER`. */
export interface StartFigures {
  /** Milliseconds until the first 100 rows of all jobs are known. */
  readonly shownMs: number;
  /** The longest time that the jobs kept the thread, in milliseconds. */
  readonly stretchMs: number;
  /** Read units of the first refresh. */
  readonly units: number;
  readonly jobs: number;
  /** Milliseconds to save the jobs. */
  readonly saveMs: number;
}

/** As in the extension. */
const headStartMs = 300;

const [endpoint, folder = ''] = process.argv.slice(2);

async function main(): Promise<void> {
  process.env['AWS_ACCESS_KEY_ID'] ??= 'local';
  process.env['AWS_SECRET_ACCESS_KEY'] ??= 'local';
  const store = new JobStore();
  const taskTypes = new TaskTypes(defaultTaskTypeRules);
  const resolutions = new Resolutions(store, taskTypes, systemClock);
  const query = new JobQueries(store, taskTypes).open(noFilter, newestFirst);
  const saved = new SavedJobs(folder, '1');
  const feed = new JobFeed(
    { tableName: 'Prepared', region: 'eu-west-1', profile: undefined, endpoint },
    {
      store,
      savedJobs: () => saved,
      openSource: async connection => {
        const { openJobTable } = await import('../../../src/data/aws');
        return new TableSource(await openJobTable(connection));
      },
      headStart: () => delay(headStartMs),
      warn: message => console.error(message),
      now: Date.now,
    },
  );
  const start = performance.now();
  let [turnAt, stretchMs] = [start, 0];
  const turn = (): void => {
    stretchMs = Math.max(stretchMs, performance.now() - turnAt);
    turnAt = performance.now();
    turns = setImmediate(turn);
  };
  let turns = setImmediate(turn);
  const shown = new Promise<number>(resolve => {
    const restored = feed.onDidChangeState(({ updatedAt }) => {
      if (updatedAt !== undefined) {
        restored.dispose();
        void show(query).then(() => {
          resolve(performance.now() - start);
        });
      }
    });
  });
  const refreshed = feed.refresh();
  const shownMs = await shown;
  await refreshed;
  clearImmediate(turns);
  const saveStart = performance.now();
  await feed.save();
  const figures: StartFigures = {
    ...{ shownMs, stretchMs, units: feed.state.readUnits ?? NaN, jobs: store.size },
    saveMs: performance.now() - saveStart,
  };
  console.log(JSON.stringify(figures));
  feed.dispose();
  resolutions.dispose();
}

/** As the dashboard does it: the first rows, or where all jobs are in order already, those. */
async function show(query: JobQuery): Promise<void> {
  const result =
    (await inSlices(query.first(100), systemClock)) ??
    (await inSlices(query.update(), systemClock));
  result.jobs(0, 100);
}

void main();
