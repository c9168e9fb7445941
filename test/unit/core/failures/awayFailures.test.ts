import assert from 'node:assert/strict';
import {
  awayFilter,
  awaySearch,
  awayText,
  CauseTally,
} from '../../../../src/core/failures/awayFailures';
import { newestFirst } from '../../../../src/core/filter/columns';
import { parseSearch } from '../../../../src/core/filter/searchSyntax';
import { TaskTypes } from '../../../../src/core/job/taskTypes';
import { JobQueries } from '../../../../src/core/query/jobQueries';
import { JobStore } from '../../../../src/core/store/jobStore';
import { formatMinute } from '../../../../src/core/text/time';
import { finish } from '../../../local/process/finish';
import { aJob } from '../../../support/builders/builders';

const since = Date.parse('2026-11-23T18:02:00Z');
const at = (minutes: number): string => new Date(since + minutes * 60_000).toISOString();
const outOfMemory = 'OutOfMemoryError: Container killed due to memory usage';

describe('The failures while the user was away', () => {
  it('are those since then that are not acknowledged, by cause', () => {
    const store = new JobStore();
    store.apply([
      aJob({ jobId: 'a', status: 'FAILED', timestamp: at(1), reason: outOfMemory }),
      aJob({ jobId: 'b', status: 'FAILED', timestamp: at(0), reason: outOfMemory }),
      aJob({
        jobId: 'c',
        status: 'FAILED',
        timestamp: at(2),
        statusReason: 'Job attempt duration exceeded timeout',
      }),
      aJob({ jobId: 'before', status: 'FAILED', timestamp: at(-1), reason: outOfMemory }),
      aJob({ jobId: 'seen', status: 'FAILED', timestamp: at(1), reason: outOfMemory }),
      aJob({ jobId: 'well', status: 'SUCCEEDED', timestamp: at(1) }),
    ]);
    store.setMark('acknowledged', ['seen'], true);
    const queries = new JobQueries(store, new TaskTypes([]));
    const tally = new CauseTally(store.rows);
    const query = queries.open(awayFilter(since, awaySearch('all')), newestFirst);
    finish(query.follow(tally));
    const counts = tally.read() ?? assert.fail();
    assert.deepEqual(
      [counts.count, counts.cause.title, counts.cause.count],
      [3, 'Out of memory', 2],
    );
    const ofCause = queries.open(
      awayFilter(since, awaySearch('all'), counts.cause.id),
      newestFirst,
    );
    assert.equal(finish(ofCause.update()).matching, 2);

    store.setMark('acknowledged', ['a', 'b', 'c'], true);
    assert.equal(tally.read(), undefined);
  });

  it('are found by a search that can be parsed, whichever failures count', () => {
    for (const counts of ['all', 'unresolved'] as const) {
      assert.deepEqual(parseSearch(awaySearch(counts)).problems, []);
    }
  });

  it('are one line: how many, since when, and why most of them', () => {
    const cause = { id: 'oom', title: 'Out of memory', count: 1_310 };
    const text = (count: number, ofCause: number): string =>
      awayText({ since, count, search: '', cause: { ...cause, count: ofCause } });
    const time = formatMinute(since);
    assert.equal(
      text(2_120, 1_310),
      `2,120 new failures since ${time}; most: Out of memory (1,310)`,
    );
    assert.equal(text(2, 2), `2 new failures since ${time}: Out of memory`);
    assert.equal(text(1, 1), `1 new failure since ${time}: Out of memory`);
  });
});
