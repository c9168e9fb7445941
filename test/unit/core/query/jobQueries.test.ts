import assert from 'node:assert/strict';
import {
  columnIds,
  newestFirst,
  type ColumnId,
  type Sort,
  type SortKey,
} from '../../../../src/core/filter/columns';
import type { Disposable } from '../../../../src/core/base/emitter';
import type { Job } from '../../../../src/core/job/job';
import { noFilter, type JobFilter } from '../../../../src/core/filter/jobFilter';
import { Resolutions } from '../../../../src/core/failures/resolutions';
import { JobQueries, type JobQuery } from '../../../../src/core/query/jobQueries';
import { JobStore, type RowObserver } from '../../../../src/core/store/jobStore';
import type { ViewResult } from '../../../../src/core/query/viewResult';
import { defaultTaskTypeRules } from '../../../../src/core/job/taskType';
import type { TimeRange } from '../../../../src/core/filter/timeRange';
import { TaskTypes } from '../../../../src/core/job/taskTypes';
import { Random } from '../../../../src/sample/random';
import { finish } from '../../../local/process/finish';
import { aJob, manyJobs } from '../../../support/builders/builders';
import { naiveQuery } from '../../../support/oracles/naiveQuery';

const arn = (name: string): string => `arn:aws:batch:eu-west-1:1:x/${name}`;

/** For each column a field of the job it depends on, and two values of it. */
const extremes: Readonly<
  Record<Exclude<ColumnId, 'resolution'>, { field: keyof Job; low: unknown; high: unknown }>
> = {
  mediaId: { field: 'mediaId', low: 'Alpha', high: 'beta' },
  taskId: { field: 'taskId', low: 'Alpha', high: 'beta' },
  taskType: { field: 'jobQueue', low: 'Alpha', high: 'beta' },
  status: { field: 'status', low: 'FAILED', high: 'SUCCEEDED' },
  jobId: { field: 'jobId', low: 'Alpha', high: 'beta' },
  jobName: { field: 'jobName', low: 'Alpha', high: 'beta' },
  region: { field: 'region', low: 'Alpha', high: 'beta' },
  timestamp: { field: 'timestamp', low: '2026-01-01T00:00:00Z', high: '2026-01-02T00:00:00Z' },
  statusReason: { field: 'statusReason', low: 'Alpha', high: 'beta' },
  queue: { field: 'jobQueue', low: arn('Alpha'), high: arn('beta') },
  definition: { field: 'jobDefinition', low: arn('Alpha:20'), high: arn('beta:3') },
  duration: { field: 'stoppedAt', low: 9_000, high: 10_000 },
  attempts: { field: 'attempts', low: 9, high: 10 },
  exitCode: { field: 'exitCode', low: 9, high: 10 },
  workspace: { field: 'workspaceUid', low: 'Alpha', high: 'beta' },
};

const byId: Sort = { column: 'jobId', direction: 'ascending' };

const answer = (query: JobQuery, meanwhile?: () => void): ViewResult =>
  finish(query.update(), meanwhile);

/** Counts who is told of its rows. */
class WatchedStore extends JobStore {
  told = 0;

  override observe(observer: RowObserver): Disposable {
    const subscription = super.observe(observer);
    this.told++;
    return {
      dispose: () => {
        this.told--;
        subscription.dispose();
      },
    };
  }
}

