import { writeFileSync } from 'node:fs';
import path from 'node:path';
import Mocha from 'mocha';
import { countsVariable, type TestCounts, type TestFailure } from './testCounts';

/** Mocha's spec reporter that also writes the counts to a file, for the overall total. */
class CountingReporter extends Mocha.reporters.Spec {
  constructor(runner: Mocha.Runner, options: Mocha.MochaOptions) {
    super(runner, options);
    const file = process.env[countsVariable];
    if (file) {
      const failures: TestFailure[] = [];
      runner.on(Mocha.Runner.constants.EVENT_TEST_FAIL, (test, error: Error) =>
        failures.push({
          title: test.fullTitle(),
          error: error.stack ?? error.message,
          file: test.file && path.relative(process.cwd(), test.file),
        }),
      );
      runner.once(Mocha.Runner.constants.EVENT_RUN_END, () => {
        const { passes, failures: failed, pending } = this.stats;
        const counts: TestCounts = { passed: passes, failed, skipped: pending, failures };
        writeFileSync(file, JSON.stringify(counts));
      });
    }
  }
}

// Mocha loads reporters by file name and uses `module.exports`.
export = CountingReporter;
