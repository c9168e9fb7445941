import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { LocalLogs } from '../../support/emulators/aws/localLogs';
import { buildForProduction } from '../buildForProduction';
import { measureAwsCli } from '../logs/awsCli';
import { benchGroup, linesOf } from '../logs/logLines';
import type { LogFigures } from '../logs/measureLogs';
import { linesPerLog, measurePaintedLogs } from '../logs/paintedLogs';
import type { BenchContext, Part, Result } from '../result';
import { median, quantile } from '../statistics';

const million = 1_000_000;

/** Logs read from a server on this machine, over the wire protocol of CloudWatch Logs. */
export const logs: Part = {
  name: 'logs',
  run: async context => {
    const { say } = context;
    say('a log of a million lines …');
    const { memoryMb, saveMs } = await measure();
    return [
      ...(await inVsCode(context)),
      {
        name: 'logs.memory.1m_mb',
        value: memoryMb,
        unit: 'MB',
        goal: 50,
        better: 'lower',
        detail: 'heap that a document takes after following a million lines',
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

async function inVsCode(context: BenchContext): Promise<readonly Result[]> {
  const { say, onEnd } = context;
  say('building …');
  await buildForProduction();
  const server = new LocalLogs();
  await server.server.start();
  onEnd(() => server.server.stop());
  const { firstLog, firstLines, follow } = await measurePaintedLogs(server, context);
  say('the AWS CLI …');
  const lines = linesOf(million);
  server.put(benchGroup, 'many', lines);
  const cli = await measureAwsCli(server, 'many', lines.at(-1)?.time ?? 0);
  if (!cli) {
    say('the AWS CLI is not installed: skipped');
  }
  return [
    {
      name: 'logs.first_lines_ms',
      value: median(firstLines),
      unit: 'ms',
      goal: 1_000,
      better: 'lower',
      detail: `from the selected job to its last lines on screen, in VS Code; logs of ${linesPerLog.toLocaleString('en')} lines, median of ${firstLines.length}; slowest ${Math.max(...firstLines)} ms, first of all ${firstLog} ms`,
    },
    ...(cli
      ? [
          {
            name: 'logs.first_lines.aws_cli_ms',
            value: cli.ms,
            unit: 'ms',
            better: 'lower',
            detail: `the last 1,000 of a million lines from the same server, by ${cli.command}`,
          } as const,
        ]
      : []),
    {
      name: 'logs.follow.p95_ms',
      value: quantile(follow, 0.95),
      unit: 'ms',
      goal: 3_000,
      better: 'lower',
      detail: `from a printed line to the screen, read every 2 s; median ${Math.round(median(follow))} ms`,
    },
  ];
}

/** In a process of its own, whose heap nothing else changes. */
async function measure(): Promise<LogFigures> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--expose-gc', '--import', 'tsx', 'test/bench/logs/measureLogs.ts'],
    { maxBuffer: 2 ** 24 },
  );
  return JSON.parse(stdout) as LogFigures;
}
