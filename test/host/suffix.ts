/** Which bundled tests to run: the end of their file name. */
export const suffixVariable = 'BATCH_MONITOR_TEST_SUFFIX';
