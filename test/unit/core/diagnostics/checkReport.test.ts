import assert from 'node:assert/strict';
import { renderCheckReport, type CheckStep } from '../../../../src/core/diagnostics/checkReport';

const steps: CheckStep[] = [
  { title: 'Credentials', outcome: 'passed', details: ['Account 123456789012.'], ms: 42 },
  {
    title: 'Table',
    outcome: 'failed',
    details: ['It is missing.'],
    code: 'table.missing',
    remedy: { text: 'Make it.', command: 'selectTable', argument: undefined, snippet: 'a\nb' },
    ms: 1_500,
  },
  { title: 'Data', outcome: 'skipped', details: ['An earlier step failed.'], ms: 0 },
];

describe('renderCheckReport', () => {
  it('is plain text: result first, then each step with time, finding and remedy', () => {
    const { text, remedies } = renderCheckReport({
      about: ['Table Jobs, eu-west-1'],
      steps,
      problems: ['batchMonitor.region is no region.'],
      finishedAt: new Date(0),
    });
    assert.equal(
      text,
      `Batch Monitor connection check
1970-01-01T00:00:00.000Z
Table Jobs, eu-west-1

Connection check failed at "Table": It is missing.

PASSED   1. Credentials  (42 ms)
            Account 123456789012.

FAILED   2. Table  (1 s)
            It is missing.
            What to do: Make it.

            a
            b

SKIPPED  3. Data
            An earlier step failed.

Invalid settings:
            batchMonitor.region is no region.
`,
    );
    assert.deepEqual(
      remedies.map(({ line, remedy }) => [text.split('\n')[line], remedy.command]),
      [['FAILED   2. Table  (1 s)', 'selectTable']],
    );
  });

  it('reports that all checks passed', () => {
    const [passed] = steps;
    assert(passed);
    const facts = { about: [], problems: [], finishedAt: new Date(0) };
    assert.match(renderCheckReport({ ...facts, steps: [passed] }).text, /All checks passed/);
  });
});
