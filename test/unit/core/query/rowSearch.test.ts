import assert from 'node:assert/strict';
import fc from 'fast-check';
import { narrows } from '../../../../src/core/filter/searchNarrowing';
import type { Job } from '../../../../src/core/job/job';
import { JobColumns } from '../../../../src/core/store/jobColumns';
import { rowSearch } from '../../../../src/core/query/rowSearch';
import { RowTaskTypes } from '../../../../src/core/store/rowTaskTypes';
import { defaultTaskTypeRules, makeTaskTypeOf } from '../../../../src/core/job/taskType';
import { aJob } from '../../../support/builders/builders';

const now = Date.UTC(2026, 10, 24, 12);
const hoursAgo = (hours: number): number => now - hours * 3_600_000;
const stamp = (hours: number): string => new Date(hoursAgo(hours)).toISOString();

const jobs = [
  aJob({
    jobId: 'lost',
    jobName: 'Nightly-Zip',
    status: 'FAILED',
    jobQueue: 'arn:aws:batch:eu-west-1:1:job-queue/prod-assembly',
    jobDefinition: 'arn:aws:batch:eu-west-1:1:job-definition/zip:7',
    region: 'eu-west-1',
    timestamp: stamp(5),
    startedAt: hoursAgo(8),
    stoppedAt: hoursAgo(5),
    exitCode: 137,
    attempts: 3,
    statusReason: 'Essential container in task exited',
    reason: 'OutOfMemoryError: killed',
    mediaId: '65f1aa',
    workspaceUid: 'demo',
    facts: { vcpus: 16, memoryMiB: 32_768, tags: { Team: 'Video', 'cost:center': 'a=b' } },
  }),
  aJob({
    jobId: 'runs',
    jobName: 'ingest-a',
    status: 'RUNNING',
    jobQueue: 'arn:aws:batch:us-east-1:1:job-queue/ingest-orchestrator',
    jobDefinition: 'arn:aws:batch:us-east-1:1:job-definition/ingest:1',
    region: 'us-east-1',
    timestamp: stamp(0.5),
    startedAt: hoursAgo(0.5),
    statusReason: '',
    facts: { vcpus: 0.25, memoryMiB: 512, tags: { team: 'audio' } },
  }),
  aJob({
    jobId: 'waits',
    jobName: 'ingest-b',
    status: 'RUNNABLE',
    jobQueue: 'arn:aws:batch:us-east-1:1:job-queue/ingest-orchestrator',
    jobDefinition: 'arn:aws:batch:us-east-1:1:job-definition/ingest:1',
    region: 'us-east-1',
    timestamp: stamp(2),
    statusReason: '',
  }),
];

/** The rows of jobs, and which of them a search finds. */
function rowsOf(jobs: readonly Job[]) {
  const rows = new JobColumns();
  jobs.forEach(job => rows.add(job));
  const taskTypes = new RowTaskTypes(rows, makeTaskTypeOf(defaultTaskTypeRules));
  const found = (text: string): number[] => {
    const search = rowSearch(rows, taskTypes, text, now);
    return [...jobs.keys()].filter(row => search.matches(row));
  };
  return { rows, found };
}

