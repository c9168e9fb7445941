import assert from 'node:assert/strict';
import { Resolutions } from '../../../../src/core/failures/resolutions';
import type { Job } from '../../../../src/core/job/job';
import type { Resolution } from '../../../../src/core/job/resolution';
import { defaultTaskTypeRules } from '../../../../src/core/job/taskType';
import { TaskTypes } from '../../../../src/core/job/taskTypes';
import { JobStore } from '../../../../src/core/store/jobStore';
import { isUnresolved } from '../../../../src/core/store/rowResolution';
import { ChunkReader } from '../../../../src/core/store/saved/chunkReader';
import { savedChunks } from '../../../../src/core/store/saved/savedChunks';
import { Random } from '../../../../src/sample/random';
import { aJob } from '../../../support/builders/builders';
import { FakeClock } from '../../../support/fakes/fakeClock';

const ofTable = (store: JobStore): Map<string, Resolution> =>
  new Map(
    [...store.jobs()].map(({ jobId }) => [
      jobId,
      store.rows.resolutionOf(store.rowOfJob(jobId) ?? -1),
    ]),
  );

/** What it must be: of a store that reads the same jobs one by one. */
function expected(store: JobStore, taskTypes: TaskTypes): Map<string, Resolution> {
  const plain = new JobStore();
  const resolutions = new Resolutions(plain, taskTypes);
  plain.apply(store.jobs());
  resolutions.dispose();
  return new Map([...ofTable(store).keys()].map(id => [id, ofTable(plain).get(id) ?? 'none']));
}

/** Counts what observers are told, which must be what is there. */
class Unresolved {
  count = 0;

  constructor(private readonly store: JobStore) {}

  entered(row: number): void {
    this.count += isUnresolved(this.store.rows, row) ? 1 : 0;
  }

  leaving(row: number): void {
    this.count -= isUnresolved(this.store.rows, row) ? 1 : 0;
  }

  get actual(): number {
    return [...this.store.jobs()].filter(({ jobId }) =>
      isUnresolved(this.store.rows, this.store.rowOfJob(jobId) ?? -1),
    ).length;
  }
}

const random = Random.of(4, 11);

const randomJobs = (count: number): Job[] =>
  Array.from({ length: count }, () =>
    aJob({
      jobId: `job-${random.integer(0, 300)}${random.chance(0.1) ? ':1' : ''}`,
      mediaId: random.chance(0.2) ? undefined : `media-${random.integer(0, 60)}`,
      jobQueue: `arn:aws:batch:eu-west-1:1:job-queue/queue-${random.integer(0, 2)}`,
      status: random.pick(['SUCCEEDED', 'FAILED', 'FAILED', 'RUNNING']),
      createdAt: random.integer(1, 50),
      sequence: undefined,
    }),
  );

const ruleSets = [new TaskTypes([]), new TaskTypes(defaultTaskTypeRules)] as const;

describe('resolutions of saved jobs', function () {
  this.timeout(60_000);

  it('are known at once, and right whatever happens before they are followed', async () => {
    for (let round = 0; round < 60; round++) {
      const [taskTypes] = ruleSets;
      const first = new JobStore();
      const followed = new Resolutions(first, taskTypes);
      first.apply(randomJobs(250), -Infinity, true);
      followed.dispose();
      const clock = new FakeClock();
      const store = new JobStore();
      const unresolved = new Unresolved(store);
      const resolutions = new Resolutions(store, taskTypes, clock);
      store.observe(unresolved);
      for (const chunk of savedChunks(first)) {
        store.load(new ChunkReader(chunk), 0);
      }
      assert.deepEqual(ofTable(store), ofTable(first));
      for (let step = 0; step < 6; step++) {
        const mark = store.mark();
        const act = random.pick<() => unknown>([
          () => clock.advance(random.integer(1, 300)),
          () => store.apply(randomJobs(20), -Infinity, true),
          () => store.setMark('broken', [`job-${random.integer(0, 300)}`], true),
          () => resolutions.laterJob(`job-${random.integer(0, 300)}`),
          () => {
            store.apply(randomJobs(200), -Infinity, true);
            store.removeUnseen(mark);
          },
        ]);
        await act();
        assert.equal(unresolved.count, unresolved.actual);
      }
      await clock.advance(10_000);
      assert.deepEqual(ofTable(store), expected(store, taskTypes));
      assert.equal(unresolved.count, unresolved.actual);
      resolutions.dispose();
    }
  });

  it('are corrected and announced where they were saved under other rules', async () => {
    let corrected = 0;
    for (let round = 0; round < 20; round++) {
      const first = new JobStore();
      const followed = new Resolutions(first, ruleSets[0]);
      first.apply(randomJobs(250), -Infinity, true);
      followed.dispose();
      const clock = new FakeClock();
      const store = new JobStore();
      const unresolved = new Unresolved(store);
      const resolutions = new Resolutions(store, ruleSets[1], clock);
      store.observe(unresolved);
      for (const chunk of savedChunks(first)) {
        store.load(new ChunkReader(chunk), 0);
      }
      let changes = 0;
      store.onDidChange(() => changes++);
      await clock.advance(10_000);
      assert.deepEqual(ofTable(store), expected(store, ruleSets[1]));
      assert.equal(unresolved.count, unresolved.actual);
      assert.equal(changes, 1);
      corrected += [...ofTable(first)].filter(
        ([id, code]) => ofTable(store).get(id) !== code,
      ).length;
      resolutions.dispose();
    }
    assert(corrected > 0);
  });
});
