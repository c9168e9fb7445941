/** Which bundled tests to run: the end of their file name. */
export const suffixVariable = 'BATCH_MONITOR_TEST_SUFFIX';

/** All tests but those of another display language: `x.fr.test.js`. */
export const usualSuffix = '.test.js';

export function isChosen(file: string, suffix: string): boolean {
  return file.endsWith(suffix) && (suffix !== usualSuffix || !/\.[a-z]{2}\.test\.js$/.test(file));
}
