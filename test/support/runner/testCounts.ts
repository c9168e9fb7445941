/** The results of a test run; written by the reporter, read by the runner. */
export interface TestCounts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  readonly failures?: readonly TestFailure[];
}

/** A failed test or hook. */
export interface TestFailure {
  /** The full title, with those of its suites. */
  readonly title: string;
  /** The error with its stack. */
  readonly error: string;
  /** The test file, relative to the repository; absent if mocha does not know it. */
  readonly file?: string | undefined;
}

/** The environment variable that names the reporter's output file. */
export const countsVariable = 'BATCH_MONITOR_TEST_COUNTS';

type Sums = Omit<TestCounts, 'failures'>;

export const addCounts = (all: readonly Sums[]): Sums => ({
  passed: all.reduce((sum, { passed }) => sum + passed, 0),
  failed: all.reduce((sum, { failed }) => sum + failed, 0),
  skipped: all.reduce((sum, { skipped }) => sum + skipped, 0),
});
