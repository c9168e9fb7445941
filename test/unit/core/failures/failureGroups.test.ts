import assert from 'node:assert/strict';
import { Emitter } from '../../../../src/core/base/emitter';
import { FailureGroups, type FailureGroup } from '../../../../src/core/failures/failureGroups';
import { Resolutions } from '../../../../src/core/failures/resolutions';
import { newestFirst } from '../../../../src/core/filter/columns';
import { noFilter } from '../../../../src/core/filter/jobFilter';
import type { Job } from '../../../../src/core/job/job';
import { TaskTypes } from '../../../../src/core/job/taskTypes';
import { JobQueries } from '../../../../src/core/query/jobQueries';
import { JobStore } from '../../../../src/core/store/jobStore';
import { RowTaskTypes } from '../../../../src/core/store/rowTaskTypes';
import { parseTime } from '../../../../src/core/text/time';
import { Random } from '../../../../src/sample/random';
import { finish } from '../../../local/process/finish';
import { aJob } from '../../../support/builders/builders';
import { keyOf, naiveFailures, naiveResolution } from '../../../support/oracles/naiveFailures';

const taskTypeOf = ({ jobQueue }: { readonly jobQueue: string }): string => jobQueue;

const aFailure = (facts: Partial<Job>): Job => aJob({ status: 'FAILED', ...facts });

/** A store with groups and resolutions that follow it. */
class Followed {
  readonly store = new JobStore();
  readonly taskTypes = new TaskTypes([]);
  readonly resolutions = new Resolutions(this.store, this.taskTypes);
  private readonly query;
  readonly groups: FailureGroups;

  constructor(text = '') {
    const rowTaskTypes = new RowTaskTypes(this.store.rows, taskTypeOf);
    this.groups = new FailureGroups(this.store.rows, rowTaskTypes);
    const queries = new JobQueries(this.store, this.taskTypes);
    this.query = queries.open({ ...noFilter, text }, newestFirst);
    this.follow();
  }

  follow(meanwhile?: () => void): void {
    finish(this.query.follow(this.groups), meanwhile);
  }

  apply(...jobs: Job[]): void {
    this.store.apply(jobs, undefined, true);
    this.follow();
  }

  remove(...jobIds: string[]): void {
    const rest = [...this.store.jobs()].filter(({ jobId }) => !jobIds.includes(jobId));
    const mark = this.store.mark();
    this.store.apply(rest);
    this.store.removeUnseen(mark);
  }

  read(max = Infinity): readonly FailureGroup[] {
    return this.groups.read(max).groups;
  }
}

/** A group as the naive one describes it. */
const plain = (group: FailureGroup) => {
  const sorted = (entries: [string, number][]) => entries.sort(([a], [b]) => (a < b ? -1 : 1));
  const { causeId, signature, exitCode, count, unresolved, firstTime, lastTime, media } = group;
  return {
    ...{ causeId, signature, exitCode, count, unresolved, firstTime, lastTime },
    taskTypes: sorted(group.taskTypes.map(({ value, count: jobs }) => [value, jobs])),
    revisions: sorted(
      group.revisions
        .filter(({ count: jobs }) => jobs > 0)
        .map(({ definition, revision, count: jobs }) => [`${definition}:${revision ?? ''}`, jobs]),
    ),
    media,
    hours: sorted(group.hours.map(({ start, count: jobs }) => [String(start), jobs])),
  };
};

