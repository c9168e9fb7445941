import assert from 'node:assert/strict';
import { columnIds, newestFirst, type Sort } from '../../../src/core/columns';
import { noFilter, type JobFilter } from '../../../src/core/jobFilter';
import { queryJobs, sortJobs } from '../../../src/core/jobQuery';
import { aJob } from '../../support/builders';

const taskTypeOf = (job: { jobQueue: string }): string => job.jobQueue;

const jobs = [
  aJob({ jobId: 'a', status: 'FAILED', jobQueue: 'Ingest', region: 'eu-west-1' }),
  aJob({ jobId: 'b', status: 'FAILED', jobQueue: 'Storage', region: 'us-east-1' }),
  aJob({ jobId: 'c', status: 'SUCCEEDED', jobQueue: 'Ingest', region: 'us-east-1' }),
  aJob({ jobId: 'd', status: 'RUNNABLE', jobQueue: 'Ingest', region: 'eu-west-1' }),
];

const query = (filter: Partial<JobFilter>) =>
  queryJobs(
    jobs,
    taskTypeOf,
    { ...noFilter, ...filter },
    { column: 'jobId', direction: 'ascending' },
  );

const ids = (found: readonly { jobId: string }[]) => found.map(({ jobId }) => jobId).join('');

describe('queryJobs', () => {
  it('takes nothing chosen as everything', () => {
    assert.equal(ids(query({}).jobs), 'abcd');
  });

  it('joins values of one filter by or, filters by and', () => {
    assert.equal(ids(query({ statuses: ['FAILED', 'SUCCEEDED'] }).jobs), 'abc');
    assert.equal(ids(query({ statuses: ['FAILED'], regions: ['us-east-1'] }).jobs), 'b');
    assert.equal(ids(query({ taskTypes: ['Ingest'], statuses: ['PENDING'] }).jobs), '');
  });

  it('counts statistics over the filtered jobs', () => {
    const { statistics } = query({ taskTypes: ['Ingest'] });
    assert.deepEqual(statistics, {
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

  it('counts each filter’s options over the jobs that pass the other filters', () => {
    const { facets } = query({ statuses: ['FAILED'], regions: ['eu-west-1'] });
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

  it('keeps a chosen value on offer when no job has it any more', () => {
    const { facets } = query({ regions: ['mars-north-1'] });
    assert(facets.regions.some(({ value, count }) => value === 'mars-north-1' && count === 0));
  });
});

describe('sortJobs', () => {
  const sorted = (sort: Sort, list: readonly ReturnType<typeof aJob>[]) =>
    ids(sortJobs(list, taskTypeOf, sort));

  it('compares instants, not the texts of timestamps', () => {
    const list = [
      aJob({ jobId: 'a', timestamp: '2026-01-01T12:00:00Z' }),
      aJob({ jobId: 'b', timestamp: '2026-01-01T13:30:00+02:00' }),
      aJob({ jobId: 'c', timestamp: '2026-01-01T11:45:00.500Z' }),
    ];
    assert.equal(sorted(newestFirst, list), 'acb');
  });

  it('puts missing values last in both directions', () => {
    const list = [
      aJob({ jobId: 'a', mediaId: undefined }),
      aJob({ jobId: 'b', mediaId: 'm2' }),
      aJob({ jobId: 'c', mediaId: '' }),
      aJob({ jobId: 'd', mediaId: 'm1' }),
    ];
    assert.equal(sorted({ column: 'mediaId', direction: 'ascending' }, list), 'dbac');
    assert.equal(sorted({ column: 'mediaId', direction: 'descending' }, list), 'bdac');
  });

  it('puts jobs without a readable timestamp last', () => {
    const list = [aJob({ jobId: 'a', timestamp: 'soon' }), aJob({ jobId: 'b' })];
    assert.equal(sorted(newestFirst, list), 'ba');
    assert.equal(sorted({ column: 'timestamp', direction: 'ascending' }, list), 'ba');
  });

  it('is stable in both directions', () => {
    const list = ['a', 'b', 'c'].map(jobId => aJob({ jobId }));
    for (const direction of ['ascending', 'descending'] as const) {
      assert.equal(sorted({ column: 'status', direction }, list), 'abc');
    }
  });

  for (const column of columnIds) {
    it(`sorts by ${column}`, () => {
      const field = column === 'taskType' ? 'jobQueue' : column;
      const [low, high] =
        column === 'timestamp'
          ? ['2026-01-01T00:00:00Z', '2026-01-02T00:00:00Z']
          : ['Alpha', 'beta'];
      const list = [aJob({ [field]: high }), aJob({ [field]: low })];
      const first = sortJobs(list, taskTypeOf, { column, direction: 'ascending' })[0];
      assert.equal(first?.[field], low);
    });
  }

  it('leaves the given list as it is', () => {
    const list = [aJob({ jobId: 'b' }), aJob({ jobId: 'a' })];
    sortJobs(list, taskTypeOf, { column: 'jobId', direction: 'ascending' });
    assert.equal(ids(list), 'ba');
  });
});
