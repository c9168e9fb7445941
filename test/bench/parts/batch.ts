import { JobStore } from '../../../src/core/store/jobStore';
import { JobFeed } from '../../../src/data/feed/jobFeed';
import { openJobSource } from '../../../src/data/openJobSource';
import { LocalBatch, type Call } from '../../support/emulators/aws/localBatch';
import type { Part, Result } from '../result';
import { timed } from '../statistics';

const queues = 5;
const jobsEach = 2_000;
const hour = 3_600_000;

/** What `aws batch list-jobs` calls in a loop over all queues and the seven statuses, each page of 100 jobs. */
const callsOfLoop = queues * (Math.ceil(jobsEach / 100) + 6);

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
    const store = new JobStore();
    const feed = new JobFeed(
      {
        source: 'batch',
        tableName: '',
        region: 'eu-west-1',
        profile: undefined,
        endpoint: undefined,
        historyHours: 168,
      },
      { store, openSource: openJobSource, warn: say, now: Date.now },
    );
    onEnd(() => feed.dispose());

    say(`first load of ${queues} queues of ${jobsEach} jobs …`);
    const started = performance.now();
    let firstRowsMs = NaN;
    const subscription = store.onDidChange(() => {
      firstRowsMs = performance.now() - started;
      subscription.dispose();
    });
    const firstMs = await timed(() => refreshed(feed));
    const first = listCalls(service.calls);
    say('a refresh when nothing has changed …');
    service.calls.length = 0;
    await refreshed(feed);
    const again = listCalls(service.calls);
    return [
      {
        name: 'batch.first_load.calls',
        value: first,
        unit: 'count',
        goal: 130,
        better: 'lower',
        detail: `calls of the first load of ${store.size} jobs in ${queues} queues, in ${(firstMs / 1_000).toFixed(1)} s; a loop of list-jobs over queues and statuses: ${callsOfLoop}`,
      },
      {
        name: 'batch.refresh.calls',
        value: again / queues,
        unit: 'count',
        goal: 6,
        better: 'lower',
        detail: `calls per queue of a refresh when nothing has changed; a loop of list-jobs: ${callsOfLoop / queues}`,
      },
      {
        name: 'batch.first_jobs_ms',
        value: firstRowsMs,
        unit: 'ms',
        better: 'lower',
        detail: 'until the first jobs are in the store, on a local server',
      },
    ] satisfies Result[];
  },
};

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
