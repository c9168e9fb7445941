import assert from 'node:assert/strict';
import fc from 'fast-check';
import { TimeZone } from '../../../../src/core/base/timeZone';
import { newestFirst } from '../../../../src/core/filter/columns';
import { noFilter, type JobFilter } from '../../../../src/core/filter/jobFilter';
import type { Job } from '../../../../src/core/job/job';
import { defaultTaskTypeRules } from '../../../../src/core/job/taskType';
import type { StuckLimits } from '../../../../src/core/job/stuckJobs';
import { StuckRules } from '../../../../src/core/job/stuckRules';
import { TaskTypes } from '../../../../src/core/job/taskTypes';
import { JobQueries, type JobQuery } from '../../../../src/core/query/jobQueries';
import { splitByTime } from '../../../../src/core/query/timedSearch';
import { JobStore } from '../../../../src/core/store/jobStore';
import { finish } from '../../../local/process/finish';
import { aJob } from '../../../support/builders/builders';

const utc = new TimeZone('UTC');

const minute = 60_000;
const hour = 60 * minute;
const begin = Date.UTC(2026, 10, 24, 12);

const idsOf = (query: JobQuery): readonly string[] =>
  finish(query.update())
    .jobs(0, 1_000)
    .map(({ jobId }) => jobId)
    .toSorted();

function setUp(stuckLimits?: StuckLimits) {
  const store = new JobStore();
  const stuckRules = new StuckRules(stuckLimits);
  const queries = new JobQueries(store, new TaskTypes(defaultTaskTypeRules), stuckRules);
  const open = (filter: Partial<JobFilter>, now: number): JobQuery =>
    queries.open({ ...noFilter, ...filter }, newestFirst, now);
  return { store, open, queries, stuckRules };
}

const seconds = fc.integer({ min: -7_200, max: 600 }).map(value => begin + value * 1_000);
/** Also exactly on the minute, where bounds may be met exactly. */
const moment = fc.oneof(
  seconds,
  fc.integer({ min: -130, max: 5 }).map(value => begin + value * minute),
);
const job: fc.Arbitrary<Job> = fc
  .record({
    jobId: fc.oneof(
      fc.integer({ min: 0, max: 15 }).map(index => `job-${index}`),
      fc.integer({ min: 0, max: 15 }).map(index => `job-${index % 4}:${index}`),
    ),
    status: fc.constantFrom('PENDING', 'RUNNABLE', 'STARTING', 'RUNNING', 'FAILED'),
    timestamp: fc.oneof(
      moment.map(time => new Date(time).toISOString()),
      fc.constant('?'),
    ),
    startedAt: fc.option(moment, { nil: undefined }),
    stoppedAt: fc.option(moment, { nil: undefined }),
    arraySize: fc.option(fc.constant(3), { nil: undefined }),
  })
  .map(fields => aJob(fields));

const stuckLimit = fc.oneof(
  fc.integer({ min: 1, max: 120 }).map(value => value * minute),
  fc.constant(Infinity),
);
const stuckLimits: fc.Arbitrary<StuckLimits> = fc.record({
  SUBMITTED: stuckLimit,
  PENDING: stuckLimit,
  RUNNABLE: stuckLimit,
  STARTING: stuckLimit,
});

const filter: fc.Arbitrary<Partial<JobFilter>> = fc.constantFrom(
  { text: 'is:stuck' },
  { text: '-is:stuck' },
  { text: 'is:waiting,broken' },
  { text: 'is:stuck,finished job' },
  { text: 'age:<1h' },
  { text: 'age:>=1h,<=10min' },
  { text: '-age:>30min status:runnable,failed' },
  { text: 'duration:>=1h' },
  { text: 'duration:<45min age:<2h' },
  { time: { kind: 'last', ms: hour } as const, statuses: ['RUNNABLE', 'FAILED'] },
  { time: { kind: 'last', ms: 90_000 } as const, text: 'age:>1min' },
);

