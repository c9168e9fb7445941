/** How a run of tests went; written by the reporter, read by the runner. */
export interface TestCounts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  /** What failed and why, one text each. */
  readonly failures?: readonly string[];
}

/** Names the file that the reporter writes the counts to. */
export const countsVariable = 'BATCH_MONITOR_TEST_COUNTS';

export const addCounts = (all: readonly TestCounts[]): TestCounts => ({
  passed: all.reduce((sum, { passed }) => sum + passed, 0),
  failed: all.reduce((sum, { failed }) => sum + failed, 0),
  skipped: all.reduce((sum, { skipped }) => sum + skipped, 0),
  failures: all.flatMap(({ failures = [] }) => failures),
});