describe('JobQueries', () => {
  let store: JobStore;
  let taskTypes: TaskTypes;
  let queries: JobQueries;

  beforeEach(() => {
    store = new JobStore();
    taskTypes = new TaskTypes([]);
    queries = new JobQueries(store, taskTypes);
  });

  const ask = (search: Partial<JobFilter> = {}, sort: Sort = byId): ViewResult =>
    answer(queries.open({ ...noFilter, ...search }, sort));
  const idsOf = ({ jobs, matching }: ViewResult): string =>
    jobs(0, matching)
      .map(({ jobId }) => jobId)
      .join('');

  describe('filters', () => {
    beforeEach(() =>
      store.apply([
        aJob({ jobId: 'a', status: 'FAILED', jobQueue: 'Ingest', region: 'eu-west-1' }),
        aJob({ jobId: 'b', status: 'FAILED', jobQueue: 'Storage', region: 'us-east-1' }),
        aJob({ jobId: 'c', status: 'SUCCEEDED', jobQueue: 'Ingest', region: 'us-east-1' }),
        aJob({ jobId: 'd', status: 'RUNNABLE', jobQueue: 'Ingest', region: 'eu-west-1' }),
      ]),
    );

    it('sorts values inserted repeatedly between the same two', () => {
      const between = (count: number) => `a${'0'.repeat(count)}`;
      const fields: readonly [ColumnId, (text: string) => Partial<Job>][] = [
        ['queue', text => ({ jobQueue: arn(text) })],
        ['taskType', text => ({ jobQueue: arn(text) })],
        ['definition', text => ({ jobDefinition: arn(text) })],
        ['workspace', text => ({ workspaceUid: text })],
        ['region', text => ({ region: text })],
      ];
      for (const [column, field] of fields) {
        store.clear();
        store.apply([aJob({ jobId: 'a', ...field('a') }), aJob({ jobId: 'b', ...field('b') })]);
        const query = queries.open(noFilter, { column, direction: 'descending' });
        let result = answer(query);
        for (let count = 1; count <= 150; count++) {
          store.apply([aJob({ jobId: between(count), ...field(between(count)) })]);
          result = answer(query);
        }
        const ids = result.jobs(0, 200).map(({ jobId }) => jobId);
        assert.deepEqual(ids, ids.toSorted().reverse(), column);
        query.dispose();
      }
    });

    it('treats an empty selection as everything', () => {
      assert.equal(idsOf(ask()), 'abcd');
    });

    it('offers the 500 most frequent of very many values, and the selected ones', () => {
      store.apply(manyJobs(600, index => ({ jobId: `q${index}`, jobQueue: `queue-${index}` })));
      store.apply(manyJobs(500, index => ({ jobId: `r${index}`, jobQueue: `queue-${index}` })));
      const { queues } = ask({ queues: ['queue-599'] }).facets;
      assert.equal(queues.length, 500);
      assert.deepEqual(queues.find(({ value }) => value === 'queue-599')?.count, 1);
      assert.equal(queues.filter(({ count }) => count === 2).length, 498);
      assert.deepEqual(
        queues.map(({ value }) => value),
        queues.map(({ value }) => value).sort(),
      );
    });

    it('offers each job definition with its revisions, the newest first', () => {
      store.apply([
        ...manyJobs(3, index => ({ jobId: `z${index}`, jobDefinition: arn('zip:9') })),
        aJob({ jobId: 'y', jobDefinition: arn('zip:10') }),
        aJob({ jobId: 'x', jobDefinition: arn('zip-b:1') }),
        aJob({ jobId: 'w', jobDefinition: arn('zip') }),
      ]);
      const offered = (definitions: readonly string[], text = ''): string[] =>
        ask({ definitions, text })
          .facets.definitions.filter(({ value }) => value.startsWith('zip'))
          .map(({ value, count, partOf }) => `${value} ${count}${partOf ? ` of ${partOf}` : ''}`);
      const all = ['zip 5', 'zip:10 1 of zip', 'zip:9 3 of zip', 'zip-b 1', 'zip-b:1 1 of zip-b'];
      assert.deepEqual(offered([]), all);
      assert.deepEqual(offered(['zip:9']), all);
      assert.deepEqual(offered(['zip:8'], 'id:y'), ['zip 1', 'zip:10 1 of zip', 'zip:8 0 of zip']);
      assert.equal(idsOf(ask({ definitions: ['zip:9'] })), 'z0z1z2');
      assert.equal(idsOf(ask({ definitions: ['zip'] })), 'wyz0z1z2');
      assert.equal(idsOf(ask({ definitions: ['zip:10', 'zip-b'] })), 'xy');
    });

    it('keeps the definition of a selected revision among very many', () => {
      store.apply(
        manyJobs(600, index => ({ jobId: `d${index}`, jobDefinition: arn(`many-${index}:1`) })),
      );
      const { definitions } = ask({ definitions: ['many-599:1'] }).facets;
      assert.equal(definitions.length, 500);
      const values = definitions.map(({ value }) => value);
      assert.deepEqual(values.slice(values.indexOf('many-599')).slice(0, 2), [
        'many-599',
        'many-599:1',
      ]);
    });

    it('combines values of one filter with or, filters with and', () => {
      assert.equal(idsOf(ask({ statuses: ['FAILED', 'SUCCEEDED'] })), 'abc');
      assert.equal(idsOf(ask({ statuses: ['FAILED'], regions: ['us-east-1'] })), 'b');
      assert.equal(idsOf(ask({ taskTypes: ['Ingest'], statuses: ['PENDING'] })), '');
    });

    it('counts statistics over the filtered jobs', () => {
      assert.deepEqual(ask({ taskTypes: ['Ingest'] }).statistics, {
        total: 3,
        succeeded: 1,
        failed: 1,
        running: 1,
        successRate: 0.5,
        byStatus: [
          { value: 'FAILED', count: 1 },
          { value: 'RUNNABLE', count: 1 },
          { value: 'SUCCEEDED', count: 1 },
        ],
      });
    });

    it('counts the options of each filter over the jobs that match the other filters', () => {
      const { facets } = ask({ statuses: ['FAILED'], regions: ['eu-west-1'] });
      assert.deepEqual(facets.statuses, [
        { value: 'FAILED', count: 1 },
        { value: 'RUNNABLE', count: 1 },
      ]);
      assert.deepEqual(facets.regions, [
        { value: 'eu-west-1', count: 1 },
        { value: 'us-east-1', count: 1 },
      ]);
      assert.deepEqual(facets.taskTypes, [{ value: 'Ingest', count: 1 }]);
    });

    it('keeps offering a selected value when no job has it any more', () => {
      const { facets } = ask({ regions: ['mars-north-1'] });
      assert(facets.regions.some(({ value, count }) => value === 'mars-north-1' && count === 0));
    });

    it('finds every word in name, IDs or reasons, ignoring case', () => {
      store.apply([
        aJob({ jobId: 'x1', jobName: 'Render-Big', statusReason: 'OutOfMemoryError: killed' }),
        aJob({ jobId: 'x2', jobName: 'render-small', mediaId: 'ABC' }),
      ]);
      assert.equal(idsOf(ask({ text: 'RENDER' })), 'x1x2');
      assert.equal(idsOf(ask({ text: ' render  outofmemory ' })), 'x1');
      assert.equal(idsOf(ask({ text: 'abc' })), 'x2');
      assert.equal(ask({ text: '.*' }).matching, 0, 'a word is a text, not a pattern');
      store.apply([aJob({ jobId: 'x3', jobName: 'a(.*)[b]' })]);
      assert.equal(idsOf(ask({ text: '(.*)[' })), 'x3');
      assert.equal(ask({ text: 'x2', statuses: ['FAILED'] }).matching, 0);
    });
  });

  describe('sort orders', () => {
    const sorted = (sort: Sort, ...jobs: Job[]): string => {
      store.clear();
      store.apply(jobs);
      return idsOf(ask({}, sort));
    };

    it('compares instants, not the strings of timestamps', () => {
      const order = sorted(
        newestFirst,
        aJob({ jobId: 'a', timestamp: '2026-01-01T12:00:00Z' }),
        aJob({ jobId: 'b', timestamp: '2026-01-01T13:30:00+02:00' }),
        aJob({ jobId: 'c', timestamp: '2026-01-01T11:45:00.500Z' }),
      );
      assert.equal(order, 'acb');
    });

    it('puts missing values last in both directions', () => {
      const jobs = [
        aJob({ jobId: 'a', mediaId: undefined }),
        aJob({ jobId: 'b', mediaId: 'm2' }),
        aJob({ jobId: 'c', mediaId: '' }),
        aJob({ jobId: 'd', mediaId: 'm1' }),
      ];
      assert.equal(sorted({ column: 'mediaId', direction: 'ascending' }, ...jobs), 'dbac');
      assert.equal(sorted({ column: 'mediaId', direction: 'descending' }, ...jobs), 'bdac');
    });

    it('puts jobs without a readable timestamp last', () => {
      const jobs = [aJob({ jobId: 'a', timestamp: 'soon' }), aJob({ jobId: 'b' })];
      assert.equal(sorted(newestFirst, ...jobs), 'ba');
      assert.equal(sorted({ column: 'timestamp', direction: 'ascending' }, ...jobs), 'ba');
    });

    it('keeps equal jobs newest first, then in order of arrival, in both directions', () => {
      const jobs = ['08', '09', '09'].map((hour, index) =>
        aJob({ jobId: 'abc'[index] ?? '', timestamp: `2026-01-01T${hour}:00:00Z` }),
      );
      for (const direction of ['ascending', 'descending'] as const) {
        assert.equal(sorted({ column: 'status', direction }, ...jobs), 'bca');
      }
    });

    it('sorts hundreds of definitions, in whatever order they arrive', () => {
      const definitions = Array.from({ length: 300 }, (_, index) => `pipeline-${300 - index}`);
      const jobs = definitions.map((name, index) =>
        aJob({ jobId: `${index} `, jobDefinition: arn(`${name}:1`) }),
      );
      store.apply(jobs);
      const { jobs: sortedJobs } = ask({}, { column: 'definition', direction: 'ascending' });
      assert.deepEqual(
        sortedJobs(0, 300).map(({ jobDefinition }) => jobDefinition),
        definitions.toSorted().map(name => arn(`${name}:1`)),
      );
    });

    it('sorts equal jobs by a second column, then newest first', () => {
      const jobs = ['ab', 'bb', 'aa', 'ba', 'aa'].map((names, index) =>
        aJob({
          jobId: String(index),
          status: names[0] ?? '',
          jobName: names[1] ?? '',
          timestamp: `2026-01-01T00:00:0${index}Z`,
        }),
      );
      const by = (first: Sort['direction'], then: Sort['direction']): Sort => ({
        column: 'status',
        direction: first,
        then: { column: 'jobName', direction: then },
      });
      assert.equal(sorted(by('ascending', 'ascending'), ...jobs), '42031');
      assert.equal(sorted(by('ascending', 'descending'), ...jobs), '04213');
      assert.equal(sorted(by('descending', 'ascending'), ...jobs), '31420');
    });

    it('keeps the order of a second column as long as a first one needs it', () => {
      store.apply(manyJobs(50, index => ({ status: `s${index % 3}`, jobName: `n${index % 7}` })));
      const sort: Sort = {
        column: 'status',
        direction: 'ascending',
        then: { column: 'jobName', direction: 'ascending' },
      };
      const query = queries.open(noFilter, sort);
      answer(query);
      for (const column of columnIds) {
        const other = queries.open(noFilter, { column, direction: 'descending' });
        answer(other);
        other.dispose();
      }
      store.apply(manyJobs(50, index => ({ status: `s${index % 2}`, jobName: `n${index % 5}` })));
      const expected = naiveQuery([...store.jobs()], taskTypes.of, noFilter, sort);
      assert.equal(idsOf(answer(query)), expected.jobs.map(({ jobId }) => jobId).join(''));
    });

    it('sorts by resolution: not retried first, jobs that have not failed last', () => {
      const failed = { status: 'FAILED', createdAt: 1 };
      store.apply([
        aJob({ jobId: 'fine', status: 'SUCCEEDED', createdAt: 1 }),
        aJob({ ...failed, jobId: 'recovered', mediaId: 'a' }),
        aJob({ ...failed, jobId: 'again', mediaId: 'b' }),
        aJob({ ...failed, jobId: 'latest', mediaId: 'b', createdAt: 2 }),
        aJob({ jobId: 'later', status: 'SUCCEEDED', mediaId: 'a', createdAt: 2 }),
      ]);
      const followed = new Resolutions(store, taskTypes);
      const order = (direction: 'ascending' | 'descending') =>
        ask({}, { column: 'resolution', direction, then: byId })
          .jobs(0, 9)
          .map(({ jobId }) => jobId);
      assert.deepEqual(order('ascending'), ['latest', 'again', 'recovered', 'fine', 'later']);
      assert.deepEqual(order('descending'), ['recovered', 'again', 'latest', 'fine', 'later']);
      followed.dispose();
    });

    it('counts unresolved failures whatever the status filter, as later jobs change them', () => {
      const followed = new Resolutions(store, taskTypes);
      store.apply([
        aJob({ jobId: 'a', status: 'FAILED', mediaId: 'm1', createdAt: 1 }),
        aJob({ jobId: 'b', status: 'FAILED', mediaId: 'm2', createdAt: 1 }),
      ]);
      const query = queries.open({ ...noFilter, statuses: ['RUNNING'] }, byId);
      assert.equal(answer(query).unresolved, 2);
      store.apply([aJob({ jobId: 'c', status: 'SUCCEEDED', mediaId: 'm1', createdAt: 2 })]);
      assert.equal(answer(query).unresolved, 1);
      query.dispose();
      followed.dispose();
    });

    for (const column of columnIds.filter(id => id !== 'resolution')) {
      it(`sorts by ${column}`, () => {
        const { field, low, high } = extremes[column];
        const common = { status: 'FAILED', startedAt: 1_000 };
        store.apply([
          aJob({ ...common, jobId: 'z', [field]: high }),
          aJob({ ...common, jobId: 'y', [field]: low }),
        ]);
        for (const direction of ['ascending', 'descending'] as const) {
          const [first] = ask({}, { column, direction }).jobs(0, 1);
          assert.equal(first?.[field], direction === 'ascending' ? low : high);
        }
      });
    }
  });

  it('returns just the requested window, and nothing beyond the end', () => {
    store.apply(manyJobs(10));
    const { jobs } = ask();
    assert.deepEqual(
      jobs(8, 12).map(({ jobId }) => jobId),
      ['job-8', 'job-9'],
    );
  });

  it('starts over with other task types and with another table', () => {
    store.apply([aJob({ jobId: 'a' })]);
    const query = queries.open(noFilter, byId);
    assert.deepEqual(answer(query).facets.taskTypes, [
      { value: 'orchestrator-repair-ingest-standard-pre', count: 1 },
    ]);
    taskTypes.use(defaultTaskTypeRules);
    assert.deepEqual(answer(query).facets.taskTypes, [{ value: 'Ingest', count: 1 }]);
    store.clear();
    store.apply([aJob({ jobId: 'b' })]);
    assert.equal(idsOf(answer(query)), 'b');
  });

  it('never mixes two tables, even when the table changes midway', () => {
    store.apply(manyJobs(20_000));
    let breaks = 0;
    const result = answer(queries.open(noFilter, newestFirst), () => {
      if (++breaks === 3) {
        store.clear();
        store.apply([aJob({ jobId: 'other' })]);
      }
    });
    assert.equal(idsOf(result), 'other');
  });

  it('reuses the sort of a canceled query', () => {
    store.apply(manyJobs(20_000));
    const sort: Sort = { column: 'jobName', direction: 'descending' };
    const first = queries.open(noFilter, sort);
    answer(first);
    first.dispose();
    let breaks = 0;
    const second = queries.open({ ...noFilter, statuses: ['RUNNING'] }, sort);
    assert.equal(answer(second, () => breaks++).matching, 20_000);
    assert(breaks <= 6, `the order was sorted again: ${breaks} breaks`);
  });

  it('does not test jobs again for another order', () => {
    const watched = new WatchedStore();
    queries = new JobQueries(watched, taskTypes);
    watched.apply(manyJobs(20_000));
    const query = queries.open({ ...noFilter, regions: ['mars-north-1'] }, newestFirst);
    answer(query);
    const byName: Sort = { column: 'jobName', direction: 'ascending' };
    const other = queries.open(noFilter, byName);
    answer(other);
    other.dispose();
    let breaks = 0;
    query.sortBy(byName);
    answer(query, () => breaks++);
    assert.equal(breaks, 0);
    query.sortBy(newestFirst);
    query.dispose();
    queries.dispose();
    assert.equal(watched.told, 0, 'orders are observed until no query needs them');
  });

  describe('the first rows of a new sort order', () => {
    const byName: Sort = { column: 'jobName', direction: 'ascending' };
    const later = '2026-01-03T00:00:00Z';
    const running: JobFilter = { ...noFilter, statuses: ['RUNNING'] };

    const named = (letter: string, day: number): Job[] =>
      manyJobs(6_000, index => ({
        jobName: `${letter}${(index * 7_919) % 1_009}`,
        status: index % 2 === 0 ? 'RUNNING' : 'FAILED',
        timestamp: `2026-01-0${day}T00:00:${10 + (index % 50)}Z`,
      }));

    beforeEach(() => store.apply(named('n', 1)));

    const first = (query: JobQuery, meanwhile?: () => void): ViewResult | undefined =>
      finish(query.first(5), meanwhile);
    const listed = ({ jobs }: ViewResult): string[] => jobs(0, 5).map(({ jobId }) => jobId);

    it('are those of the complete response, with its figures', () => {
      const query = queries.open(running, byName);
      const early = first(query);
      assert(early);
      const ids = listed(early);
      const { known, matching, statistics, facets } = early;
      const whole = answer(query);
      assert.equal(ids.length, 5);
      assert.deepEqual(ids, listed(whole));
      assert.deepEqual([known, matching], [5, 3_000]);
      assert.deepEqual([statistics, facets], [whole.statistics, whole.facets]);
    });

    it('are not searched if the order exists, except for a few changes', () => {
      const query = queries.open(running, byName);
      answer(query);
      store.apply([aJob({ jobId: 'job-2', jobName: 'a', timestamp: later })]);
      assert.equal(first(query), undefined);
    });

    it('are known in the default order, too, with those alike in order of arrival', () => {
      const query = queries.open(running, newestFirst);
      const early = first(query);
      assert(early);
      const ids = listed(early);
      assert.deepEqual(ids, listed(answer(query)));
      assert.equal(new Set(ids).size, 5);
    });

    /** At its third break, the search is among the rows. */
    const atThirdBreak = (act: () => void): ViewResult | undefined => {
      let breaks = 0;
      return first(queries.open(running, byName), () => {
        if (++breaks === 3) {
          act();
        }
      });
    };

    it('are those of the moment if a job has changed or arrived meanwhile', () => {
      for (const jobId of ['job-6', 'new']) {
        const change = (): void =>
          void store.apply([aJob({ jobId, jobName: 'a', status: 'RUNNING' })]);
        const early = atThirdBreak(change);
        assert.equal(early && listed(early)[0], jobId);
        store.apply([aJob({ jobId, jobName: 'z', status: 'RUNNING' })]);
      }
    });

    it('are fewer if one of them has changed', () => {
      const before = naiveQuery([...store.jobs()], taskTypes.of, running, byName).jobs.slice(0, 5);
      let breaks = 0;
      const early = first(queries.open(running, byName), () => {
        if (++breaks === 4) {
          store.apply([aJob({ ...before[0], jobName: 'z', timestamp: later })]);
        }
      });
      assert.equal(early?.known, 4);
      assert.deepEqual(
        listed(early),
        before.slice(1).map(({ jobId }) => jobId),
      );
    });

    it('are not returned if the table has changed', () => {
      assert.equal(
        atThirdBreak(() => store.clear()),
        undefined,
      );
    });

    it('are searched again when most jobs have changed', () => {
      const query = queries.open(running, byName);
      answer(query);
      store.apply(named('m', 2));
      const early = first(query);
      assert(early);
      const ids = listed(early);
      assert.deepEqual(ids, listed(answer(query)));
      assert.deepEqual(
        ids,
        naiveQuery([...store.jobs()], taskTypes.of, running, byName)
          .jobs.slice(0, 5)
          .map(({ jobId }) => jobId),
      );
    });
  });

  it('keeps the order newest first and two more, and receives changes from no one else', () => {
    const watched = new WatchedStore();
    queries = new JobQueries(watched, taskTypes);
    watched.apply(manyJobs(3));
    for (const column of columnIds) {
      const query = queries.open(noFilter, { column, direction: 'ascending', then: byId });
      answer(query);
      query.dispose();
    }
    // Two of the kind above, the order by ID that both need, and the one that it needs.
    assert.equal(watched.told, 4);
    queries.dispose();
    assert.equal(watched.told, 0);
    watched.clear();
    answer(queries.open(noFilter, newestFirst));
  });

  it('does not change rows after it has been disposed', () => {
    const watched = new WatchedStore();
    const query = new JobQueries(watched, taskTypes).open({ ...noFilter, text: 'name:a' }, byId);
    watched.apply(manyJobs(3));
    answer(query);
    const before = watched.told;
    query.dispose();
    assert.equal(watched.told, before - 1);
  });

  describe('compared with the simplest implementation', () => {
    const random = Random.of(7, 3);
    const oneOf = <T>(values: readonly T[]): T => values[random.integer(0, values.length - 1)] as T;
    const someJob = (): Job =>
      aJob({
        jobId: `job-${random.integer(0, 400)}`,
        jobName: `${oneOf(['Alpha', 'beta', 'gamma', '', 'éclair', 'alpha'])}${random.integer(0, 30)}`,
        status: oneOf(['SUCCEEDED', 'FAILED', 'RUNNING', 'DANCING', '']),
        jobQueue: oneOf(['q1', 'q2', 'Q1', arn('q1'), arn('q3')]),
        jobDefinition: oneOf(['', arn('d1:3'), arn('d1:4'), arn('d2:1')]),
        workspaceUid: oneOf([undefined, 'w1', 'W2']),
        attempts: oneOf([undefined, 0, 1, 3]),
        exitCode: oneOf([undefined, 0, 1, 137]),
        createdAt: oneOf([undefined, 400, 6_000]),
        startedAt: oneOf([undefined, 1_000, 2_000]),
        stoppedAt: oneOf([undefined, 500, 5_000, 7_000]),
        region: oneOf(['eu-west-1', 'us-east-1', '']),
        mediaId: oneOf([undefined, '', 'm1', 'M2', 'm3']),
        statusReason: oneOf(['', 'Host terminated', 'OutOfMemory']),
        reason: oneOf([undefined, '', 'Host terminated', 'Killed']),
        arraySize: oneOf([undefined, undefined, 3]),
        arrayIndex: oneOf([undefined, 1]),
        timestamp: oneOf([
          '',
          'soon',
          `2026-11-2${random.integer(0, 9)}T10:00:0${random.integer(0, 9)}Z`,
        ]),
        updatedAt: random.integer(0, 1e9),
      });
    const numberedJobs = (count: number): Job[] =>
      Array.from({ length: count }, (_, index) => ({ ...someJob(), jobId: `${index}` }));
    /** So many jobs with numbers up to this one, known or new. */
    const jobsUpTo = (last: number, count: number): Job[] =>
      Array.from({ length: count }, () => ({
        ...someJob(),
        jobId: `${random.integer(0, last)}`,
      }));
    const someSearch = (): JobFilter => ({
      statuses: oneOf([[], ['FAILED'], ['FAILED', 'RUNNING'], ['gone']]),
      taskTypes: oneOf([[], ['q1'], ['Q1', 'q2']]),
      regions: oneOf([[], [''], ['eu-west-1']]),
      causes: oneOf([[], [], [], ['exit-1', 'unknown-text'], ['']]),
      queues: oneOf([[], [], ['q1'], ['q3', 'gone']]),
      definitions: oneOf([[], [], [], ['d1'], ['d1:4'], ['d2', 'gone', 'gone:7']]),
      workspaces: oneOf([[], [], ['w1'], ['', 'W2']]),
      time: oneOf<TimeRange | undefined>([
        undefined,
        undefined,
        { kind: 'last', ms: 3 * 86_400_000 },
        {
          kind: 'between',
          from: Date.parse('2026-11-21T10:00:05Z'),
          to: Date.parse('2026-11-24T10:00:05Z'),
        },
      ]),
      text: oneOf(['', 'a', 'al', 'alpha', 'alpha host', 'alpha2', 'm', 'm2']),
    });
    const someKey = (): SortKey => ({
      column: oneOf(columnIds),
      direction: oneOf(['ascending', 'descending']),
    });
    const someSort = (): Sort => ({ ...someKey(), then: oneOf([undefined, undefined, someKey()]) });
    /** In the order the store came to know them, which decides between jobs that are alike. */
    const known = (): Job[] => [...store.jobs()];
    const change = (): void => {
      const kind = random.integer(0, 9);
      if (kind === 0) {
        const mark = store.mark();
        store.apply(known().filter(() => random.chance(0.8)));
        store.removeUnseen(mark);
      } else {
        store.apply(Array.from({ length: random.integer(1, 40) }, someJob));
      }
    };
    const now = Date.parse('2026-11-26T10:00:03Z');
    const check = (result: ViewResult, search: JobFilter, sort: Sort): void => {
      const expected = naiveQuery(known(), taskTypes.of, search, sort, now);
      const { matching, statistics, facets, jobs } = result;
      assert.deepEqual(
        { matching, statistics, facets, jobs: jobs(0, matching) },
        expected,
        JSON.stringify({ search, sort }),
      );
    };

    it('has the same results through 300 random changes of many queries', () => {
      for (let round = 0; round < 60; round++) {
        const search = someSearch();
        let sort = someSort();
        const query = queries.open(search, sort, now);
        for (let step = 0; step < 5; step++) {
          change();
          check(answer(query), search, sort);
          sort = oneOf([sort, someSort()]);
          query.sortBy(sort);
        }
        query.dispose();
      }
    });

    it('has the same results when jobs come, change and go at every pause', () => {
      store.apply(numberedJobs(12_000));
      for (const sort of [newestFirst, byId, someSort(), someSort()]) {
        const search = someSearch();
        let changes = 0;
        const query = queries.open(search, sort, now);
        const result = answer(query, () => {
          if (changes++ < 20) {
            store.apply(jobsUpTo(12_100, 1));
          }
        });
        check(result, search, sort);
        query.dispose();
      }
    });

    it('knows the top of a list before anything else, when jobs come and change at every pause', () => {
      let found = 0;
      for (let round = 0; round < 30; round++) {
        store.clear();
        store.apply(numberedJobs(1_000));
        const [search, sort] = [oneOf([noFilter, someSearch()]), someSort()];
        const inOrder = queries.open(noFilter, sort, now);
        answer(inOrder);
        const changeSome = (): void => {
          store.apply(jobsUpTo(1_100, random.integer(0, 20)));
        };
        changeSome();
        const query = queries.open(search, sort, now);
        let pauses = 0;
        const top = finish(query.top(10), () => {
          if (pauses++ < 5) {
            changeSome();
          }
        });
        const expected = naiveQuery(known(), taskTypes.of, search, sort, now);
        if (top) {
          assert.deepEqual(
            Array.from(top, row => store.rows.read(row)),
            expected.jobs.slice(0, 10),
            JSON.stringify({ search, sort }),
          );
          assert(expected.matching >= 10);
          found++;
        } else {
          assert(expected.matching < 100, JSON.stringify({ search, sort }));
        }
        check(answer(query), search, sort);
        assert.equal(finish(query.top(10)), undefined, 'all is known');
        query.dispose();
        inOrder.dispose();
      }
      assert(found > 8, `only ${found}`);
    });

    it('knows the first rows as they are when jobs come, change and go at every pause', () => {
      let found = 0;
      for (let round = 0; round < 10; round++) {
        store.clear();
        store.apply(numberedJobs(9_000));
        const [search, sort] = [oneOf([noFilter, someSearch()]), someSort()];
        const query = queries.open(search, sort, now);
        let changes = 0;
        const result = finish(query.first(100), () => {
          const kind = random.integer(0, 20);
          const count = kind === 0 ? 6_000 : kind === 1 ? 0 : random.integer(1, 20);
          if (kind === 2) {
            const mark = store.mark();
            store.apply(known().filter(() => random.chance(0.99)));
            store.removeUnseen(mark);
          } else if (changes++ < 30) {
            store.apply(jobsUpTo(11_000, count));
          }
        });
        const expected = naiveQuery(known(), taskTypes.of, search, sort, now);
        if (result) {
          const { matching, statistics, facets, jobs, known: count } = result;
          assert.deepEqual(
            { matching, statistics, facets, jobs: jobs(0, count) },
            { ...expected, jobs: expected.jobs.slice(0, count) },
            JSON.stringify({ search, sort }),
          );
          assert(count > 0 || matching === 0);
          found++;
        }
        query.dispose();
      }
      assert(found > 7, `only ${found}`);
    });
  });
});