describe('FailureGroups', () => {
  it('puts failures of one cause, signature and exit code into one group, the largest first', () => {
    const followed = new Followed();
    followed.apply(
      aFailure({ jobId: 'a', statusReason: 'Host EC2 (instance i-0aaaaaaaa) terminated.' }),
      aFailure({ jobId: 'b', statusReason: 'Host EC2 (instance i-0bbbbbbbb) terminated.' }),
      aFailure({ jobId: 'c', exitCode: 1 }),
      aFailure({ jobId: 'd', exitCode: 2 }),
      aJob({
        jobId: 'e',
        status: 'RUNNABLE',
        statusReason: 'CAPACITY:INSUFFICIENT_INSTANCE_CAPACITY',
      }),
    );

    assert.deepEqual(
      followed.read().map(({ causeId, exitCode, count }) => [causeId, exitCode, count]),
      [
        ['host-terminated', undefined, 2],
        ['exit-1', 1, 1],
        ['exit-other', 2, 1],
      ],
    );
    assert.deepEqual(followed.groups.read(1).more, 2);
    assert.equal(followed.groups.read(1).failures, 4);
  });

  it('tells which revisions failed, how many media are hit, and which failure is the newest', () => {
    const followed = new Followed();
    const revision = (number: number) => ({
      jobDefinition: `arn:aws:batch:r:1:job-definition/zip:${number}`,
    });
    followed.apply(
      aFailure({ jobId: 'a', mediaId: 'm1', timestamp: '2026-11-28T10:00:00Z', ...revision(41) }),
      aFailure({ jobId: 'b', mediaId: 'm1', timestamp: '2026-11-28T10:30:00Z', ...revision(42) }),
      aFailure({ jobId: 'c', mediaId: 'm2', timestamp: '2026-11-28T12:00:00Z', ...revision(42) }),
      aFailure({ jobId: 'd', timestamp: 'damaged', ...revision(42) }),
    );
    const [group] = followed.read();

    assert.deepEqual(group?.revisions, [
      { definition: 'zip', revision: 42, count: 3 },
      { definition: 'zip', revision: 41, count: 1 },
    ]);
    assert.equal(group.media, 2);
    assert.equal(group.newestJobId, 'c');
    assert.equal(group.firstTime, Date.parse('2026-11-28T10:00:00Z'));
    assert.deepEqual(
      group.hours.map(({ count }) => count),
      [2, 1],
    );
  });

  it('tells that the revision before has not failed, where all failures are of one revision', () => {
    const followed = new Followed();
    const revision = (name: string) => ({
      jobDefinition: `arn:aws:batch:r:1:job-definition/${name}`,
    });
    followed.apply(
      aFailure({ jobId: 'a', ...revision('zip:42') }),
      aFailure({ jobId: 'b', ...revision('ocr:3') }),
      ...['zip:40', 'zip:43', 'zip:38', 'ocr:7', 'pdf:1'].map((name, index) =>
        aJob({ jobId: `other-${index}`, status: 'SUCCEEDED', ...revision(name) }),
      ),
    );

    const revisions = () =>
      followed
        .read()[0]
        ?.revisions.map(({ definition, revision: number, count }) => [definition, number, count]);
    assert.deepEqual(revisions(), [
      ['zip', 42, 1],
      ['zip', 40, 0],
      ['ocr', 3, 1],
    ]);

    followed.apply(aJob({ jobId: 'later', status: 'RUNNING', ...revision('zip:41') }));
    assert.deepEqual(revisions()?.[1], ['zip', 41, 0]);
  });

  it('sorts groups by their size, their unresolved failures, or their last failure', () => {
    const followed = new Followed();
    const failures = (exitCode: number, count: number, facts: (index: number) => Partial<Job>) =>
      Array.from({ length: count }, (_, index) =>
        aFailure({
          jobId: `${exitCode}-${index}`,
          exitCode,
          createdAt: 1,
          timestamp: '2026-11-28T10:00:00Z',
          ...facts(index),
        }),
      );
    followed.apply(
      ...failures(1, 3, () => ({ mediaId: 'recovered' })),
      ...failures(2, 2, index => ({ mediaId: `m${index}` })),
      ...failures(3, 1, () => ({ mediaId: 'm3', timestamp: '2026-11-28T12:00:00Z' })),
      aJob({ jobId: 'later', status: 'SUCCEEDED', mediaId: 'recovered', createdAt: 2 }),
    );

    const exitCodes = (order?: 'count' | 'unresolved' | 'lastTime') =>
      followed.groups.read(2, order).groups.map(({ exitCode }) => exitCode);
    assert.deepEqual(exitCodes(), [1, 2]);
    assert.deepEqual(exitCodes('unresolved'), [2, 3]);
    assert.deepEqual(exitCodes('lastTime'), [3, 1]);
  });

  it('has the same ids in every session, so that a search finds a group', () => {
    const [a, b] = [new Followed(), new Followed()];
    b.apply(aFailure({ jobId: 'x', exitCode: 3 }));
    [a, b].forEach(followed => followed.apply(aFailure({ jobId: 'y', exitCode: 1 })));
    const [first] = a.read();
    const other = b.read().find(({ exitCode }) => exitCode === 1);

    assert.match(first?.id ?? '', /^[\da-f]{8}$/);
    assert.equal(first?.id, other?.id);
    const found = new Followed(`group:${first?.id ?? ''}`);
    found.apply(aFailure({ jobId: 'x', exitCode: 3 }), aFailure({ jobId: 'y', exitCode: 1 }));
    assert.deepEqual(
      found.read().map(({ exitCode }) => exitCode),
      [1],
    );
  });

  it('agrees with a naive grouping, and resolutions with a naive search, over random lives', () => {
    for (const seed of [1, 2, 3]) {
      const random = new Random(seed);
      const job = (index: number): Job =>
        aJob({
          jobId: random.chance(0.1) ? `array:${index % 9}` : `job-${index}`,
          jobName: random.pick(['nightly-12', 'nightly-9', 'weekly-1']),
          status: random.pick(['FAILED', 'FAILED', 'SUCCEEDED', 'RUNNING', 'RUNNABLE', 'ODD']),
          jobQueue: random.pick(['Ingest', 'Storage']),
          jobDefinition: `arn:aws:batch:r:1:job-definition/${random.pick(['zip', 'ocr'])}:${random.integer(1, 3)}`,
          mediaId: random.pick([undefined, '', 'm1', 'm2', 'm3']),
          taskId: random.pick([undefined, '', 't1', 't2']),
          statusReason: random.pick([
            '',
            'Essential container in task exited',
            'Dependent Job failed',
          ]),
          reason: random.pick([
            undefined,
            undefined,
            'OutOfMemoryError: Container killed',
            'odd 12',
          ]),
          exitCode: random.pick([undefined, 1, 137]),
          createdAt: random.chance(0.2) ? undefined : random.integer(0, 30) * 60_000,
          timestamp: random.chance(0.05)
            ? 'damaged'
            : new Date(random.integer(0, 4_000) * 60_000).toISOString(),
        });
      const followed = new Followed();
      const { store } = followed;
      for (let round = 0; round < 80; round++) {
        const some = Array.from({ length: random.integer(0, 12) }, () =>
          job(random.integer(0, 60)),
        );
        store.apply(some, undefined, true);
        const all = [...store.jobs()];
        if (random.chance(0.3) && all.length > 0) {
          followed.remove(...all.filter(() => random.chance(0.1)).map(({ jobId }) => jobId));
        }
        if (random.chance(0.1)) {
          store.setMark(
            'acknowledged',
            all.slice(0, 3).map(({ jobId }) => jobId),
            random.chance(0.5),
          );
        }
        followed.follow(() => store.apply([job(random.integer(0, 60))], undefined, true));
        followed.follow();
        check(followed);
      }
    }
  });

  function check({ store, taskTypes, groups, resolutions }: Followed): void {
    const jobs = [...store.jobs()];
    const read = groups.read(Infinity);
    assert.deepEqual(
      read.groups.map(plain).sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1)),
      naiveFailures(jobs, taskTypes.of),
    );
    const failed = jobs.filter(({ status }) => status === 'FAILED');
    assert.equal(read.failures, failed.length);
    for (const one of jobs) {
      const row = store.rowOfJob(one.jobId) ?? -1;
      const expected = naiveResolution(one, jobs, taskTypes.of);
      assert.equal(store.rows.resolutionOf(row), expected, one.jobId);
      const later = resolutions.laterJob(one.jobId);
      const statuses = { recovered: 'SUCCEEDED', failedAgain: 'FAILED' } as Record<string, string>;
      if (expected === 'none' || expected === 'notRetried') {
        assert.equal(later, undefined);
      } else if (expected !== 'runningAgain') {
        assert.equal(later?.status, statuses[expected]);
      } else {
        assert.ok(later && !['SUCCEEDED', 'FAILED'].includes(later.status));
      }
    }
    for (const { newestJobId, lastTime } of read.groups) {
      const newest = store.get(newestJobId);
      assert.equal(newest && parseTime(newest.timestamp), lastTime);
    }
  }
});