describe('rowSearch', () => {
  const all = rowsOf(jobs);
  const found = (text: string): string =>
    all
      .found(text)
      .map(row => jobs[row]?.jobId)
      .join(' ');

  const cases: readonly (readonly [text: string, ids: string])[] = [
    ['', 'lost runs waits'],
    ['status:failed', 'lost'],
    ['status:Running,RUNNABLE', 'runs waits'],
    ['status:run', ''],
    ['-status:failed', 'runs waits'],
    ['type:assembly', 'lost'],
    ['type:"zip package"', 'lost'],
    ['queue:PROD', 'lost'],
    ['queue:us-east', ''],
    ['definition:zip', 'lost'],
    ['definition:job-definition', ''],
    ['definition:zip:7', 'lost'],
    ['definition:ip:7,nope', 'lost'],
    ['definition:zip:', ''],
    ['definition:zip:70', ''],
    ['-definition:ingest:1', 'lost'],
    ['cause:oom', 'lost'],
    ['cause:memory', 'lost'],
    ['cause:timeout', ''],
    ['-cause:memory', 'runs waits'],
    ['is:unresolved', 'lost'],
    ['region:us-', 'runs waits'],
    ['name:ingest', 'runs waits'],
    ['id:lost', 'lost'],
    ['media:65F1', 'lost'],
    ['-media:65f1', 'runs waits'],
    ['workspace:demo', 'lost'],
    ['reason:"in task"', 'lost'],
    ['reason:outofmemory', 'lost'],
    ['killed', 'lost'],
    ['-ingest', 'lost'],
    ['exit:137', 'lost'],
    ['exit:1,137', 'lost'],
    ['exit:>137', ''],
    ['exit:>=137', 'lost'],
    ['name:nope,zip', 'lost'],
    ['exit:<137', ''],
    ['exit:<=137', 'lost'],
    ['-exit:137', 'runs waits'],
    ['attempts:>1', 'lost'],
    ['vcpus:16', 'lost'],
    ['vcpus:<1', 'runs'],
    ['vcpus:0.25,16', 'lost runs'],
    ['-vcpus:16', 'runs waits'],
    ['memory:512', 'runs'],
    ['memory:>=32GiB', 'lost'],
    ['memory:<32g', 'runs'],
    ['memory:0.5GB', 'runs'],
    ['tag:team', 'lost runs'],
    ['tag:team=video', 'lost'],
    ['tag:team=vid', ''],
    ['tag:cost:center=a=b', 'lost'],
    ['tag:"cost:center"', 'lost'],
    ['-tag:team', 'waits'],
    ['age:<1h', 'runs'],
    ['age:>1h', 'lost waits'],
    ['age:>1h age:<3h', 'waits'],
    ['duration:>2h', 'lost'],
    ['duration:<1h', 'runs'],
    ['duration:>0s', 'lost runs'],
    ['is:active', 'runs waits'],
    ['is:finished', 'lost'],
    ['is:waiting', 'waits'],
    ['is:stuck', 'waits'],
    ['is:finished,stuck', 'lost waits'],
    ['ingest status:running age:<1d', 'runs'],
    ['nope:1 status:failed', 'lost'],
  ];
  for (const [text, ids] of cases) {
    it(`finds for “${text}”: ${ids || 'none'}`, () => assert.equal(found(text), ids));
  }

  it('finds tasks, by field and by word, even if the media has the same name', () => {
    const { found } = rowsOf(
      [
        { taskId: 'Task-1', mediaId: 'm1' },
        { taskId: 'm2', mediaId: 'm2' },
        { taskId: undefined, mediaId: undefined },
      ].map(facts => aJob({ ...facts, jobName: 'n', statusReason: '' })),
    );
    assert.deepEqual(found('task:task'), [0]);
    assert.deepEqual(found('task:M2,task-1'), [0, 1]);
    assert.deepEqual(found('task-1'), [0]);
    assert.deepEqual(found('m2'), [1]);
    assert.deepEqual(found('-task:m'), [0, 2]);
  });

  it('finds the words of a reason, whatever separates them', () => {
    const { found } = rowsOf(
      [
        { reason: 'OutOfMemoryError: Container killed' },
        { statusReason: 'The container ran out of memory' },
        { reason: 'out-of_memory' },
        { reason: 'outcome of memory tests' },
      ].map(facts => aJob({ jobName: 'n', statusReason: '', ...facts })),
    );
    for (const text of ['"out of memory"', '"Out Of MEMORY"', 'OutOfMemory', 'out-of-memory']) {
      assert.deepEqual(found(`reason:${text}`), [0, 1, 2], text);
      assert.deepEqual(found(text), [0, 1, 2], text);
    }
    assert.deepEqual(found('reason:"memory error"'), [0]);
    assert.deepEqual(found('reason:outof'), [0], 'one word has nothing between it');
    assert.deepEqual(found('-reason:"out of memory"'), [3]);
    assert.deepEqual(found('reason:"-"'), [2]);
  });

  it('finds each part of a reason that it matches', () => {
    const part = fc.stringMatching(/^[aAbB _-]{1,6}$/);
    const text = fc.stringMatching(/^[aAbB _-]{1,8}$/);
    fc.assert(
      fc.property(part, fc.nat(6), fc.nat(6), text, (whole, from, to, reason) => {
        const other = whole.slice(Math.min(from, to), Math.max(from, to));
        const { found } = rowsOf([aJob({ statusReason: '', reason })]);
        const [search, wider] = [`reason:"${whole}"`, `reason:"${other}"`];
        const isFound = found(search).length > 0;
        assert(!narrows(search, wider) || !isFound || found(wider).length > 0);
      }),
    );
  });

  it('finds why a job waits, where AWS says so', () => {
    const waiting = aJob({ status: 'RUNNABLE', statusReason: '' });
    const blocked = { reason: 'MISCONFIGURATION:JOB_RESOURCE_REQUIREMENT - …', since: 0 };
    const { found } = rowsOf([
      waiting,
      { ...waiting, facts: { blocked } },
      { ...waiting, statusReason: 'CAPACITY:INSUFFICIENT_INSTANCE_CAPACITY - p4d' },
      { ...waiting, statusReason: 'Host EC2 (instance i-1) terminated.' },
      { ...waiting, status: 'SUCCEEDED', facts: { blocked } },
    ]);
    assert.deepEqual(found('cause:misconf'), [1]);
    assert.deepEqual(found('cause:capacity,configuration'), [1, 2]);
    assert.deepEqual(found('cause:spot'), []);
  });

  it('finds a revision, but none that only begins so', () => {
    const arn = 'arn:aws:batch:r:1:job-definition/zip';
    const { found } = rowsOf(
      [`${arn}:4`, `${arn}:42`, `${arn}:142`, arn, 'zip:42'].map(jobDefinition =>
        aJob({ jobDefinition }),
      ),
    );
    assert.deepEqual(found('definition:zip:42'), [1, 4]);
    assert.deepEqual(found('definition:zip:4'), [0]);
    assert.deepEqual(found('definition:zip'), [0, 1, 2, 3, 4]);
    assert.deepEqual(found('definition:42'), [4]);
  });

  it('finds the failures of a group by its id', () => {
    const failed = (exitCode: number) => aJob({ status: 'FAILED', exitCode });
    const { rows, found } = rowsOf([failed(1), failed(2), aJob(), failed(1)]);
    const id = rows.failures.groups.values[rows.failures.groups.code(0)] ?? '';
    assert.deepEqual(found(`group:${id}`), [0, 3]);
    assert.deepEqual(found(`-group:${id}`), [1, 2]);
    assert.deepEqual(found('group:00000000'), []);
  });

  it('finds marks', () => {
    const { rows, found } = rowsOf(['a', 'b', 'c'].map(jobId => aJob({ jobId })));
    rows.mark(0, 'broken', true);
    rows.mark(1, 'acknowledged', true);
    assert.deepEqual(found('is:broken'), [0]);
    assert.deepEqual(found('is:acknowledged'), [1]);
    assert.deepEqual(found('-is:broken,acknowledged'), [2]);
  });

  it('matches only that job for a full job ID, not its children', () => {
    const parent = '4c7599ae-0a82-49aa-ba5a-4727fcce14a8';
    const ids = [parent, `${parent}:1`, `${parent}:10`, `${parent}#1`, 'other'];
    const { found } = rowsOf(ids.map(jobId => aJob({ jobId })));
    for (const name of ['id', 'jobid']) {
      assert.deepEqual(found(`${name}:${parent}`), [0], name);
      assert.deepEqual(found(`${name}:${parent.toUpperCase()}`), [0], name);
      assert.deepEqual(found(`${name}:${parent}:1`), [1], name);
      assert.deepEqual(found(`${name}:${parent}#1,other`), [3, 4], name);
      assert.deepEqual(found(`-${name}:${parent}`), [1, 2, 3, 4], name);
    }
    assert.deepEqual(found(`id:${parent}:`), [1, 2]);
    assert.deepEqual(found('id:4c7599ae'), [0, 1, 2, 3]);
    assert.deepEqual(found(`id:${parent},othe`), [0, 4]);
    assert.deepEqual(found('jobid:4c7599ae,othe'), []);
  });

  it('finds a media ID only as a whole, with mediaid:', () => {
    assert.equal(found('media:65f1'), 'lost');
    assert.equal(found('mediaid:65f1'), '');
    assert.equal(found('mediaid:65F1AA,other'), 'lost');
  });

  it('does not treat an array job with running children as stuck', () => {
    const old = '2026-11-20T10:00:00Z';
    const { found } = rowsOf([
      aJob({ jobId: 'parent', status: 'PENDING', arraySize: 3, timestamp: old }),
      aJob({ jobId: 'waiting', status: 'PENDING', timestamp: old }),
    ]);
    assert.deepEqual(found('is:stuck'), [1]);
    assert.deepEqual(found('is:waiting'), [1]);
  });

  it('does not treat an array job as stuck if only its children identify it', () => {
    const waiting = { status: 'PENDING', timestamp: '2026-11-20T10:00:00Z' };
    const running = { status: 'RUNNING', timestamp: stamp(2) };
    const { found } = rowsOf([
      aJob({ jobId: 'array', ...waiting }),
      aJob({ jobId: 'array:0', ...running }),
      aJob({ jobId: 'named', ...waiting }),
      aJob({ jobId: 'child', parentId: 'named', ...running }),
      aJob({ jobId: 'nodes', ...waiting }),
      aJob({ jobId: 'nodes#0', ...running }),
      aJob({ jobId: 'itself', parentId: 'itself', ...waiting }),
    ]);
    assert.deepEqual(found('is:stuck'), [4, 6], 'a multi-node job waits itself');
    assert.deepEqual(found('is:waiting'), [4, 6]);
  });

  it('ignores the time of a job that is not running, and counts that of an array job from its creation', () => {
    const { found } = rowsOf([
      aJob({ status: 'RUNNABLE', startedAt: hoursAgo(3) }),
      aJob({ status: 'RUNNING', startedAt: hoursAgo(3) }),
      aJob({ status: 'FAILED', arraySize: 2, createdAt: hoursAgo(3), stoppedAt: now }),
      aJob({ status: 'PENDING', arraySize: 2, createdAt: hoursAgo(3) }),
    ]);
    assert.deepEqual(found('duration:>2h'), [1, 2]);
  });

  it('finds jobs without a media ID', () => {
    const { found } = rowsOf([undefined, '', 'm'].map(mediaId => aJob({ mediaId })));
    assert.deepEqual(found('is:nomedia'), [0, 1]);
  });

  it('ignores case, whether or not the values of a field have capitals', () => {
    const found = (text: string, ...names: string[]): string =>
      rowsOf(names.map(jobName => aJob({ jobName })))
        .found(text)
        .map(row => names[row])
        .join();
    assert.equal(found('name:ALPHA', 'alpha', 'beta', 'éclair'), 'alpha');
    assert.equal(found('name:alpha', 'ALPHA', 'alpha', 'beta'), 'ALPHA,alpha');
    assert.equal(found('name:É', 'éclair', 'eclair'), 'éclair');
    assert.equal(found('name:(.*)', 'a(.*)', 'ab'), 'a(.*)');
    assert.equal(found('name:s', '\u017f', 's'), 's');
  });
});
