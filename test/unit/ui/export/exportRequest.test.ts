import assert from 'node:assert/strict';
import { newestFirst } from '../../../../src/core/filter/columns';
import { noFilter } from '../../../../src/core/filter/jobFilter';
import { targetOf, defaultFileName, requestOf } from '../../../../src/ui/export/exportRequest';

const shown = {
  filter: { ...noFilter, statuses: ['FAILED'] },
  sort: { column: 'jobName', direction: 'ascending' },
} as const;

describe('requestOf', () => {
  it('is what the dashboard shows, otherwise all jobs, newest first', () => {
    const node = { kind: 'taskType', taskType: 'Ingest' };
    for (const target of [undefined, null, 'FAILED', 7, [], {}, node]) {
      assert.deepEqual(requestOf(target, shown), shown);
      assert.deepEqual(requestOf(target, undefined), { filter: noFilter, sort: newestFirst });
    }
  });

  it('is what the argument specifies, including an empty filter', () => {
    const sort = { column: 'region', direction: 'descending' } as const;
    const all = { ...noFilter, time: undefined };
    assert.deepEqual(requestOf({ filter: noFilter, sort }, shown), { filter: all, sort });
    assert.deepEqual(requestOf({ filter: { text: 'is:stuck' } }, shown), {
      filter: { ...all, text: 'is:stuck' },
      sort: shown.sort,
    });
  });

  it('ignores an invalid sort order', () => {
    const bad = { sort: { column: '__proto__', direction: 'up' } };
    assert.deepEqual(requestOf(bad, shown), shown);
  });

  it('is refused for an invalid filter, rather than widened to all jobs', () => {
    for (const filter of [
      ['FAILED'],
      7,
      null,
      '',
      'no link',
      { statuses: 'FAILED' },
      { status: ['FAILED'] },
      { statuses: ['FAILED'], time: { kind: 'last', ms: 'an hour' } },
      { text: 7 },
      { text: 'x'.repeat(1_001) },
      'statsu=FAILED&last=24h',
      'status=FAILED&last=soon',
    ]) {
      assert.throws(() => requestOf({ filter }, undefined), { code: 'export.filter' });
    }
  });

  it('is refused for a search with an error, whatever requests it', () => {
    const invalid = { ...noFilter, text: 'status:failed regoin:eu' };
    const refused = { code: 'search.invalid', message: /nothing was done.*regoin/ };
    assert.throws(() => requestOf({ filter: invalid }, undefined), refused);
    assert.throws(() => requestOf({ filter: 'q=is%3Astukc' }, shown), { code: 'search.invalid' });
    assert.throws(() => requestOf(undefined, { ...shown, filter: invalid }), refused);
  });

  it('accepts a link', () => {
    const { filter } = requestOf({ filter: 'status=FAILED&last=24h&q=timeout' }, undefined);
    assert.deepEqual([filter.statuses, filter.text], [['FAILED'], 'timeout']);
  });
});

describe('targetOf', () => {
  it('is the target in the argument, if any', () => {
    assert.equal(targetOf({ target: 'file:///x.csv' }), 'file:///x.csv');
    assert.equal(targetOf({ filter: noFilter }), undefined);
    assert.equal(targetOf('file:///x.csv'), undefined);
  });
});

describe('defaultFileName', () => {
  it('contains the time and no character that file systems forbid', () => {
    assert.equal(defaultFileName(new Date(2026, 10, 4, 9, 5)), 'batch-jobs-2026-11-04T0905.csv');
  });
});