describe('Resolutions', () => {
  const failed = aFailure({ jobId: 'a', mediaId: 'm1', createdAt: 1_000 });
  const resolutionOf = (followed: Followed, jobId: string): string =>
    followed.store.rows.resolutionOf(followed.store.rowOfJob(jobId) ?? -1);

  it('follow the retries of a job: running again, failed again, recovered', () => {
    const followed = new Followed('is:unresolved');
    followed.apply(failed);
    assert.deepEqual([resolutionOf(followed, 'a'), followed.read()[0]?.count], ['notRetried', 1]);

    const retry = (status: string): Job =>
      aJob({ jobId: 'b', mediaId: 'm1', createdAt: 2_000, status });
    followed.apply(retry('RUNNABLE'));
    assert.equal(resolutionOf(followed, 'a'), 'runningAgain');
    followed.apply(retry('FAILED'));
    assert.deepEqual([resolutionOf(followed, 'a'), followed.read()[0]?.count], ['failedAgain', 2]);
    followed.apply(retry('SUCCEEDED'));
    assert.deepEqual([resolutionOf(followed, 'a'), followed.read().length], ['recovered', 0]);
    assert.equal(followed.resolutions.laterJob('a')?.jobId, 'b');

    followed.remove('b');
    followed.follow();
    assert.deepEqual([resolutionOf(followed, 'a'), followed.read().length], ['notRetried', 1]);
  });

  it('follow a known retry that does other work to all appearance, as with another definition', () => {
    const followed = new Followed('is:unresolved');
    const retryOf = new Map<string, string>();
    const changed = new Emitter<undefined>();
    followed.resolutions.followRetries({
      get newJobs() {
        return retryOf.keys();
      },
      retryOf: jobId => retryOf.get(jobId),
      onDidChange: changed.event,
    });
    const retry = (status: string): Job =>
      aJob({ jobId: 'b', jobName: 'other', jobDefinition: 'other:1', createdAt: 2_000, status });
    followed.apply(failed, retry('RUNNABLE'));
    assert.equal(resolutionOf(followed, 'a'), 'notRetried');
    retryOf.set('b', 'a');
    changed.fire(undefined);
    assert.equal(resolutionOf(followed, 'a'), 'runningAgain');
    followed.apply(retry('SUCCEEDED'));
    assert.deepEqual([resolutionOf(followed, 'a'), followed.read().length], ['recovered', 0]);
    followed.remove('b');
    followed.follow();
    assert.equal(resolutionOf(followed, 'a'), 'notRetried');
    followed.apply(retry('FAILED'));
    assert.deepEqual(
      [resolutionOf(followed, 'a'), resolutionOf(followed, 'b')],
      ['failedAgain', 'notRetried'],
    );
  });

  it('are no matter of earlier jobs, other media or other task types', () => {
    const followed = new Followed();
    followed.apply(
      failed,
      aJob({ jobId: 'b', mediaId: 'm1', createdAt: 500, status: 'SUCCEEDED' }),
      aJob({ jobId: 'c', mediaId: 'm2', createdAt: 2_000, status: 'SUCCEEDED' }),
      aJob({ jobId: 'd', mediaId: 'm1', createdAt: 2_000, status: 'SUCCEEDED', jobQueue: 'other' }),
    );

    assert.equal(resolutionOf(followed, 'a'), 'notRetried');
  });

  it('start anew with other task types and with another table', () => {
    const followed = new Followed();
    followed.apply(
      failed,
      aJob({ jobId: 'd', mediaId: 'm1', createdAt: 2_000, status: 'SUCCEEDED', jobQueue: 'other' }),
    );
    followed.taskTypes.use([
      { name: 'All', queue: ['o'] },
      { name: 'All', definition: ['o'] },
    ]);
    assert.equal(resolutionOf(followed, 'a'), 'recovered');

    followed.store.clear();
    followed.store.apply([failed]);
    assert.equal(resolutionOf(followed, 'a'), 'notRetried');
    followed.resolutions.dispose();
    followed.store.apply([
      aJob({ jobId: 'e', mediaId: 'm1', createdAt: 3_000, status: 'SUCCEEDED' }),
    ]);
    assert.equal(resolutionOf(followed, 'a'), 'notRetried', 'nobody follows any more');
  });
});
