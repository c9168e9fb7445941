import assert from 'node:assert/strict';
import { readBatchEvent } from '../../../src/core/job/batchEvent';
import type { Job } from '../../../src/core/job/job';
import { jobOf } from '../../../src/core/job/jobItem';
import { JobStore } from '../../../src/core/store/jobStore';
import { supersedes } from '../../../src/core/job/sequence';
import { isJobStatus, isTerminal, jobStatuses } from '../../../src/core/job/status';
import { defaultStuckLimits, isStuck } from '../../../src/core/job/stuckJobs';
import { defaultTaskTypeRules, makeTaskTypeOf } from '../../../src/core/job/taskType';
import { JobFeed } from '../../../src/data/feed/jobFeed';
import { TableSource } from '../../../src/data/feed/tableSource';
import type { ItemPage, RawItem } from '../../../src/data/table/jobTable';
import { keepMs, SampleTable } from '../../../src/sample/sampleTable';
import { scaled } from '../../local/process/slowness';

const start = Date.UTC(2026, 10, 25, 9);
const { signal } = new AbortController();
const minute = 60_000;
const hour = 60 * minute;

/** A table whose time the test moves. */
class Sample {
  now = start;
  readonly table: SampleTable;

  constructor(seed = 1) {
    const now = (): number => this.now;
    const clock = {
      now,
      setTimeout: (run: () => void, ms: number) => setTimeout(run, ms),
      clearTimeout: (timer: unknown) => clearTimeout(timer as NodeJS.Timeout),
    };
    this.table = new SampleTable({ seed, clock });
  }

  items(since?: number): Promise<RawItem[]> {
    return itemsOf(this.table.changedPages(signal, since));
  }

  async jobs(): Promise<Job[]> {
    return (await this.items()).map(read);
  }
}

async function itemsOf(pages: AsyncIterable<ItemPage>): Promise<RawItem[]> {
  const items: RawItem[] = [];
  for await (const page of pages) {
    assert.equal(page.readUnits, 0);
    items.push(...page.items);
  }
  return items;
}

function read(item: RawItem): Job {
  const found = jobOf(item);
  assert(found.ok && found.ignored.length === 0);
  return found.job;
}

const sorted = (items: readonly RawItem[]): RawItem[] =>
  items.toSorted((a, b) => (String(a['jobId']) < String(b['jobId']) ? -1 : 1));

