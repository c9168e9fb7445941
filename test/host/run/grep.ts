/** Only tests whose full title matches this regular expression are run. */
export const grepVariable = 'BATCH_MONITOR_TEST_GREP';
