import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { JobLog } from '../../../src/core/logs/jobLogs';
import { CloudWatchLogs } from '../../../src/data/logs/cloudWatchLogs';
import { FileTarget, writeAll } from '../../../src/ui/export/exportFile';
import { OpenedLog } from '../../../src/ui/logs/openedLog';
import { wholeLog } from '../../../src/ui/logs/wholeLog';
import { aJob } from '../../support/builders/builders';
import { LocalLogs } from '../../support/emulators/aws/localLogs';
import { timed } from '../statistics';
import { benchGroup, linesOf } from './logLines';

/** The figures of one process, in milliseconds and megabytes. */
export interface LogFigures {
  readonly memoryMb: number;
  readonly saveMs: number;
}

const million = 1_000_000;
const batch = 10_000;

const log = (stream: string): JobLog => ({
  ...{ region: 'eu-west-1', group: benchGroup, stream, attempt: 1, container: undefined },
  ...{ exitCode: undefined, startedAt: 0, isOver: false },
});

async function main(): Promise<LogFigures> {
  const { signal } = new AbortController();
  const logs = new LocalLogs();
  const endpoint = await logs.server.start();
  Object.assign(process.env, {
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
    AWS_ENDPOINT_URL_CLOUDWATCH_LOGS: endpoint,
  });
  const many = linesOf(million);
  logs.put(benchGroup, 'many', many);
  logs.put(benchGroup, 'growing');
  const reader = new CloudWatchLogs({
    ...{ tableName: 'Jobs', region: 'eu-west-1', profile: undefined, endpoint: undefined },
  });
  const open = (stream: string): OpenedLog => {
    const main = log(stream);
    const located = { job: aJob(), logs: { ok: true, logs: [main], main } } as const;
    const access = {
      locate: () => Promise.resolve(located),
      reader: () => Promise.resolve(reader),
    };
    return new OpenedLog({ jobId: 'job-1', attempt: 1, container: undefined }, access);
  };

  let long: OpenedLog | undefined = open('growing');
  await long.load(signal);
  for (let count = 0; count < million; count += batch) {
    logs.put(benchGroup, 'growing', many.slice(count, count + batch));
    await long.readNew(signal);
    long.text();
  }
  const { view } = long;
  const held = heapMb();
  long = undefined;
  const memoryMb = held - heapMb();

  const folder = await mkdtemp(path.join(tmpdir(), 'batch-monitor-logs-'));
  const target = await FileTarget.open(path.join(folder, 'whole.log'));
  const saveMs = await timed(() =>
    writeAll(
      wholeLog(reader, log('many'), view, signal, () => undefined),
      target,
    ),
  );
  await rm(folder, { recursive: true });
  reader.close();
  await logs.server.stop();
  return { memoryMb, saveMs };
}

function heapMb(): number {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed / 2 ** 20;
}

void main().then(figures => process.stdout.write(JSON.stringify(figures)));
