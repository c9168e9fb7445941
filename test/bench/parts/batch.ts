import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { JobStore } from '../../../src/core/store/jobStore';
import { JobFeed } from '../../../src/data/feed/jobFeed';
import { openJobSource } from '../../../src/data/openJobSource';
import { LocalBatch, type Call } from '../../support/emulators/aws/localBatch';
import { measureListJobsLoop } from '../batch/listJobsLoop';
import type { BatchFigures } from '../batch/measureBatch';
import type { Part, Result } from '../result';

const queues = 5;
const jobsEach = 2_000;
const hour = 3_600_000;

/** Jobs of AWS Batch itself, over its wire protocol, at the limited rate. */
export const batch: Part = {
  name: 'batch',
  run: async ({ say, onEnd }) => {
    const service = new LocalBatch();
    process.env['AWS_ACCESS_KEY_ID'] ??= 'local';
    process.env['AWS_SECRET_ACCESS_KEY'] ??= 'local';
    process.env['AWS_ENDPOINT_URL_BATCH'] = await service.server.start();
    onEnd(() => service.server.stop());
    fill(service);
    say(`first load of ${queues} queues of ${jobsEach} jobs …`);
    const figures = await measured();
    const ours = listCalls(service.calls);
    say('a refresh when nothing has changed …');
    const again = await callsOfQuietRefresh(service, say);
    say('a loop of list-jobs …');
    const loop = await measureListJobsLoop(service);
    if (!loop) {
      say('neither the AWS CLI nor boto3 is installed: skipped');
    }
    const seconds = (ms: number): string => `${(ms / 1_000).toFixed(1)} s`;
    return [
      {
        name: 'batch.first_load.calls',
        value: ours,
        unit: 'count',
        goal: 130,
        better: 'lower',
        detail: `calls of the first load of ${figures.jobs} jobs in ${queues} queues, in ${seconds(figures.firstLoadMs)}${loop ? `; a loop of ${loop.command}: ${loop.calls}` : ''}`,
      },
      {
        name: 'batch.refresh.calls',
        value: again / queues,
        unit: 'count',
        goal: 6,
        better: 'lower',
        detail: 'calls per queue of a refresh when nothing has changed',
      },
      {
        name: 'batch.first_jobs_ms',
        value: figures.firstRowsMs,
        unit: 'ms',
        better: 'lower',
        detail: 'until the first jobs are in the store, on a local server',
      },
      {
        name: 'batch.memory.10k_mb',
        value: figures.memoryMb,
        unit: 'MB',
        better: 'lower',
        detail:
          'heap and arrays after the first load, with what the source knows of its jobs and the AWS SDK',
      },
      ...(loop
        ? ([
            {
              name: 'batch.first_jobs.time_ratio',
              value: loop.ms / figures.firstRowsMs,
              unit: 'x',
              goal: 10,
              better: 'higher',
              detail: `a loop of ${loop.command} over queues and statuses, in ${seconds(loop.ms)}, ÷ until our first jobs`,
            },
            {
              name: 'batch.first_load.time_ratio',
              value: loop.ms / figures.firstLoadMs,
              unit: 'x',
              goal: 1,
              better: 'higher',
              detail: `the same loop ÷ our whole first load, at the limited rate of calls`,
            },
          ] as const)
        : []),
    ] satisfies Result[];
  },
};

/** In a process of its own, whose heap nothing else changes. */
async function measured(): Promise<BatchFigures> {
  const { stdout } = await promisify(execFile)(process.execPath, [
    ...['--expose-gc', '--import', 'tsx', 'test/bench/batch/measureBatch.ts'],
  ]);
  return JSON.parse(stdout) as BatchFigures;
}

async function callsOfQuietRefresh(
  service: LocalBatch,
  warn: (message: string) => void,
): Promise<number> {
  const feed = new JobFeed(
    {
      source: 'batch',
      tableName: '',
      region: 'eu-west-1',
      profile: undefined,
      endpoint: undefined,
    },
    { store: new JobStore(), openSource: openJobSource, warn, now: Date.now },
  );
  await refreshed(feed);
  service.calls.length = 0;
  await refreshed(feed);
  const calls = listCalls(service.calls);
  feed.dispose();
  return calls;
}

async function refreshed(feed: JobFeed): Promise<void> {
  if (!(await feed.refresh())) {
    throw new Error(JSON.stringify(feed.state.load));
  }
}

/** Without the descriptions, which follow in the background. */
const listCalls = (calls: readonly Call[]): number =>
  calls.filter(({ operation }) => operation !== 'DescribeJobs').length;

function fill(service: LocalBatch): void {
  for (let queue = 0; queue < queues; queue++) {
    const jobQueue = service.addQueue(`queue-${queue}`);
    for (let index = 0; index < jobsEach; index++) {
      const createdAt = Date.now() - 100 * hour + index * 60_000;
      const jobId = `job-${queue}-${index}`;
      const stoppedAt = createdAt + 1_000;
      service.put({ jobId, jobQueue, status: 'SUCCEEDED', createdAt, stoppedAt });
    }
  }
}