describe('SampleTable', () => {
  describe('initially', () => {
    let jobs: Job[];
    let sample: Sample;
    const some = (test: (job: Job) => boolean): boolean => jobs.some(test);

    before(async () => {
      sample = new Sample();
      jobs = await sample.jobs();
    });

    it('has 2,000 jobs of the last three days, each in its latest state', () => {
      assert.equal(jobs.length, 2_000);
      assert.equal(new Set(jobs.map(({ jobId }) => jobId)).size, 2_000);
      assert(
        jobs.every(({ updatedAt = 0 }) => updatedAt <= start && updatedAt > start - 72 * hour),
      );
    });

    it('has every status, and an unknown one', () => {
      const statuses = new Set(jobs.map(({ status }) => status));
      jobStatuses.forEach(status => assert(statuses.has(status), status));
      assert(some(({ status }) => !isJobStatus(status)));
    });

    it('has all task types of the rules, and others', () => {
      const types = new Set(jobs.map(makeTaskTypeOf(defaultTaskTypeRules)));
      defaultTaskTypeRules.forEach(({ name }) => assert(types.has(name), name));
      assert(types.size > 5);
    });

    it('has arrays, nodes, stuck jobs, retries, and jobs without a media ID', () => {
      assert(some(({ arraySize }) => arraySize !== undefined));
      assert(some(({ jobId, parentId }) => jobId.includes(':') && parentId !== undefined));
      assert(some(({ jobId, arrayIndex }) => jobId.includes('#') && arrayIndex === 0));
      assert(some(job => isStuck(job, defaultStuckLimits, job.createdAt ?? start, start)));
      assert(some(({ attempts = 0 }) => attempts > 1));
      assert(some(({ mediaId }) => mediaId === undefined));
    });

    it('has many kinds of failures in several regions', () => {
      const failed = jobs.filter(({ status }) => status === 'FAILED');
      assert(failed.length > 100 && failed.length < 600, String(failed.length));
      assert(new Set(failed.map(({ exitCode }) => exitCode)).size >= 5);
      assert(new Set(jobs.map(({ region }) => region)).size >= 4);
    });

    it('uses only the account ID of the AWS documentation', () => {
      assert.deepEqual([...new Set(jobs.map(({ account }) => account))], ['123456789012']);
    });

    it('stores each job with the event that its item was created from', async () => {
      for (const job of jobs) {
        const { fullEvent, ...item } = (await sample.table.getItem(job.jobId)) ?? {};
        assert(typeof fullEvent === 'string');
        const event = readBatchEvent(JSON.parse(fullEvent));
        assert(event.ok);
        const { shard, updatedAt, expiresAt } = job;
        assert.deepEqual({ ...event.job, shard, updatedAt, expiresAt }, job);
        assert.deepEqual(read(item), job);
      }
      assert.equal(await sample.table.getItem('no such job'), undefined);
    });

    it('is the same each time, and different for another seed', async () => {
      assert.deepEqual(await new Sample().jobs(), jobs);
      assert.notDeepEqual(await new Sample(2).jobs(), jobs);
    });

    it('can be followed in real time, with complete jobs in the first read', async () => {
      assert.equal((await sample.table.shape(signal)).index, 'complete');
      const { items } = await sample.table.samplePage(signal, 20);
      assert.equal(items.length, 20);
      assert(items.every(item => 'shard' in item));
    });
  });

  it('is lively: jobs finish, new ones appear, and some fail', async () => {
    const sample = new Sample();
    const before = new Map((await sample.jobs()).map(job => [job.jobId, job]));
    sample.now += 10 * minute;
    const after = await sample.jobs();
    const isNew = ({ jobId }: Job): boolean => !before.has(jobId);
    const count = after.filter(isNew).length;
    assert(count > 100 && count < 300, String(count));
    const hasEnded = ({ jobId, status }: Job): boolean =>
      isTerminal(status) && !isTerminal(before.get(jobId)?.status ?? '');
    assert(after.filter(hasEnded).length > 100);
    assert(after.some(job => hasEnded(job) && job.status === 'FAILED'));
  });

  it('pauses while nobody reads, and then catches up', async () => {
    const often = new Sample();
    const seldom = new Sample();
    await often.items();
    await seldom.items();
    for (let step = 0; step < 200; step++) {
      often.now += 30_000 + step;
      await often.items(often.now - minute);
    }
    seldom.now = often.now;
    assert.deepEqual(await seldom.items(), await often.items());
  });

  it('returns the changes since a moment, newest first, and never an older state', async () => {
    const sample = new Sample();
    const known = new Map((await sample.items()).map(item => [item['jobId'], item]));
    for (let step = 0; step < 100; step++) {
      const since = sample.now;
      sample.now += 20_000;
      const changed = await sample.items(since);
      const stamps = changed.map(item => Number(item['updatedAt']));
      assert.deepEqual(
        stamps,
        stamps.toSorted((a, b) => b - a),
      );
      for (const item of changed) {
        const before = known.get(item['jobId']);
        assert(!before || item === before || supersedes(read(item), read(before)));
        known.set(item['jobId'], item);
      }
      const all = await sample.items();
      const ids = new Set(all.map(item => item['jobId']));
      const kept = [...known.values()].filter(item => ids.has(item['jobId']));
      assert.deepEqual(sorted(kept), sorted(all));
    }
  });

  it('keeps a feed that follows it in sync with the table, over 1,000 steps', async function () {
    this.timeout(scaled(60_000));
    const sample = new Sample();
    const store = new JobStore();
    const feed = new JobFeed(
      { tableName: 'T', region: 'r', profile: undefined, endpoint: undefined, isSample: true },
      {
        store,
        openSource: () => Promise.resolve(new TableSource(sample.table)),
        warn: message => assert.fail(message),
        now: () => sample.now,
      },
    );
    const kinds = new Set<string>();
    feed.onDidRead(({ kind, readUnits }) => {
      kinds.add(kind);
      assert.equal(readUnits, 0);
    });
    for (let step = 0; step < 1_000; step++) {
      assert(await feed.refresh());
      if (step % 100 === 0 || step === 999) {
        const jobs = [...store.jobs()];
        assert.deepEqual(new Map(jobs.map(job => [job.jobId, job])), byId(await sample.jobs()));
      }
      sample.now += step % 7 === 0 ? 2 * minute : 5_000 + step;
    }
    assert.deepEqual([...kinds].sort(), ['changes', 'index']);
    feed.dispose();
  });

  it('removes old jobs, so that it does not grow within a day', async function () {
    this.timeout(scaled(60_000));
    const sample = new Sample();
    const sizes: number[] = [];
    for (let hours = 0; hours <= 10; hours++) {
      sizes.push((await sample.items()).length);
      sample.now += hour;
    }
    // As many expire as come, once the first jobs are as old as jobs get.
    const steady = sizes.slice(keepMs / hour);
    assert(Math.max(...sizes) < 10_000, String(sizes));
    assert(Math.max(...steady) - Math.min(...steady) < 1_000, String(sizes));
    const oldest = (await sample.jobs()).reduce(
      (a, { updatedAt = 0 }) => Math.min(a, updatedAt),
      Infinity,
    );
    assert(oldest >= sample.now - keepMs - 1_000);
  });

  it('restarts after a sleep in which all its jobs have become old', async () => {
    const sample = new Sample();
    const before = new Set((await sample.jobs()).map(({ jobId }) => jobId));
    sample.now += 60 * hour;
    const after = await sample.jobs();
    assert.equal(after.length, 2_000);
    assert(after.every(({ jobId }) => !before.has(jobId)));
  });

  it('is empty once it is closed, and stops when a read is canceled', async () => {
    const sample = new Sample();
    const { jobId = '' } = (await sample.jobs())[0] ?? {};
    sample.table.close();
    assert.equal(await sample.table.getItem(jobId), undefined);
    const abort = new AbortController();
    const pages = new Sample().table.changedPages(abort.signal)[Symbol.asyncIterator]();
    await pages.next();
    abort.abort();
    await assert.rejects(pages.next(), { name: 'AbortError' });
  });
});

const byId = (jobs: readonly Job[]): Map<string, Job> => new Map(jobs.map(job => [job.jobId, job]));
