import { writeFileSync } from 'node:fs';
import Mocha from 'mocha';
import { countsVariable, type TestCounts } from './testCounts';

/** Mocha's spec reporter that also leaves the counts in a file, for a total over all kinds of tests. */
class CountingReporter extends Mocha.reporters.Spec {
  constructor(runner: Mocha.Runner, options: Mocha.MochaOptions) {
    super(runner, options);
    const file = process.env[countsVariable];
    if (file) {
      const messages: string[] = [];
      runner.on(Mocha.Runner.constants.EVENT_TEST_FAIL, (test, error: Error) =>
        messages.push(`${test.fullTitle()}\n${error.stack ?? error.message}`),
      );
      runner.once(Mocha.Runner.constants.EVENT_RUN_END, () => {
        const { passes, failures, pending } = this.stats;
        const counts: TestCounts = {
          passed: passes,
          failed: failures,
          skipped: pending,
          failures: messages,
        };
        writeFileSync(file, JSON.stringify(counts));
      });
    }
  }
}

// Mocha loads a reporter by file name and takes what `module.exports` is.
export = CountingReporter;
