import assert from 'node:assert/strict';
import { countPart, outcomeTable, totalLine } from '../../../support/runner/outcome';

const counts = (passed: number, failed: number, skipped = 0) => ({ passed, failed, skipped });

describe('countPart', () => {
  it('counts a check as one', () => {
    assert.deepEqual(countPart('check', 0, undefined), counts(1, 0));
    assert.deepEqual(countPart('check', 1, undefined), counts(0, 1));
  });

  it('counts a step only when it fails', () => {
    assert.deepEqual(countPart('step', 0, undefined), counts(0, 0));
    assert.deepEqual(countPart('step', 1, undefined), counts(0, 1));
  });

  it('counts tests by their reporter', () => {
    assert.deepEqual(countPart('tests', 2, counts(5, 2, 1)), counts(5, 2, 1));
  });

  it('counts a crash before or after the tests as a failure', () => {
    assert.deepEqual(countPart('tests', 1, undefined), counts(0, 1));
    assert.deepEqual(countPart('tests', 1, counts(5, 0)), counts(5, 1));
  });

  it('counts a part that ran no tests as a failure', () => {
    assert.deepEqual(countPart('tests', 0, counts(0, 0, 3)), counts(0, 1, 3));
  });
});

describe('the end of a test run', () => {
  const outcomes = [
    { name: 'types', seconds: 4, ...counts(1, 0) },
    { name: 'unit', seconds: 12.34, ...counts(20, 1, 2) },
  ];

  it('is one line with the totals', () => {
    assert.equal(totalLine(outcomes), '21 passed, 1 failed, 2 skipped');
    assert.equal(totalLine(outcomes.slice(0, 1)), '1 passed, 0 failed');
  });

  it('follows a table by kind', () => {
    assert.deepEqual(outcomeTable(outcomes).split('\n'), [
      '       passed  failed  skipped    time',
      'types       1       0        0   4.0 s',
      'unit       20       1        2  12.3 s',
    ]);
  });
});
