import assert from 'node:assert/strict';
import { errorLines } from '../../../../src/core/logs/errorLines';

const marked = (...lines: string[]): string[] => {
  const marks = errorLines(lines);
  return lines.filter((_, index) => marks[index]);
};

describe('lines that look like the error', () => {
  for (const line of [
    '2026-11-25 10:00:00,123 ERROR worker: could not open file',
    '{"level":"error","message":"boom"}',
    'time=10:00 level=fatal msg="no disk"',
    'error: unable to load model',
    'fatal: not a git repository',
    '[ERROR] Tests failed',
    'main.cpp:10: error: expected ;',
    'process exited with code 137',
    'subprocess.CalledProcessError: Command returned non-zero exit status 2.',
    'Killed',
    'bash: ffmpeg: command not found',
    'OSError: [Errno 28] No space left on device',
    'npm ERR! code 1'.replace('ERR', 'error'),
  ]) {
    it(`are: ${line}`, () => assert.deepEqual(marked(line), [line]));
  }

  for (const line of [
    'finished with 0 errors',
    'errors: 0, warnings: 3',
    '{"error": null, "ok": true}',
    'exited with code 0',
    'the error handler is installed',
    'downloading errors.csv',
    'without errors',
  ]) {
    it(`are not: ${line}`, () => assert.deepEqual(marked(line), []));
  }

  it('are the last exception, not those handled before', () =>
    assert.deepEqual(
      marked(
        'ValueError: bad row, skipped',
        'retrying',
        'Traceback (most recent call last):',
        '  File "a.py", line 1, in <module>',
        'my.pkg.StorageError: bucket is gone',
      ),
      ['my.pkg.StorageError: bucket is gone'],
    ));

  it('cost little in hostile lines', () => {
    const lines = ['a.'.repeat(50_000), ' '.repeat(100_000), 'level='.repeat(20_000)];
    const start = performance.now();
    errorLines(lines);
    assert(performance.now() - start < 500);
  });
});
