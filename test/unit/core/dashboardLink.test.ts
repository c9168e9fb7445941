import assert from 'node:assert/strict';
import fc from 'fast-check';
import { columnIds, type SortKey } from '../../../src/core/columns';
import { linkOf, viewOfLink, type DashboardView } from '../../../src/core/dashboardLink';
import { noFilter } from '../../../src/core/jobFilter';
import type { TimeRange } from '../../../src/core/timeRange';

const base = 'vscode://momentslab.batch-monitor/dashboard';
const roundTrip = (view: DashboardView): DashboardView | undefined =>
  viewOfLink(linkOf(base, view));

describe('a link to a dashboard', () => {
  it('reads like what it shows', () => {
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

  it('means the same to VS Code, which decodes its query once', () => {
    const view = { filter: { ...noFilter, text: 'a=b&c=100%25 "+" ü' }, sort: undefined };
    const query = decodeURIComponent(linkOf(base, view).replace(/^[^?]*\?/, ''));
    assert.deepEqual(viewOfLink(query), { ...view, filter: { ...view.filter, time: undefined } });
  });

  it('leads back to the same view, whatever it holds', () => {
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

  it('keeps a period that is no whole number of hours, and a question mark of a search', () => {
    const time = { kind: 'last', ms: 20 * 60_000 } as const;
    const view = { filter: { ...noFilter, time, text: 'what?' }, sort: undefined };
    assert.deepEqual(roundTrip(view), view);
    assert.equal(viewOfLink('q=what?')?.filter.text, 'what?');
  });

  it('leaves out what it cannot read', () => {
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
