import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import type { PartOutcome } from '../../../support/runner/outcome';
import { aloneCommand, failureReports } from '../../../support/runner/failureReport';

const outcome = (name: string, more: Partial<PartOutcome> = {}): PartOutcome => ({
  ...{ name, seconds: 1, passed: 3, failed: 0, skipped: 0 },
  ...more,
});

describe('failureReports', () => {
  it('show what was wrong, which files to look at, and how to run the test alone', () => {
    const failure = {
      title: 'the tree is walked',
      error: 'AssertionError: 1 != 2\n    at tree.test.ts:7',
      file: 'test/e2e/workbench/tree.test.ts',
    };
    const found = ['out/failures/x/extension.log', 'out/failures/x/screen.png'];
    const outcomes = [outcome('unit'), outcome('e2e', { failed: 1, failures: [failure] })];

    assert.deepEqual(failureReports(outcomes, () => found)[0]?.split('\n'), [
      'FAILED e2e: the tree is walked',
      '  AssertionError: 1 != 2',
      '      at tree.test.ts:7',
      '  test: test/e2e/workbench/tree.test.ts',
      '  extension log: out/failures/x/extension.log',
      '  screenshot: out/failures/x/screen.png',
      '  log: out/test/e2e.log',
      "  alone: npm test -- --only=e2e '--grep=^the tree is walked$'",
    ]);
  });

  it('name a part that failed outside its tests', () => {
    const outcomes = [outcome('lint', { failed: 1 })];
    assert.deepEqual(failureReports(outcomes), ['FAILED lint\n  log: out/test/lint.log']);
  });
});

describe('the command for one test', () => {
  const grepOf = (title: string): RegExp => {
    const command = aloneCommand('unit', title);
    const printed = execFileSync('sh', ['-c', command.replace('npm test -- ', 'printf "%s\\n" ')]);
    const line = printed.toString().split('\n')[1] ?? '';
    assert.match(line, /^--grep=/);
    return new RegExp(line.slice('--grep='.length));
  };

  it('finds it alone, whatever its title contains', () => {
    for (const title of ['a (b) [c] $1 {2} ^.*+?|\\', 'it’s "so" isn\'t it', 'plain']) {
      assert.match(title, grepOf(title));
      assert.doesNotMatch(`${title} too`, grepOf(title));
      assert.doesNotMatch(`not ${title}`, grepOf(title));
    }
  });

  it('runs the tests around a hook, which has no title of its own', () => {
    const grep = grepOf('the tree "before all" hook for "is walked"');
    assert.match('the tree is walked', grep);
  });
});
