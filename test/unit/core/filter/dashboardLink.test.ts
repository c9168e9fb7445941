import assert from 'node:assert/strict';
import fc from 'fast-check';
import { columnIds, type SortKey } from '../../../../src/core/filter/columns';
import { linkOf, viewOfLink, type DashboardView } from '../../../../src/core/filter/dashboardLink';
import { noFilter } from '../../../../src/core/filter/jobFilter';
import type { TimeRange } from '../../../../src/core/filter/timeRange';

const base = 'vscode://momentslab.batch-monitor/dashboard';
const roundTrip = (view: DashboardView): DashboardView | undefined =>
  viewOfLink(linkOf(base, view));

describe('a link to a dashboard', () => {
  it('is readable', () => {
    const link = linkOf(base, {
      filter: {
        ...noFilter,
        statuses: ['FAILED', 'RUNNING'],
        time: { kind: 'last', ms: 86_400_000 },
      },
      sort: {
        column: 'duration',
        direction: 'descending',
        then: { column: 'jobName', direction: 'ascending' },
      },
    });
    assert.equal(link, `${base}?status=FAILED&status=RUNNING&last=24h&sort=-duration%252CjobName`);
  });

  it('has the same meaning in VS Code, which decodes its query once', () => {
    const view = { filter: { ...noFilter, text: 'a=b&c=100%25 "+" ü' }, sort: undefined };
    const query = decodeURIComponent(linkOf(base, view).replace(/^[^?]*\?/, ''));
    assert.deepEqual(viewOfLink(query), { ...view, filter: { ...view.filter, time: undefined } });
  });

  it('restores the same view, whatever it contains', () => {
    const texts = fc.array(fc.string(), { maxLength: 3 });
    const key: fc.Arbitrary<SortKey> = fc.record({
      column: fc.constantFrom(...columnIds),
      direction: fc.constantFrom('ascending', 'descending'),
    });
    const moment = fc.integer({ min: 0, max: 4e12 });
    const time: fc.Arbitrary<TimeRange | undefined> = fc.oneof(
      fc.constant(undefined),
      fc
        .integer({ min: 1, max: 9999 })
        .map(hours => ({ kind: 'last' as const, ms: hours * 3_600_000 })),
      fc
        .tuple(moment, moment)
        .filter(([from, to]) => from < to)
        .map(([from, to]) => ({ kind: 'between' as const, from, to })),
      moment.map(from => ({ kind: 'between' as const, from })),
      moment.map(to => ({ kind: 'between' as const, to })),
    );
    fc.assert(
      fc.property(
        texts,
        texts,
        texts,
        time,
        fc.string(),
        key,
        fc.option(key),
        (a, b, c, at, text, first, then) => {
          const filter = {
            ...noFilter,
            statuses: a,
            queues: b,
            workspaces: c,
            time: at,
            text: text.trim(),
          };
          const sort = then ? { ...first, then: { ...then } } : { ...first };
          assert.deepEqual(roundTrip({ filter, sort }), { filter, sort });
        },
      ),
    );
  });

  it('keeps a period that is not a whole number of hours, and a question mark in a search', () => {
    const time = { kind: 'last', ms: 20 * 60_000 } as const;
    const view = { filter: { ...noFilter, time, text: 'what?' }, sort: undefined };
    assert.deepEqual(roundTrip(view), view);
    assert.equal(viewOfLink('q=what?')?.filter.text, 'what?');
  });

  it('reads a period only if all of it is valid', () => {
    const timeOf = (query: string) => viewOfLink(`q=x&${query}`)?.filter.time;
    assert.deepEqual(timeOf('last=1.25h'), { kind: 'last', ms: 4_500_000 });
    for (const wrong of ['x1h', '1hour', '1', 'h', '0h', '1.h', '1.xh', '']) {
      assert.equal(timeOf(`last=${wrong}`), undefined, wrong);
    }
    const day = '2026-01-01';
    assert.equal(timeOf(`from=${day}&to=${day}`), undefined);
    for (const wrong of ['from=soon', `from=soon&to=${day}`, `from=${day}&to=`]) {
      assert.equal(timeOf(wrong), undefined, wrong);
    }
  });

  it('reads a query alone and within a URI of any kind, and trims the text', () => {
    assert.equal(viewOfLink('q=%20a%20b%20')?.filter.text, 'a b');
    assert.equal(viewOfLink('vscode://a.b/c?q=x')?.filter.text, 'x');
    assert.equal(viewOfLink('VSCode-insiders2://a.b/c?q=x%250Ay')?.filter.text, 'x\ny');
    assert.equal(viewOfLink(' x:?q=y')?.filter.text, undefined);
    assert.equal(viewOfLink(''), undefined);
  });

  it('reads the sort direction from one sign before the column name', () => {
    assert.equal(viewOfLink('sort=task-Id'), undefined);
    assert.equal(viewOfLink('sort=--status'), undefined);
    assert.deepEqual(viewOfLink('sort=-status,jobName')?.sort, {
      column: 'status',
      direction: 'descending',
      then: { column: 'jobName', direction: 'ascending' },
    });
  });

  it('ignores invalid parts', () => {
    assert.equal(viewOfLink('last=never&from=x&to=y&sort=-nothing&__proto__=1'), undefined);
    assert.deepEqual(viewOfLink('q=x&from=2026-01-02&to=2026-01-01')?.filter, {
      ...noFilter,
      time: undefined,
      text: 'x',
    });
    assert.deepEqual(viewOfLink('sort=status,,jobName')?.sort, {
      column: 'status',
      direction: 'ascending',
    });
  });
});
