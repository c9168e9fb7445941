import assert from 'node:assert/strict';
import { newestFirst } from '../../../../src/core/filter/columns';
import type { Job } from '../../../../src/core/job/job';
import { defaultStuckLimits } from '../../../../src/core/job/stuckJobs';
import { noFilter } from '../../../../src/core/filter/jobFilter';
import { groupingIds, type GroupingId } from '../../../../src/core/tree/jobGrouping';
import { JobQueries } from '../../../../src/core/query/jobQueries';
import { JobStore } from '../../../../src/core/store/jobStore';
import type { GroupPath } from '../../../../src/core/tree/jobGroup';
import { JobTree } from '../../../../src/core/tree/jobTree';
import type { TreeChange } from '../../../../src/core/tree/treeChanges';
import { RowTaskTypes } from '../../../../src/core/store/rowTaskTypes';
import { TaskTypes } from '../../../../src/core/job/taskTypes';
import { parseTime } from '../../../../src/core/text/time';
import { Random } from '../../../../src/sample/random';
import { finish } from '../../../local/process/finish';
import { aJob, manyJobs } from '../../../support/builders/builders';
import { NaiveTree } from '../../../support/oracles/naiveTree';

const limits = { groups: 8, jobs: 20 };
const taskTypeOf = ({ jobQueue }: { jobQueue: string }): string => jobQueue;

const below = (random: Random, end: number): number => random.integer(0, end - 1);

const any = <T>(random: Random, all: readonly T[]): T => {
  const one = all[below(random, all.length)];
  assert(one !== undefined);
  return one;
};

class Grown {
  readonly tree: JobTree;
  private readonly query;

  constructor(
    readonly store: JobStore,
    grouping: GroupingId,
    text = '',
    now?: number,
  ) {
    const taskTypes = new TaskTypes([]);
    this.query = new JobQueries(store, taskTypes).open({ ...noFilter, text }, newestFirst, now);
    this.tree = new JobTree(
      store.rows,
      new RowTaskTypes(store.rows, taskTypeOf),
      grouping,
      limits,
      { stuckLimits: defaultStuckLimits, now: now ?? Date.now() },
    );
    this.follow();
  }

  advance(now: number): TreeChange {
    this.query.advance(now);
    this.tree.advance(now);
    return this.follow();
  }

  follow(meanwhile?: () => void): TreeChange {
    finish(this.query.follow(this.tree), meanwhile);
    finish(this.tree.settle(), meanwhile);
    return this.tree.drainChange();
  }

  names(path: GroupPath = []): string[] {
    return this.tree.groups(path).groups.map(group => group.path.at(-1) ?? '');
  }

  jobs(path: GroupPath, meanwhile?: () => void): Job[] {
    return finish(this.tree.jobs(path), meanwhile);
  }
}

function treeOf(grouping: GroupingId, ...jobs: Job[]): Grown {
  const store = new JobStore();
  store.apply(jobs);
  return new Grown(store, grouping);
}

const remove = (store: JobStore, ...jobIds: string[]): void => {
  const rest = [...store.jobs()].filter(({ jobId }) => !jobIds.includes(jobId));
  const mark = store.mark();
  store.apply(rest);
  store.removeUnseen(mark);
};

const times = (jobs: readonly Job[]): number[] =>
  jobs.map(({ timestamp }) => parseTime(timestamp) ?? -Infinity);

