/** How a run of tests went; written by the reporter, read by the runner. */
export interface TestCounts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  readonly failures?: readonly TestFailure[];
}

/** A test, or a hook around tests, that failed. */
export interface TestFailure {
  /** The titles of its suites and its own. */
  readonly title: string;
  /** The error, with its stack. */
  readonly error: string;
  /** Its source, relative to the repository; absent where mocha does not know it. */
  readonly file?: string | undefined;
}

/** Names the file that the reporter writes the counts to. */
export const countsVariable = 'BATCH_MONITOR_TEST_COUNTS';

type Sums = Omit<TestCounts, 'failures'>;

export const addCounts = (all: readonly Sums[]): Sums => ({
  passed: all.reduce((sum, { passed }) => sum + passed, 0),
  failed: all.reduce((sum, { failed }) => sum + failed, 0),
  skipped: all.reduce((sum, { skipped }) => sum + skipped, 0),
});
