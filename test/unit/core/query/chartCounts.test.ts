import assert from 'node:assert/strict';
import { newestFirst } from '../../../../src/core/filter/columns';
import type { Job } from '../../../../src/core/job/job';
import { noFilter, type JobFilter } from '../../../../src/core/filter/jobFilter';
import { JobQueries, type JobQuery } from '../../../../src/core/query/jobQueries';
import { TimeZone } from '../../../../src/core/base/timeZone';
import { JobStore } from '../../../../src/core/store/jobStore';
import type { Charts } from '../../../../src/core/query/chartCounts';
import { defaultTaskTypeRules } from '../../../../src/core/job/taskType';
import { TaskTypes } from '../../../../src/core/job/taskTypes';
import { Random } from '../../../../src/sample/random';
import { finish } from '../../../local/process/finish';
import { aJob, manyJobs } from '../../../support/builders/builders';
import { naiveCharts } from '../../../support/oracles/naiveCharts';
import { naiveQuery } from '../../../support/oracles/naiveQuery';

describe('the charts of a query', () => {
  const minute = 60_000;
  const utc = new TimeZone('UTC');
  const end = Date.UTC(2026, 10, 23, 10);
  let store: JobStore;
  let taskTypes: TaskTypes;
  let queries: JobQueries;
  let random: Random;

  beforeEach(() => {
    store = new JobStore();
    taskTypes = new TaskTypes([]);
    queries = new JobQueries(store, taskTypes);
    random = Random.of(11, 5);
  });

  const open = (search: Partial<JobFilter> = {}): JobQuery =>
    queries.open({ ...noFilter, ...search }, newestFirst);
  const oneOf = <T>(values: readonly T[]): T => values[random.integer(0, values.length - 1)] as T;
  const timeOf = (ms: number): string => `${new Date(ms).toISOString().slice(0, 19)}Z`;
  /** `reachMs`: how far back from the end its time may be. */
  const someJob = (reachMs: number): Job => {
    const time = end - random.integer(0, reachMs);
    return aJob({
      jobId: `job-${random.integer(0, 400)}`,
      status: oneOf(['SUCCEEDED', 'FAILED', 'RUNNING', 'DANCING', '']),
      jobQueue: oneOf(['q1', 'q2', 'q3']),
      region: oneOf(['eu-west-1', 'us-east-1']),
      timestamp: oneOf([timeOf(time), timeOf(time), timeOf(time), 'soon']),
      startedAt: oneOf([undefined, time - random.integer(0, 10_000_000), time + 1]),
      stoppedAt: oneOf([undefined, time, time]),
      updatedAt: random.integer(0, 1e9),
    });
  };
  const check = (charts: Charts, search: Partial<JobFilter> = {}): void => {
    const jobs = naiveQuery(
      [...store.jobs()],
      taskTypes.of,
      { ...noFilter, ...search },
      newestFirst,
    ).jobs;
    const expected = naiveCharts(jobs, taskTypes.of, charts.outcomes);
    assert.deepEqual(charts.outcomes, expected.outcomes);
    const inBars = charts.outcomes.bars.flatMap(({ counts }) => counts);
    assert.equal(
      inBars.reduce((sum, count) => sum + count, charts.outcomes.undated),
      jobs.length,
    );
    assert.deepEqual(
      charts.durations.map(({ taskType, count }) => [taskType, count]),
      expected.durations.map(({ taskType, count }) => [taskType, count]),
    );
    for (const [index, { medianMs, p95Ms }] of charts.durations.entries()) {
      const exact = expected.durations[index];
      assert.ok(exact);
      assert.ok(Math.abs(medianMs - exact.medianMs) <= exact.medianMs / 100);
      assert.ok(Math.abs(p95Ms - exact.p95Ms) <= exact.p95Ms / 100);
    }
  };

  it('follow the matching jobs through 200 random changes', () => {
    for (let round = 0; round < 40; round++) {
      const search = {
        statuses: oneOf([[], ['FAILED'], ['FAILED', 'RUNNING'], ['gone']]),
        taskTypes: oneOf([[], ['q1'], ['q2', 'q3']]),
        regions: oneOf([[], ['eu-west-1']]),
      };
      const reach = oneOf([10 * minute, 3000 * minute, 300_000 * minute]);
      const query = open(search);
      for (let step = 0; step < 5; step++) {
        if (random.chance(0.2)) {
          const mark = store.mark();
          store.apply([...store.jobs()].filter(() => random.chance(0.7)));
          store.removeUnseen(mark);
        } else {
          store.apply(Array.from({ length: random.integer(1, 60) }, () => someJob(reach)));
        }
        check(finish(query.charts(utc, end)), search);
      }
      query.dispose();
    }
  });

  it('count a job once if it comes, changes or goes during the computation', () => {
    const reach = 3000 * minute;
    store.apply(
      Array.from({ length: 12_000 }, (_, index) => ({ ...someJob(reach), jobId: `${index}` })),
    );
    const search = { statuses: ['FAILED', 'RUNNING'] };
    const query = open(search);
    let changes = 0;
    const charts = finish(query.charts(utc, end), () => {
      if (changes++ < 20) {
        store.apply([{ ...someJob(reach), jobId: `${random.integer(0, 12_100)}` }]);
        const gone = `${random.integer(0, 12_000)}`;
        const mark = store.mark();
        store.apply([...store.jobs()].filter(({ jobId }) => jobId !== gone));
        store.removeUnseen(mark);
      }
    });
    assert.ok(changes > 2);
    check(charts, search);
    check(finish(query.charts(utc, end)), search);
  });

  it('continue where they were interrupted, and are cheap if little has changed', () => {
    store.apply(manyJobs(40_000));
    // Another query has found out which bars to count.
    finish(open().charts(utc, end));
    const query = open();
    finish(query.update());
    const given = query.charts(utc, end);
    given.next();
    given.next();
    let breaks = 0;
    check(finish(query.charts(utc, end), () => breaks++));
    assert.ok(breaks < 10, `${breaks} breaks`);

    breaks = 0;
    store.apply([aJob({ jobId: 'job-7', status: 'FAILED' })]);
    check(finish(query.charts(utc, end), () => breaks++));
    assert.equal(breaks, 0);
  });

  it('do not change the rows of a response', () => {
    store.apply(manyJobs(10));
    const query = open();
    const { jobs } = finish(query.update());
    store.apply([aJob({ jobId: 'newer', timestamp: timeOf(end + minute) })]);
    finish(query.charts(utc, end));
    assert.equal(jobs(0, 1)[0]?.jobId, 'job-0');
  });

  it('become finer again when an outlier is gone, and stay up to date', () => {
    store.apply(manyJobs(10, index => ({ timestamp: timeOf(end + index * minute) })));
    const query = open();
    store.apply([aJob({ jobId: 'stray', timestamp: '1970-01-01T00:00:00Z' })]);
    assert.deepEqual(finish(query.charts(utc, end)).outcomes.step, { unit: 'year', count: 1 });
    store.apply([aJob({ jobId: 'stray', timestamp: 'never' })]);
    const charts = finish(query.charts(utc, end));
    assert.deepEqual(charts.outcomes.step, { unit: 'minute', count: 1 });
    assert.equal(charts.outcomes.undated, 1);
    check(charts);
  });

  it('are recomputed for another time zone, other task types and another table', () => {
    store.apply([aJob({ status: 'FAILED', startedAt: 0, stoppedAt: 1000 })]);
    const query = open();
    assert.equal(
      finish(query.charts(utc, end)).durations[0]?.taskType.includes('orchestrator'),
      true,
    );
    taskTypes.use(defaultTaskTypeRules);
    assert.equal(finish(query.charts(utc, end)).durations[0]?.taskType, 'Ingest');
    store.clear();
    store.apply([aJob({ timestamp: timeOf(end) })]);
    store.apply([aJob({ jobId: 'b', timestamp: timeOf(end - 20 * 1440 * minute) })]);
    const indian = new TimeZone('Asia/Kolkata');
    const { outcomes, durations } = finish(query.charts(indian, end));
    assert.deepEqual(outcomes.step, { unit: 'hour', count: 12 });
    assert.equal(((outcomes.bars[0]?.from ?? 0) + 330 * minute) % (720 * minute), 0);
    assert.deepEqual(durations, []);
  });

  it('never mix two tables, even when the table changes midway', () => {
    store.apply(manyJobs(20_000));
    let breaks = 0;
    const charts = finish(open().charts(utc, end), () => {
      if (++breaks === 3) {
        store.clear();
        store.apply([aJob({ jobId: 'other' })]);
      }
    });
    assert.deepEqual(
      charts.outcomes.bars.map(({ counts }) => counts),
      [[1]],
    );
  });
});
