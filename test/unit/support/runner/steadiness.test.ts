import assert from 'node:assert/strict';
import { steadyTable, unsteadyTests, type SteadyRun } from '../../../support/runner/steadiness';

const aRun = (...failed: readonly string[]): SteadyRun => ({
  seconds: 61.4,
  outcomes: [
    {
      ...{
        name: 'e2e',
        seconds: 60,
        passed: 10 - failed.length,
        failed: failed.length,
        skipped: 0,
      },
      failures: failed.map(title => ({ title, error: `${title} is wrong\nat a line` })),
    },
  ],
});

describe('repeated runs of the same tests', () => {
  const runs = [aRun('a', 'b'), aRun(), aRun('b')];

  it('show which tests failed, how often and when', () => {
    assert.deepEqual(unsteadyTests(runs), [
      '2 of 3 (1, 3)  e2e: b\n    b is wrong',
      '1 of 3 (1)  e2e: a\n    a is wrong',
    ]);
  });

  it('report a part that failed outside its tests', () => {
    const broken = { name: 'host', seconds: 1, passed: 4, failed: 1, skipped: 0 };
    assert.deepEqual(unsteadyTests([{ seconds: 1, outcomes: [broken] }]), [
      '1 of 1 (1)  host\n    see its log',
    ]);
  });

  it('are summarized in a table', () => {
    assert.deepEqual(steadyTable(runs.slice(0, 2)).split('\n'), [
      'run  time                  e2e',
      '1    61 s   8 passed, 2 failed',
      '2    61 s  10 passed, 0 failed',
    ]);
  });
});