describe('A search that depends on the time', () => {
  it('has the same result, as time passes and jobs change, as a new search', () => {
    fc.assert(
      fc.property(
        filter,
        stuckLimits,
        fc.array(job, { maxLength: 20 }),
        fc.array(
          fc.record({
            minutes: fc.oneof(fc.integer({ min: 0, max: 3 }), fc.integer({ min: -2, max: 90 })),
            changed: fc.array(job, { maxLength: 2 }),
            removes: fc.boolean(),
            isRead: fc.boolean(),
          }),
          { maxLength: 8 },
        ),
        (search, limits, jobs, steps) => {
          const { store, open } = setUp(limits);
          store.apply(jobs);
          let now = begin;
          const query = open(search, now);
          const charted = open(search, now);
          for (const { minutes, changed, removes, isRead } of steps) {
            now += minutes * minute;
            query.advance(now);
            charted.advance(now);
            const mark = store.mark();
            store.apply(changed);
            if (removes) {
              store.removeUnseen(mark);
            }
            if (isRead) {
              const fresh = open(search, now);
              assert.deepEqual(idsOf(query), idsOf(fresh));
              const [result, expected] = [finish(query.update()), finish(fresh.update())];
              assert.deepEqual(result.statistics, expected.statistics);
              assert.equal(result.stuck, expected.stuck);
              assert.deepEqual(result.facets, expected.facets);
              assert.deepEqual(
                finish(charted.charts(utc, 0)).durations,
                finish(fresh.charts(utc, 0)).durations,
              );
              fresh.dispose();
            }
          }
        },
      ),
      { numRuns: 500 },
    );
  });

  it('finds a job once it starts by our clock', () => {
    const { store, open } = setUp();
    store.apply([aJob({ jobId: 'early', status: 'RUNNING', startedAt: begin + minute })]);
    const query = open({ text: 'duration:<45min' }, begin);
    assert.deepEqual(idsOf(query), []);
    query.advance(begin + minute);
    assert.deepEqual(idsOf(query), ['early']);
  });

  it('checks only the jobs that start or stop matching', () => {
    const { store, open } = setUp();
    store.apply(
      Array.from({ length: 3_000 }, (_, index) =>
        aJob({
          jobId: `job-${index}`,
          status: 'RUNNABLE',
          timestamp: new Date(begin - index * minute).toISOString(),
        }),
      ),
    );
    const query = open({ text: 'is:stuck job' }, begin);
    const before = finish(query.update()).matching;
    let looks = 0;
    const { timestamp } = store.rows.fields;
    const time = timestamp.time.bind(timestamp);
    timestamp.time = row => {
      looks++;
      return time(row);
    };
    query.advance(begin + 5 * minute);
    const { matching } = finish(query.update());
    assert.equal(matching, before + 5);
    assert(looks < 30, `${looks} looks`);
  });

  it('is not needed to count the jobs that get stuck, whatever their status filter', () => {
    const { store, open } = setUp();
    const since = (minutes: number): string => new Date(begin - minutes * minute).toISOString();
    store.apply([
      aJob({ jobId: 'a', status: 'RUNNABLE', timestamp: since(59) }),
      aJob({ jobId: 'b', status: 'STARTING', timestamp: since(61) }),
      aJob({ jobId: 'c', status: 'RUNNING', timestamp: since(600) }),
      aJob({ jobId: 'd', status: 'PENDING', timestamp: since(600), arraySize: 3 }),
      aJob({ jobId: 'e', status: 'PENDING', timestamp: since(600), region: 'us-east-1' }),
    ]);
    const query = open({ statuses: ['RUNNING'], regions: [aJob({}).region] }, begin);
    const stuck = (): [number, boolean] => {
      const result = finish(query.update());
      return [result.stuck, result.mayGetStuck];
    };
    assert.deepEqual(stuck(), [1, true]);
    query.advance(begin + 2 * minute);
    assert.deepEqual(stuck(), [2, false]);
    store.apply([aJob({ jobId: 'b', status: 'RUNNING', timestamp: since(0) })]);
    assert.deepEqual(stuck(), [1, false]);
  });

  it('finds stuck jobs by the limit of their status, also after the limits have changed', () => {
    const { store, open, queries, stuckRules } = setUp({
      SUBMITTED: hour,
      PENDING: Infinity,
      RUNNABLE: 3 * hour,
      STARTING: 5 * minute,
    });
    const since = (minutes: number): string => new Date(begin - minutes * minute).toISOString();
    store.apply([
      aJob({ jobId: 'a', status: 'RUNNABLE', timestamp: since(179) }),
      aJob({ jobId: 'b', status: 'STARTING', timestamp: since(6) }),
      aJob({ jobId: 'c', status: 'PENDING', timestamp: since(6_000) }),
    ]);
    const query = open({ text: 'is:stuck' }, begin);
    const all = open({}, begin);
    assert.deepEqual(idsOf(query), ['b']);
    query.advance(begin + 2 * minute);
    all.advance(begin + 2 * minute);
    assert.deepEqual(idsOf(query), ['a', 'b']);
    assert.equal(finish(all.update()).stuck, 2);
    let changes = 0;
    queries.onDidChangeRules(() => changes++);
    stuckRules.use({ ...stuckRules.limits });
    assert.equal(changes, 0, 'the same limits');
    stuckRules.use({ ...stuckRules.limits, PENDING: hour, RUNNABLE: Infinity });
    assert.equal(changes, 1);
    assert.deepEqual(idsOf(query), ['b', 'c']);
    assert.equal(finish(all.update()).stuck, 2);
  });

  it('is split into the terms that depend on the time and the text of the others', () => {
    const { timed, rest } = splitByTime('ingest age:<2h  -reason:"out of memory" is:stuck,broken');
    assert.equal(rest, 'ingest -reason:"out of memory"');
    assert.deepEqual(
      timed.map(({ name }) => name),
      ['age', 'is'],
    );
    assert.deepEqual(splitByTime('ingest  is:broken'), { timed: [], rest: 'ingest  is:broken' });
  });
});
