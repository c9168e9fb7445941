import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { JobLog } from '../../../src/core/logs/jobLogs';
import { CloudWatchLogs } from '../../../src/data/logs/cloudWatchLogs';
import { FileTarget, writeAll } from '../../../src/ui/export/exportFile';
import { LogFollower } from '../../../src/ui/logs/logFollower';
import { OpenedLog } from '../../../src/ui/logs/openedLog';
import { wholeLog } from '../../../src/ui/logs/wholeLog';
import { aJob } from '../../support/builders/builders';
import { LocalLogs } from '../../support/emulators/aws/localLogs';
import { timed } from '../statistics';

/** The figures of one process, in milliseconds and megabytes. */
export interface LogFigures {
  readonly firstLines: readonly number[];
  readonly follow: readonly number[];
  readonly memoryMb: number;
  readonly saveMs: number;
}

const opens = 20;
const followed = 25;
const million = 1_000_000;

const log = (stream: string): JobLog => ({
  ...{ region: 'eu-west-1', group: '/aws/batch/job', stream, attempt: 1, container: undefined },
  ...{ exitCode: undefined, startedAt: 0, isOver: false },
});

const lines = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    time: 1_795_428_000_000 + index,
    text: `2026-11-23 10:00:00,${index} INFO worker: frame ${index} of ${count} encoded in 12.5 ms`,
  }));

async function main(): Promise<LogFigures> {
  const { signal } = new AbortController();
  const logs = new LocalLogs();
  const endpoint = await logs.server.start();
  Object.assign(process.env, {
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
    AWS_ENDPOINT_URL_CLOUDWATCH_LOGS: endpoint,
  });
  const { group } = log('');
  logs.put(group, 'many', lines(million));
  logs.put(group, 'growing', lines(100));
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

  const firstLines: number[] = [];
  for (let count = 0; count <= opens; count++) {
    const opened = open('many');
    const ms = await timed(async () => {
      await opened.load(signal);
      opened.text();
    });
    // The first one connects and resolves credentials.
    if (count > 0) {
      firstLines.push(ms);
    }
  }

  const follow = await measureFollow(logs, group, open('growing'));

  let long: OpenedLog | undefined = open('many');
  await long.load(signal);
  while (await long.loadEarlier(signal)) {
    // To the start of the stream.
  }
  long.text();
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
  return { firstLines, follow, memoryMb, saveMs };
}

/** From a line that a job prints to the text of the document. */
async function measureFollow(logs: LocalLogs, group: string, opened: OpenedLog) {
  await opened.load(new AbortController().signal);
  const times: number[] = [];
  let printedAt: number | undefined;
  const follower = new LogFollower({
    log: opened,
    clock: {
      now: Date.now,
      setTimeout: (run, ms) => setTimeout(run, ms),
      clearTimeout: timer => clearTimeout(timer as NodeJS.Timeout),
      random: Math.random,
    },
    isVisible: () => true,
    isOver: () => false,
    onPhase: () => undefined,
    onLines: () => {
      opened.text();
      times.push(performance.now() - (printedAt ?? NaN));
      printedAt = undefined;
    },
  });
  follower.start();
  while (times.length < followed) {
    if (printedAt === undefined) {
      await delay(Math.random() * 2_000);
      printedAt = performance.now();
      logs.put(group, 'growing', lines(1));
    }
    await delay(10);
  }
  follower.stop();
  return times;
}

function heapMb(): number {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed / 2 ** 20;
}

void main().then(figures => process.stdout.write(JSON.stringify(figures)));
