import assert from 'node:assert/strict';
import {
  countedFailures,
  countedFailuresSearch,
  countedSince,
} from '../../../../src/core/failures/countedFailures';
import { failureCounts } from '../../../../src/core/settings/failureCount';
import { FailedTimes } from '../../../../src/core/failures/failedTimes';
import { Resolutions } from '../../../../src/core/failures/resolutions';
import { TaskTypes } from '../../../../src/core/job/taskTypes';
import { JobStore } from '../../../../src/core/store/jobStore';
import { rowSearch } from '../../../../src/core/query/rowSearch';
import { RowTaskTypes } from '../../../../src/core/store/rowTaskTypes';
import { parseSearch } from '../../../../src/core/filter/searchSyntax';
import { Random } from '../../../../src/sample/random';
import { finish } from '../../../local/process/finish';
import { aJob, manyJobs } from '../../../support/builders/builders';

const now = Date.parse('2026-11-24T12:00:00Z');
const minutesAgo = (minutes: number): string => new Date(now - minutes * 60_000).toISOString();

describe('the counted failures', () => {
  it('are the same in the count, the list and the search that a click opens', () => {
    const random = Random.of(11, 1);
    const store = new JobStore();
    store.apply(
      manyJobs(400, () => ({
        status: random.pick(['FAILED', 'RUNNING', 'SUCCEEDED']),
        timestamp: random.pick(['odd', '', minutesAgo(random.integer(0, 600))]),
        mediaId: `media-${random.integer(0, 150)}`,
        createdAt: now - random.integer(0, 600) * 60_000,
      })),
    );
    store.setMark('acknowledged', ['job-1', 'job-2', 'job-3', 'job-4', 'job-5'], true);
    const resolutions = new Resolutions(store, new TaskTypes([]));
    const all = new FailedTimes(store);
    const unresolved = new FailedTimes(store, 'unresolved');
    assert(unresolved.countSince(-Infinity) < all.countSince(-Infinity));
    assert(unresolved.countSince(-Infinity) > 0);
    const cases = [undefined, 1, 5, 10, 0.5, 1 / 3, 87_600].flatMap(hours =>
      failureCounts.map(counts => ({ hours, counts })),
    );
    for (const { hours, counts } of cases) {
      const counter = counts === 'all' ? all : unresolved;
      const since = countedSince(hours, now);
      const listed = finish(countedFailures(store.rows, since, counts));
      assert.equal(counter.countSince(since), listed.length);
      const search = countedFailuresSearch(hours, counts);
      assert.deepEqual(parseSearch(search).problems, [], search);
      const found = rowSearch(
        store.rows,
        new RowTaskTypes(store.rows, () => ''),
        `status:failed ${search}`,
        now,
      );
      const clicked = Array.from({ length: store.rows.length }, (_, row) => row)
        .filter(row => found.matches(row))
        .map(row => store.rows.fields.jobId.get(row));
      assert.deepEqual(clicked.toSorted(), listed.toSorted(), search);
    }
    all.dispose();
    unresolved.dispose();
    resolutions.dispose();
  });

  it('are found with pauses', () => {
    const store = new JobStore();
    store.apply(manyJobs(10_000));
    store.apply([aJob({ jobId: 'last', status: 'FAILED' })]);
    const work = countedFailures(store.rows, -Infinity);
    assert.equal(work.next().done, false);
    assert.deepEqual(finish(work), ['last']);
  });
});