describe('JobTree', () => {
  it('groups by task type, then status, with groups that need attention first', () => {
    const grown = treeOf(
      'taskType',
      aJob({ jobId: 'a', jobQueue: 'Storage', status: 'SUCCEEDED' }),
      aJob({ jobId: 'b', jobQueue: 'Ingest', status: 'RUNNABLE' }),
      aJob({ jobId: 'c', jobQueue: 'Ingest', status: 'FAILED' }),
      aJob({ jobId: 'd', jobQueue: 'Ingest', status: 'FAILED' }),
      aJob({ jobId: 'e', jobQueue: 'Ingest', status: 'DANCING' }),
    );
    const { tree } = grown;
    assert.deepEqual(grown.names(), ['Ingest', 'Storage']);
    assert.deepEqual(tree.groups(['Ingest']).groups, [
      { path: ['Ingest', 'FAILED'], count: 2, failed: 2, stuck: 0 },
      { path: ['Ingest', 'RUNNABLE'], count: 1, failed: 0, stuck: 1 },
      { path: ['Ingest', 'DANCING'], count: 1, failed: 0, stuck: 0 },
    ]);
    assert.deepEqual(tree.group(['Ingest']), { path: ['Ingest'], count: 4, failed: 2, stuck: 1 });
    assert.deepEqual(tree.groups(['none']), { groups: [], more: 0 });
    assert.deepEqual(grown.jobs(['none', 'FAILED']), []);
    assert.deepEqual(grown.jobs(['Ingest', 'PENDING']), []);
  });

  it('shows media with the newest job first, those without media last, and omits the rest', () => {
    const at = (index: number): string => new Date(index * 60_000).toISOString();
    const grown = treeOf(
      'media',
      aJob({ jobId: 'none', timestamp: at(99) }),
      ...manyJobs(10, index => ({ mediaId: `m${index}`, timestamp: at(index) })),
    );
    assert.deepEqual(grown.names(), ['m9', 'm8', 'm7', 'm6', 'm5', 'm4', 'm3', 'm2']);
    assert.equal(grown.tree.groups().more, 3);
    grown.store.apply([aJob({ jobId: 'again', mediaId: 'm0', timestamp: at(50) })]);
    assert.equal(grown.follow().root, true);
    assert.deepEqual(grown.names().slice(0, 2), ['m0', 'm9']);
    assert.deepEqual(
      grown.jobs(['m0']).map(({ jobId }) => jobId),
      ['again', 'job-0'],
    );
    remove(grown.store, ...Array.from({ length: 7 }, (_, index) => `job-${index + 1}`));
    grown.follow();
    assert.deepEqual(grown.names(), ['m0', 'm9', 'm8', '']);
  });

  it('reads all jobs of a media item, unless they are too many', () => {
    const { tree } = treeOf('media', ...manyJobs(30, index => ({ mediaId: `m${index % 2}` })));
    const expected = Array.from({ length: 15 }, (_, index) => `job-${2 * index + 1}`);
    assert.deepEqual(
      tree.allJobs(['m1'], 15)?.map(({ jobId }) => jobId),
      expected,
    );
    assert.equal(tree.allJobs(['m1'], 14), undefined);
    assert.equal(tree.allJobs(['none'], 14), undefined);
  });

  it('sorts groups by name, with missing values last', () => {
    const regions = ['b', '', 'a', 'c'];
    const grown = treeOf('region', ...regions.map(region => aJob({ jobId: region, region })));
    assert.deepEqual(grown.names(), ['a', 'b', 'c', '']);
    const [last] = grown.tree.groups(['']).groups;
    assert.deepEqual(last, { path: ['', 'RUNNING'], count: 1, failed: 0, stuck: 0 });
  });

  it('omits the rest on both levels, and shows how many', () => {
    const grown = treeOf(
      'status',
      ...manyJobs(30, index => ({ jobQueue: `q${10 + index}`, status: 'FAILED' })),
      ...manyJobs(30, index => ({ jobId: `s${index}`, status: `S${10 + index}` })),
    );
    assert.deepEqual(grown.tree.groups().more, 23);
    const within = grown.tree.groups(['FAILED']);
    assert.deepEqual([within.groups.length, within.more], [8, 22]);
    assert.deepEqual(within.groups[7]?.path, ['FAILED', 'q17']);
  });

  it('updates only the shown groups if they have one level', () => {
    const at = (index: number): string => new Date(index * 60_000).toISOString();
    const grown = treeOf(
      'media',
      ...manyJobs(10, index => ({ mediaId: `m${index}`, timestamp: at(index) })),
    );
    const touch = (index: number): TreeChange => {
      const job = grown.store.get(`job-${index}`);
      assert(job);
      grown.store.apply([{ ...job, attempts: (job.attempts ?? 0) + 1 }]);
      return grown.follow();
    };
    assert.deepEqual(touch(5), { root: false, groups: [['m5']], parents: new Set() });
    assert.deepEqual(touch(0), { root: false, groups: [], parents: new Set() });
  });

  it('reports that there are more groups than shown', () => {
    const grown = treeOf('status', ...manyJobs(8, index => ({ status: `S${index}` })));
    assert.equal(grown.tree.groups().more, 0);
    grown.store.apply([aJob({ jobId: 'late', status: 'T' })]);
    assert.equal(grown.follow().root, true);
    assert.equal(grown.tree.groups().more, 1);
    grown.store.apply([aJob({ jobId: 'later', status: 'U' })]);
    assert.equal(grown.follow().root, false, 'the view says that there are more, not how many');
    remove(grown.store, 'late', 'later');
    assert.equal(grown.follow().root, true);
  });

  it('reports a group that disappeared and returned as changed, even if it looks the same', () => {
    const job = aJob({ jobId: 'a', jobQueue: 'Ingest' });
    const grown = treeOf('taskType', job, aJob({ jobId: 'b', jobQueue: 'Storage' }));
    remove(grown.store, 'a');
    assert.equal(grown.follow().root, true);
    grown.store.apply([job]);
    assert.deepEqual(grown.follow(), { root: true, groups: [['Ingest']], parents: new Set() });
  });

  it('moves a job to the group of its new status and updates only its task type', () => {
    const job = aJob({ jobId: 'a', jobQueue: 'Ingest', status: 'RUNNING' });
    const grown = treeOf('taskType', job, aJob({ jobId: 'b', jobQueue: 'Storage' }));
    grown.store.apply([{ ...job, status: 'FAILED' }]);
    assert.deepEqual(grown.follow(), { root: false, groups: [['Ingest']], parents: new Set() });
    assert.deepEqual(grown.names(['Ingest']), ['FAILED']);
    assert.deepEqual(grown.follow(), { root: false, groups: [], parents: new Set() });
  });

  it('updates only the lowest groups if their parents look the same', () => {
    const jobs = manyJobs(4, index => ({
      jobQueue: 'Ingest',
      status: index < 2 ? 'RUNNING' : 'SUCCEEDED',
    }));
    const grown = treeOf('taskType', ...jobs);
    grown.store.apply([aJob({ ...jobs[0], status: 'SUCCEEDED' })]);
    assert.deepEqual(
      new Set(grown.follow().groups.map(path => path.join())),
      new Set(['Ingest,RUNNING', 'Ingest,SUCCEEDED']),
    );
  });

  it('reports when a top group appears or disappears, even both at once', () => {
    const grown = treeOf('taskType', aJob({ jobId: 'a', jobQueue: 'Ingest' }));
    grown.store.apply([aJob({ jobId: 'b', jobQueue: 'Storage' })]);
    remove(grown.store, 'a');
    assert.equal(grown.follow().root, true);
    assert.deepEqual(grown.names(), ['Storage']);
  });

  it('stops counting an acknowledged failure, and reports the change', () => {
    const grown = treeOf('taskType', aJob({ jobId: 'a', jobQueue: 'Ingest', status: 'FAILED' }));
    grown.store.setMark('acknowledged', ['a'], true);
    assert.deepEqual(grown.follow().groups, [['Ingest']]);
    assert.deepEqual(grown.tree.group(['Ingest']), {
      path: ['Ingest'],
      count: 1,
      failed: 0,
      stuck: 0,
    });
  });

  it('contains exactly the jobs that match a filter, as they start or stop matching', () => {
    const store = new JobStore();
    store.apply(manyJobs(6, index => ({ status: index % 2 ? 'FAILED' : 'RUNNING' })));
    const grown = new Grown(store, 'status', 'status:failed');
    assert.deepEqual(grown.names(), ['FAILED']);
    assert.equal(grown.tree.size, 3);
    const later = '2026-11-23T11:00:00Z';
    store.apply([
      aJob({ jobId: 'job-0', status: 'FAILED', timestamp: later }),
      aJob({ jobId: 'job-1', status: 'SUCCEEDED', timestamp: later }),
    ]);
    store.apply([aJob({ jobId: 'late', status: 'FAILED' })]);
    grown.follow();
    assert.equal(grown.tree.size, 4);
    assert.deepEqual(grown.names(), ['FAILED']);
  });

  it('returns the newest jobs of a group as jobs come and go', () => {
    const at = (index: number) => ({
      jobQueue: 'Ingest',
      timestamp: new Date(((index * 7919) % 1000) * 1000).toISOString(),
    });
    const grown = treeOf('taskType', ...manyJobs(300, at));
    const { store } = grown;
    const path = ['Ingest', 'RUNNING'];
    const check = (): void => {
      grown.follow();
      const expected = new NaiveTree([...store.jobs()], 'taskType', {
        taskTypeOf,
        isAcknowledged: () => false,
        isStuck: () => false,
      });
      assert.deepEqual(times(grown.jobs(path)), expected.times(path).slice(0, limits.jobs));
    };
    check();
    // The newest leave one by one, so that the ones kept in store run out more than once.
    for (let round = 0; round < 70; round++) {
      const [newest] = grown.jobs(path);
      assert(newest);
      store.apply([{ ...newest, status: 'SUCCEEDED' }]);
      check();
      if (round % 5 === 0) {
        store.apply([aJob({ jobId: `new-${round}`, ...at(round * 13 + 500) })]);
        check();
      }
    }
    remove(store, ...[...store.jobs()].slice(5).map(({ jobId }) => jobId));
    check();
    store.apply(manyJobs(300, at));
    check();
  });

  it('finds the newest jobs even if others come and go meanwhile', () => {
    const random = new Random(11);
    const pick = (): Job => aJob({ jobId: `job-${below(random, 30_000)}`, ...facts(random) });
    const facts = (chance: Random): Partial<Job> => ({
      jobQueue: 'Ingest',
      status: chance.chance(0.9) ? 'RUNNING' : 'FAILED',
      timestamp: new Date(below(chance, 1_000_000) * 1000).toISOString(),
    });
    const grown = treeOf('taskType', ...manyJobs(30_000, () => facts(random)));
    const path = ['Ingest', 'RUNNING'];
    for (let round = 0; round < 5; round++) {
      const fresh = new Grown(grown.store, 'taskType');
      const shown = times(
        fresh.jobs(path, () => grown.store.apply(Array.from({ length: 300 }, pick))),
      );
      fresh.follow();
      const expected = new NaiveTree([...grown.store.jobs()], 'taskType', {
        taskTypeOf,
        isAcknowledged: () => false,
        isStuck: () => false,
      });
      assert.deepEqual(shown, expected.times(path).slice(0, limits.jobs));
    }
  });

  for (const grouping of groupingIds) {
    it(`matches a naive tree by ${grouping}, over random changes`, () => {
      const random = new Random(groupingIds.indexOf(grouping) + 1);
      const facts = (index: number): Job =>
        aJob({
          jobId: `job-${index}`,
          jobQueue: `arn:aws:batch:r:1:job-queue/q${below(random, 12)}`,
          status: random.pick(['FAILED', 'RUNNING', 'SUCCEEDED', 'RUNNABLE', '']),
          region: random.pick(['eu-west-1', 'us-east-1', '']),
          jobDefinition: `arn:aws:batch:r:1:job-definition/d${below(random, 3)}:${below(random, 4)}`,
          statusReason: random.pick([
            '',
            'Dependent Job failed',
            'Host EC2 (instance i-1) terminated.',
          ]),
          mediaId: random.chance(0.1) ? undefined : `media-${below(random, 40)}`,
          timestamp: random.chance(0.02)
            ? 'damaged'
            : new Date(below(random, 1_000_000) * 1000).toISOString(),
        });
      const store = new JobStore();
      store.apply(Array.from({ length: 200 }, (_, index) => facts(index)));
      let now = 400_000_000;
      const grown = new Grown(store, grouping, '', now);
      for (let round = 0; round < 60; round++) {
        now += 60_000 * below(random, 200);
        grown.advance(now);
        store.apply(Array.from({ length: below(random, 12) }, () => facts(below(random, 260))));
        const ids = [...store.jobs()].map(({ jobId }) => jobId);
        store.setMark('acknowledged', [any(random, ids)], random.chance(0.7));
        if (random.chance(0.3)) {
          remove(store, ...Array.from({ length: below(random, 8) }, () => any(random, ids)));
        }
        grown.follow(() => store.apply([facts(below(random, 260))]));
        grown.follow();
        check(grown, grouping, now);
      }
    });
  }

  function check({ store, tree }: Grown, grouping: GroupingId, now: number): void {
    const naive = new NaiveTree([...store.jobs()], grouping, {
      taskTypeOf,
      isAcknowledged: ({ jobId }) => store.isMarked(jobId, 'acknowledged'),
      isStuck: ({ status, timestamp }) =>
        status === 'RUNNABLE' && now - (parseTime(timestamp) ?? now) > 3_600_000,
    });
    assert.equal(tree.size, store.size);
    const failed = naive.groups().reduce((sum, group) => sum + group.failed, 0);
    assert.equal(tree.failed, failed);
    const pending: GroupPath[] = [[]];
    for (let path = pending.pop(); path; path = pending.pop()) {
      const { groups, more } = tree.groups(path);
      const expected = naive.groups(path);
      assert.equal(groups.length + more, expected.length);
      if (grouping === 'media' || (grouping === 'cause' && path.length === 0)) {
        // Media may be equally new, and causes equally frequent; then either may come first.
        const newest = (all: readonly { path: GroupPath; count: number }[]): (number | string)[] =>
          all.map(group =>
            group.path[0] === ''
              ? 'none'
              : grouping === 'cause'
                ? group.count
                : naive.newest(group.path),
          );
        assert.deepEqual(newest(groups), newest(expected.slice(0, limits.groups)));
        groups.forEach(group =>
          assert.deepEqual(
            group,
            expected.find(other => other.path[0] === group.path[0]),
          ),
        );
      } else {
        assert.deepEqual(groups, expected.slice(0, limits.groups));
      }
      for (const group of groups) {
        if (tree.isLowest(group.path)) {
          const jobs = finish(tree.jobs(group.path));
          assert.deepEqual(times(jobs), naive.times(group.path).slice(0, limits.jobs));
        } else {
          pending.push(group.path);
        }
      }
    }
  }

  it('counts jobs that get stuck as time passes, and reports only their groups', () => {
    const start = Date.UTC(2026, 10, 23, 10);
    const timestamp = new Date(start).toISOString();
    const store = new JobStore();
    store.apply([
      aJob({ jobId: 'a', jobQueue: 'q1', status: 'RUNNABLE', timestamp }),
      aJob({ jobId: 'b', jobQueue: 'q1', status: 'STARTING', timestamp }),
      aJob({ jobId: 'c', jobQueue: 'q2', status: 'RUNNING', timestamp }),
    ]);
    const grown = new Grown(store, 'taskType', '', start);
    const stuck = (...path: string[]): number => grown.tree.group(path).stuck;
    assert.equal(stuck('q1'), 0);
    assert.deepEqual(grown.advance(start + 11 * 60_000).groups, [['q1']]);
    assert.deepEqual([stuck('q1'), stuck('q1', 'STARTING'), stuck('q2')], [1, 1, 0]);
    assert.deepEqual(grown.advance(start + 30 * 60_000).groups, []);
    grown.advance(start + 61 * 60_000);
    assert.equal(stuck('q1'), 2);
    store.apply([aJob({ jobId: 'a', jobQueue: 'q1', status: 'SUCCEEDED' })]);
    grown.follow();
    assert.equal(stuck('q1'), 1);
    remove(store, 'b');
    grown.follow();
    assert.equal(stuck('q1'), 0);
  });

  it('adds and removes jobs as time passes, and reports only their groups', () => {
    const start = Date.UTC(2026, 10, 23, 10);
    const minutes = (count: number): string => new Date(start + count * 60_000).toISOString();
    const store = new JobStore();
    store.apply([
      aJob({ jobId: 'a', jobQueue: 'q1', status: 'RUNNABLE', timestamp: minutes(-59) }),
      aJob({ jobId: 'b', jobQueue: 'q2', status: 'RUNNABLE', timestamp: minutes(-61) }),
      aJob({ jobId: 'c', jobQueue: 'q2', status: 'RUNNING', timestamp: minutes(-61) }),
    ]);
    const grown = new Grown(store, 'taskType', 'is:stuck', start);
    assert.deepEqual([grown.tree.size, grown.names()], [1, ['q2']]);
    const { root } = grown.advance(start + 2 * 60_000);
    assert.deepEqual([grown.tree.size, grown.names(), root], [2, ['q1', 'q2'], true]);
    assert.equal(grown.advance(start + 3 * 60_000).root, false);
  });

  describe('children', () => {
    const child = (index: number, facts: Partial<Job> = {}): Job =>
      aJob({ jobId: `p:${index}`, ...facts });

    it('are those that name their parent, or whose ID does, by index', () => {
      const grown = treeOf(
        'taskType',
        child(10),
        child(2),
        aJob({ jobId: 'p', arraySize: 20 }),
        aJob({ jobId: 'odd', parentId: 'p', arrayIndex: 5 }),
        aJob({ jobId: 'm#1' }),
        aJob({ jobId: 'm#0' }),
      );
      assert.equal(grown.tree.childCount('p'), 0, 'nobody asked yet');
      finish(grown.tree.findChildren());
      const ids = (jobId: string): string[] => grown.tree.children(jobId).map(job => job.jobId);
      assert.deepEqual(ids('p'), ['p:2', 'odd', 'p:10']);
      assert.deepEqual(ids('m'), ['m#0', 'm#1']);
      assert.deepEqual(ids('p:2'), []);
    });

    it('follow additions, changes and removals, even during the search', () => {
      const random = new Random(5);
      const pick = (): Job =>
        aJob({
          jobId: `p${below(random, 20)}:${below(random, 400)}`,
          parentId: random.chance(0.1) ? 'adopted' : undefined,
          status: random.pick(['RUNNING', 'FAILED']),
        });
      const grown = treeOf('taskType', ...Array.from({ length: 6_000 }, pick));
      const { store, tree } = grown;
      const change = (): void => {
        store.apply(Array.from({ length: 40 }, pick));
        grown.follow();
      };
      finish(tree.findChildren(), change);
      for (let round = 0; round < 10; round++) {
        change();
        for (const parent of ['adopted', 'p3', 'p7']) {
          const expected = [...store.jobs()]
            .filter(job => (job.parentId ?? job.jobId.split(':')[0]) === parent)
            .map(({ jobId }) => jobId);
          assert.equal(tree.childCount(parent), expected.length);
          const indexes = tree.children(parent).map(({ jobId }) => Number(jobId.split(':')[1]));
          assert.deepEqual(
            indexes,
            expected
              .map(jobId => Number(jobId.split(':')[1]))
              .sort((a, b) => a - b)
              .slice(0, limits.jobs),
          );
        }
      }
    });

    it('report their parent when one of them changes', () => {
      const grown = treeOf('taskType', aJob({ jobId: 'p' }), child(0), child(1));
      finish(grown.tree.findChildren());
      grown.follow();
      grown.store.apply([child(1, { status: 'FAILED' })]);
      assert.deepEqual(grown.follow().parents, new Set(['p']));
      assert.deepEqual(grown.follow().parents, new Set());
    });
  });
});
