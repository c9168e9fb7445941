import assert from 'node:assert/strict';
import { newestFirst } from '../../../../src/core/filter/columns';
import { noFilter } from '../../../../src/core/filter/jobFilter';
import { targetOf, defaultFileName, requestOf } from '../../../../src/ui/export/exportRequest';

const shown = {
  filter: { ...noFilter, statuses: ['FAILED'] },
  sort: { column: 'jobName', direction: 'ascending' },
} as const;

describe('requestOf', () => {
  it('is what the dashboard shows, else all jobs, newest first', () => {
    const node = { kind: 'taskType', taskType: 'Ingest' };
    for (const target of [undefined, null, 'FAILED', 7, [], {}, node]) {
      assert.deepEqual(requestOf(target, shown), shown);
      assert.deepEqual(requestOf(target, undefined), { filter: noFilter, sort: newestFirst });
    }
  });

  it('is what the argument says, also where it says nothing is filtered', () => {
    const sort = { column: 'region', direction: 'descending' } as const;
    const all = { ...noFilter, time: undefined };
    assert.deepEqual(requestOf({ filter: noFilter, sort }, shown), { filter: all, sort });
    assert.deepEqual(requestOf({ filter: { text: 'is:stuck' } }, shown), {
      filter: { ...all, text: 'is:stuck' },
      sort: shown.sort,
    });
  });

  it('leaves out what is no filter and no order', () => {
    const bad = { filter: ['FAILED'], sort: { column: '__proto__', direction: 'up' } };
    assert.deepEqual(requestOf(bad, shown), shown);
  });
});

describe('targetOf', () => {
  it('is whatever the argument names, if anything', () => {
    assert.equal(targetOf({ target: 'file:///x.csv' }), 'file:///x.csv');
    assert.equal(targetOf({ filter: noFilter }), undefined);
    assert.equal(targetOf('file:///x.csv'), undefined);
  });
});

describe('defaultFileName', () => {
  it('holds the time and no sign that a file system refuses', () => {
    assert.equal(defaultFileName(new Date(2026, 10, 4, 9, 5)), 'batch-jobs-2026-11-04T0905.csv');
  });
});
