import assert from 'node:assert/strict';
import { renderCheckReport, type CheckStep } from '../../../src/core/checkReport';

const steps: CheckStep[] = [
  { title: 'Credentials', outcome: 'passed', details: ['Account 123456789012.'], ms: 42 },
  { title: 'Table', outcome: 'failed', details: ['It is missing.'], remedy: 'Make it.', ms: 1_500 },
  { title: 'Data', outcome: 'skipped', details: ['An earlier step failed.'], ms: 0 },
];

describe('renderCheckReport', () => {
  it('reads as plain text: verdict first, then each step with time, finding and remedy', () => {
    assert.equal(
      renderCheckReport('Table Jobs, eu-west-1', steps, new Date(0)),
      `Batch Monitor connection check
Table Jobs, eu-west-1, 1970-01-01T00:00:00.000Z

Failed at "Table": It is missing.

PASSED   1. Credentials  (42 ms)
            Account 123456789012.

FAILED   2. Table  (1 s)
            It is missing.
            What to do: Make it.

SKIPPED  3. Data
            An earlier step failed.
`,
    );
  });

  it('says so when all is well', () => {
    const [passed] = steps;
    assert(passed);
    assert.match(renderCheckReport('x', [passed], new Date(0)), /All is well/);
  });
});
