import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { newestFirst } from '../../../../src/core/filter/columns';
import { noFilter } from '../../../../src/core/filter/jobFilter';
import { JobQueries } from '../../../../src/core/query/jobQueries';
import { TaskTypes } from '../../../../src/core/job/taskTypes';
import { JobStore } from '../../../../src/core/store/jobStore';
import { finish } from '../../../local/process/finish';
import { aJob } from '../../../support/builders/builders';

describe('The example of the search box', () => {
  it('finds a job that AWS stopped because of its memory', () => {
    const source = readFileSync('webview/view/controls/searchBox.ts', 'utf8');
    const [, example = ''] = /Search: text, (.+?)'/.exec(source) ?? [];
    const now = Date.parse('2026-11-29T12:00:00Z');
    const store = new JobStore();
    store.apply([
      aJob({
        status: 'FAILED',
        timestamp: '2026-11-29T11:00:00Z',
        statusReason: 'Essential container in task exited',
        reason: 'OutOfMemoryError: Container killed due to memory usage',
      }),
    ]);
    const queries = new JobQueries(store, new TaskTypes([]));
    const terms = example.split(', ');
    assert.equal(terms.length, 3);
    for (const text of terms) {
      const query = queries.open({ ...noFilter, text }, newestFirst, now);
      assert.equal(finish(query.update()).matching, 1, text);
    }
  });
});
