import { JobStore } from '../../../src/core/store/jobStore';
import { JobFeed } from '../../../src/data/feed/jobFeed';
import { TableSource } from '../../../src/data/feed/tableSource';
import type { FakeTable } from '../fakes/fakeTable';

/** A feed of a fake table with index `changes`, under a clock that the test sets. */
export function indexedFeed(table: FakeTable) {
  table.tableShape = { index: 'complete', sizeBytes: 0 };
  const store = new JobStore();
  const warnings: string[] = [];
  const clock = { now: 1_000_000_000 };
  const feed = new JobFeed(
    { tableName: 'Jobs', region: 'eu-west-1', profile: undefined, endpoint: undefined },
    {
      store,
      openSource: () => Promise.resolve(new TableSource(table)),
      warn: message => warnings.push(message),
      now: () => clock.now,
      ticks: () => 0,
    },
  );
  const ids = (): string[] => [...store.jobs()].map(({ jobId }) => jobId).toSorted();
  return { feed, store, clock, warnings, ids };
}

/** An item as the function writes it. */
export const indexedItem = (jobId: string, updatedAt: number, status = 'RUNNING') => ({
  jobId,
  status,
  updatedAt,
  shard: '0',
});
