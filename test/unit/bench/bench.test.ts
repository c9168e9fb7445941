import assert from 'node:assert/strict';
import { readOptions, usage } from '../../bench/options';
import { comparisonOf, readLogLine, reportOf, tableOf, type Report } from '../../bench/report';
import type { Result } from '../../bench/result';
import { median, quantile } from '../../bench/statistics';

const figure = (facts: Partial<Result> = {}): Result => ({
  name: 'store.query.100k.p95_ms',
  value: 12.3456,
  unit: 'ms',
  goal: 20,
  better: 'lower',
  detail: 'measured so',
  ...facts,
});

describe('npm run bench', () => {
  const parts = ['refresh', 'store'];

  it('reads its options', () => {
    const none = { only: undefined, json: false, strict: false, compare: undefined, help: false };
    assert.deepEqual(readOptions([], parts), none);
    assert.deepEqual(readOptions(['--only', 'store, refresh', '--json'], parts), {
      ...none,
      only: ['store', 'refresh'],
      json: true,
    });
    assert.match(usage(parts), /of: refresh, store/);
  });

  it('reports unknown parts and options', () => {
    assert.throws(() => readOptions(['--only=stor'], parts), /No such part: stor\. Known: refresh/);
    assert.throws(() => readOptions(['--only='], parts), /Known: refresh, store/);
    assert.throws(() => readOptions(['--fast'], parts), /--fast/);
  });

  it('reports figures with the machine, and whether they are within budget', () => {
    const { machine, results } = reportOf([
      figure(),
      figure({ name: 'a.ratio', value: 2.99, goal: 3, better: 'higher', unit: 'x' }),
      figure({ name: 'no.goal', value: 1e6 }),
    ]);
    assert.equal(machine['node'], process.version);
    assert.deepEqual(
      results.map(({ value, ok }) => [value, ok]),
      [
        [12.3, true],
        [2.99, false],
        [1_000_000, false],
      ],
    );
    const free: Result = { name: 'free', value: 1, unit: 'x', better: 'lower', detail: '' };
    assert.equal(reportOf([free]).results[0]?.ok, true, 'without a goal none is missed');
  });

  it('shows a readable table', () => {
    const [, , head, first, second] = tableOf(
      reportOf([figure(), figure({ name: 'x', value: 30 })]),
    ).split('\n');
    assert.match(head ?? '', /^figure +value +goal +measured$/);
    assert.match(first ?? '', /^store\.query\.100k\.p95_ms +12\.3 ms +≤ 20 +ok +measured so$/);
    assert.match(second ?? '', /^x +30 ms +≤ 20 +MISSED +measured so$/);
  });

  it('compares with an earlier report: changed, new and removed figures', () => {
    const before = reportOf([
      figure({ value: 10 }),
      figure({ name: 'b', value: 10, better: 'higher' }),
      figure({ name: 'c', value: 10 }),
      figure({ name: 'gone' }),
    ]);
    const after = reportOf([
      figure({ value: 20 }),
      figure({ name: 'b', value: 20, better: 'higher' }),
      figure({ name: 'c', value: 10.5 }),
      figure({ name: 'new' }),
    ]);
    const lines = comparisonOf(before, after).split('\n');
    assert.match(lines[1] ?? '', /WORSE: \+100 %/);
    assert.match(lines[2] ?? '', /better: \+100 %/);
    assert.match(lines[3] ?? '', /about the same/);
    assert.match(lines[4] ?? '', /^new +new/);
    assert.match(lines[5] ?? '', /^gone .*not measured/);
  });

  it('reports a figure that changed from zero', () => {
    const none = figure({ name: 'leaks', value: 0 });
    const more = figure({ name: 'faults', value: 0, better: 'higher' });
    const before = reportOf([none, none, more]);
    const [, same] = comparisonOf(before, reportOf([none])).split('\n');
    assert.match(same ?? '', /about the same/);
    const after = reportOf([
      { ...none, value: 3 },
      { ...more, value: 3 },
    ]);
    const [, leaks, faults] = comparisonOf(before, after).split('\n');
    assert.match(leaks ?? '', /WORSE$/);
    assert.match(faults ?? '', /better$/);
  });

  it('reads only its own reports', () => {
    const report: Report = reportOf([figure()]);
    assert.deepEqual(readLogLine(JSON.stringify(report)), report);
    for (const text of ['', '{}', 'null', '[]']) {
      assert.throws(() => readLogLine(text));
    }
  });

  it('computes quantiles', () => {
    const values = [5, 1, 4, 2, 3];
    assert.equal(median(values), 3);
    assert.equal(quantile(values, 0.95), 5);
    assert.equal(quantile([7], 0.95), 7);
    assert(Number.isNaN(quantile([], 0.5)));
  });
});
