import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Job } from '../../../../src/core/job/job';
import { jobOf } from '../../../../src/core/job/jobItem';
import { JobStore } from '../../../../src/core/store/jobStore';
import { ChunkReader } from '../../../../src/core/store/saved/chunkReader';
import type { SavedChunk } from '../../../../src/core/store/saved/chunkWriter';
import { savedChunks } from '../../../../src/core/store/saved/savedChunks';
import { Random } from '../../../../src/sample/random';
import { anyItem } from '../../../support/builders/arbitraryItems';
import { aJob, manyJobs } from '../../../support/builders/builders';

/** A store keeps the memory of its chunks. */
const copyOf = ({ ascii, columns }: SavedChunk): ChunkReader =>
  new ChunkReader({ ascii: new Uint8Array(ascii), columns: new Uint8Array(columns) });

function saved(store: JobStore): SavedChunk[] {
  return [...savedChunks(store)];
}

function loaded(chunks: readonly SavedChunk[], now = -Infinity): JobStore {
  const store = new JobStore();
  // How many more or fewer there are makes no difference.
  store.expect(chunks.length * 3_000);
  chunks.forEach(chunk => store.load(copyOf(chunk), now));
  return store;
}

const byId = (store: JobStore): Job[] =>
  [...store.jobs()].sort((a, b) => (a.jobId < b.jobId ? -1 : 1));

describe('saved jobs', () => {
  it('are the same once loaded, whatever their items were', () => {
    fc.assert(
      fc.property(fc.array(anyItem, { maxLength: 40 }), items => {
        const store = new JobStore();
        store.apply(
          items.flatMap(item => {
            const read = jobOf(item);
            return read.ok ? [read.job] : [];
          }),
        );
        assert.deepEqual(byId(loaded(saved(store))), byId(store));
      }),
      { numRuns: 500 },
    );
  });

  it('stay the same through changes, removals and further saves', () => {
    const random = Random.of(7, 3);
    let store = new JobStore();
    const plain = new Map<string, Job>();
    for (let round = 0; round < 60; round++) {
      const batch = Array.from({ length: random.integer(0, 400) }, () => {
        const jobId = `job-${random.integer(0, 9_000)}`;
        const mediaId = random.chance(0.3) ? undefined : `média-${random.integer(0, 99)}`;
        return aJob({
          jobId,
          mediaId,
          sequence: undefined,
          jobName: random.hex(8),
          updatedAt: round,
        });
      });
      const mark = store.mark();
      store.apply(batch, -Infinity, true);
      batch.forEach(job => plain.set(job.jobId, job));
      if (random.chance(0.1)) {
        store.removeUnseen(mark);
        const seen = new Set(batch.map(({ jobId }) => jobId));
        [...plain.keys()].filter(jobId => !seen.has(jobId)).forEach(jobId => plain.delete(jobId));
      }
      if (random.chance(0.3)) {
        store = loaded(saved(store));
      }
      assert.equal(store.size, plain.size);
    }
    const expected = [...plain.values()].sort((a, b) => (a.jobId < b.jobId ? -1 : 1));
    assert.deepEqual(byId(store), expected);
    for (const { jobId } of expected) {
      assert.equal(store.get(jobId)?.jobId, jobId);
    }
  });

  it('keep half surrogate pairs, empty and absent texts', () => {
    const store = new JobStore();
    const odd = [
      aJob({ jobId: '\ud83d', jobName: '\ude00', mediaId: undefined }),
      aJob({ jobId: '\ude00', jobName: '', mediaId: '' }),
    ];
    store.apply(odd);
    assert.deepEqual([...loaded(saved(store)).jobs()], odd);
  });

  it('are told to observers one by one, with array jobs that get their first child', () => {
    const store = new JobStore();
    store.apply([aJob({ jobId: 'a' }), ...manyJobs(5_000), aJob({ jobId: 'a:0', arrayIndex: 0 })]);
    const chunks = saved(store);
    const next = new JobStore();
    const entered: string[] = [];
    const left: string[] = [];
    next.observe({
      entered: row => entered.push(next.rows.fields.jobId.get(row)),
      leaving: row => left.push(next.rows.fields.jobId.get(row)),
    });
    let changes = 0;
    next.onDidChange(() => changes++);
    chunks.forEach(chunk => next.load(copyOf(chunk), 0));
    assert.equal(chunks.length, 2);
    assert.equal(changes, 2);
    assert.deepEqual(left, ['a']);
    assert.equal(entered.length, 5_003);
    assert(next.hasChildren('a'));
  });

  it('leave out what has expired, and what is known already', () => {
    const store = new JobStore();
    const expiresAt = 1_800_000_000;
    store.apply([aJob({ jobId: 'a', expiresAt }), aJob({ jobId: 'b' }), aJob({ jobId: 'c' })]);
    const [chunk] = saved(store);
    assert(chunk);
    const next = loaded([chunk, chunk], expiresAt * 1_000 + 1);
    assert.deepEqual(
      byId(next).map(({ jobId }) => jobId),
      ['b', 'c'],
    );
    next.apply([aJob({ jobId: 'd' })]);
    assert.equal(next.size, 3);
  });

  it('keep marks that were set before they are loaded', () => {
    const store = new JobStore();
    store.apply([aJob({ jobId: 'a' })]);
    const next = new JobStore();
    next.setMark('broken', ['a'], true);
    saved(store).forEach(chunk => next.load(copyOf(chunk), 0));
    assert(next.rows.isMarked(next.rowOfJob('a') ?? -1, 'broken'));
  });

  it('end early when the store is cleared meanwhile', () => {
    const store = new JobStore();
    store.apply(manyJobs(5_000));
    const chunks = savedChunks(store);
    assert.equal(chunks.next().done, false);
    store.clear();
    assert.deepEqual(chunks.next(), { done: true, value: false });
  });

  it('are refused where bytes are missing, too many or senseless', () => {
    const store = new JobStore();
    store.apply(manyJobs(20));
    const [chunk] = saved(store);
    assert(chunk);
    for (const part of ['ascii', 'columns'] as const) {
      const bytes = chunk[part];
      const cut = bytes.slice(0, -8);
      const longer = Uint8Array.of(...bytes, ...new Uint8Array(8));
      for (const other of [cut, longer]) {
        assert.throws(() => new JobStore().load(copyOf({ ...chunk, [part]: other }), 0));
      }
    }
    const senseless = new Uint8Array(chunk.columns.length).fill(255);
    assert.throws(() => new JobStore().load(copyOf({ ...chunk, columns: senseless }), 0));
  });
});
