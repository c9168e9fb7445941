import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { LogFigures } from '../logs/measureLogs';
import type { Part } from '../result';
import { median, quantile } from '../statistics';

/** Logs read from a server on this machine, over the wire protocol of CloudWatch Logs. */
export const logs: Part = {
  name: 'logs',
  run: async ({ say }) => {
    say('a log of a million lines …');
    const { firstLines, follow, memoryMb, saveMs } = await measure();
    return [
      {
        name: 'logs.first_lines_ms',
        value: median(firstLines),
        unit: 'ms',
        goal: 1_000,
        better: 'lower',
        detail: `from a located log to the text of its last 1,000 lines of a million, without VS Code; median of ${firstLines.length}`,
      },
      {
        name: 'logs.follow.p95_ms',
        value: quantile(follow, 0.95),
        unit: 'ms',
        goal: 3_000,
        better: 'lower',
        detail: `from a printed line to the text of a visible log, read every 2 s; median ${Math.round(median(follow))} ms`,
      },
      {
        name: 'logs.memory.1m_mb',
        value: memoryMb,
        unit: 'MB',
        goal: 50,
        better: 'lower',
        detail: 'heap that a document takes after reading a million lines',
      },
      {
        name: 'logs.save.1m_s',
        value: saveMs / 1000,
        unit: 's',
        better: 'lower',
        detail: 'saving a million lines to a file',
      },
    ];
  },
};

/** In a process of its own, whose heap nothing else changes. */
async function measure(): Promise<LogFigures> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--expose-gc', '--import', 'tsx', 'test/bench/logs/measureLogs.ts'],
    { maxBuffer: 2 ** 24 },
  );
  return JSON.parse(stdout) as LogFigures;
}
