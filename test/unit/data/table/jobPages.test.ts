import assert from 'node:assert/strict';
import { collect, jobPages, type JobPage } from '../../../../src/data/table/jobPages';
import type { ItemPage } from '../../../../src/data/table/jobTable';

// eslint-disable-next-line @typescript-eslint/require-await
async function* pages(): AsyncGenerator<ItemPage> {
  yield { items: [{ jobId: 'a', status: 'FAILED' }, { status: 'no id' }], readUnits: 2 };
  yield { items: [{ jobId: 'b' }], readUnits: 3 };
}

describe('Pages of jobs', () => {
  it('have the readable jobs of their items, the number of others, and the cost', async () => {
    const read: JobPage[] = [];
    for await (const page of jobPages(pages())) {
      read.push(page);
    }
    assert.deepEqual(
      read.map(({ jobs, malformed, readUnits }) => [
        jobs.map(({ jobId }) => jobId),
        malformed,
        readUnits,
      ]),
      [
        [['a'], 1, 2],
        [['b'], 0, 3],
      ],
    );
  });

  it('are combined to their end, or until there are enough items', async () => {
    const all = await collect(jobPages(pages()));
    assert.deepEqual([all.jobs.length, all.malformed, all.readUnits], [2, 1, 5]);
    assert.equal(all.isComplete, true);
    const some = await collect(jobPages(pages()), 2);
    assert.deepEqual([some.jobs.length, some.malformed, some.readUnits], [1, 1, 2]);
    assert.equal(some.isComplete, false);
  });
});
