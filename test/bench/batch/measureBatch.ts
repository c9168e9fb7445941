import { JobStore } from '../../../src/core/store/jobStore';
import { JobFeed } from '../../../src/data/feed/jobFeed';
import { openJobSource } from '../../../src/data/openJobSource';
import { timed } from '../statistics';

/** What a load of AWS Batch itself takes; printed as JSON. */
export interface BatchFigures {
  readonly jobs: number;
  readonly firstRowsMs: number;
  readonly firstLoadMs: number;
  readonly memoryMb: number;
}

async function measure(): Promise<BatchFigures> {
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
    {
      store,
      openSource: openJobSource,
      warn: message => console.error(message),
      now: Date.now,
    },
  );
  const before = settledMemory();
  const started = performance.now();
  let firstRowsMs = NaN;
  const subscription = store.onDidChange(() => {
    firstRowsMs = performance.now() - started;
    subscription.dispose();
  });
  const firstLoadMs = await timed(async () => {
    if (!(await feed.refresh())) {
      throw new Error(JSON.stringify(feed.state.load));
    }
  });
  const memoryMb = (settledMemory() - before) / 2 ** 20;
  const jobs = store.size;
  feed.dispose();
  return { jobs, firstRowsMs, firstLoadMs, memoryMb };
}

function settledMemory(): number {
  globalThis.gc?.();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

void measure().then(figures => console.log(JSON.stringify(figures)));
