import { FailureGroups } from '../../../src/core/failures/failureGroups';
import { Resolutions } from '../../../src/core/failures/resolutions';
import { newestFirst } from '../../../src/core/filter/columns';
import { noFilter } from '../../../src/core/filter/jobFilter';
import type { Job } from '../../../src/core/job/job';
import { defaultTaskTypeRules } from '../../../src/core/job/taskType';
import { TaskTypes } from '../../../src/core/job/taskTypes';
import { JobQueries } from '../../../src/core/query/jobQueries';
import { JobStore } from '../../../src/core/store/jobStore';
import { RowTaskTypes } from '../../../src/core/store/rowTaskTypes';
import { Random } from '../../../src/sample/random';
import { tableOfJobs } from '../store/tableOfJobs';

/** What a process of its own measures and prints as JSON; `node … COUNT SHARE`. */
export interface CausesFigures {
  /** Milliseconds until the groups follow a change of 100 jobs, each. */
  readonly again: readonly number[];
  /** Milliseconds for the first grouping. */
  readonly first: number;
  /** Microseconds that a job's resolution adds to taking it in. */
  readonly resolution: number;
  readonly failures: number;
  readonly groups: number;
}

const [count = 0, share = 1] = process.argv.slice(2).map(Number);
const batch = 2_500;
const rounds = 60;
const warmUps = 5;
const changedJobs = 100;
const random = new Random(3);

/** The reasons of a bad night: few causes, but most texts differ from job to job. */
const reasons: readonly [() => Partial<Job>, ...(() => Partial<Job>)[]] = [
  () => ({ reason: 'OutOfMemoryError: Container killed due to memory usage', exitCode: 137 }),
  () => ({ statusReason: `Host EC2 (instance i-${random.hex(17)}) terminated.` }),
  () => ({ statusReason: 'Job attempt duration exceeded timeout', exitCode: 137 }),
  () => ({ reason: `CannotPullContainerError: manifest for app:${random.hex(7)} not found` }),
  () => ({ statusReason: 'Essential container in task exited', exitCode: random.integer(1, 12) }),
  () => ({ statusReason: 'Dependent Job failed' }),
];

function* jobs(): Generator<Job, void> {
  for (const job of tableOfJobs(count)) {
    yield random.chance(share)
      ? { ...job, statusReason: '', exitCode: 1, ...random.pick(reasons)(), status: 'FAILED' }
      : { ...job, status: 'SUCCEEDED' };
  }
}

const all = [...jobs()];

/** Microseconds per job. */
function load(store: JobStore): number {
  const start = performance.now();
  for (let index = 0; index < all.length; index += batch) {
    store.apply(all.slice(index, index + batch), start);
  }
  return ((performance.now() - start) * 1000) / all.length;
}

const run = <T>(work: Generator<undefined, T>): T => {
  let step = work.next();
  while (step.done !== true) {
    step = work.next();
  }
  return step.value;
};

function main(): void {
  const taskTypes = new TaskTypes(defaultTaskTypeRules);
  const plain = load(new JobStore());
  const store = new JobStore();
  const resolutions = new Resolutions(store, taskTypes);
  const queries = new JobQueries(store, taskTypes);
  const resolution = load(store) - plain;
  const groups = new FailureGroups(store.rows, new RowTaskTypes(store.rows, taskTypes.of));
  const query = queries.open(noFilter, newestFirst);
  const timed = (): number => {
    const start = performance.now();
    run(query.follow(groups));
    groups.read(100);
    return performance.now() - start;
  };
  const first = timed();
  const again: number[] = [];
  for (let round = 0; round < warmUps + rounds; round++) {
    const changed = Array.from({ length: changedJobs }, (_, index): Job => {
      const job = store.rows.read(random.integer(0, store.rows.length - 1));
      return {
        ...job,
        ...random.pick(reasons)(),
        status: random.pick(['FAILED', 'FAILED', 'SUCCEEDED']),
        updatedAt: Date.parse('2026-11-22T00:00:00Z') + round * 1000 + index,
      };
    });
    const start = performance.now();
    store.apply(changed);
    again.push(performance.now() - start + timed());
  }
  const { failures, groups: read } = groups.read(1000);
  const figures: CausesFigures = {
    again: again.slice(warmUps),
    first,
    resolution,
    failures,
    groups: read.length,
  };
  process.stdout.write(JSON.stringify(figures));
  resolutions.dispose();
}

main();
