import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Result } from '../result';
import { changedItem, simulatedItems } from './items';
import { LocalTable } from './localTable';
import { OurFeed } from './ourFeed';

const jobs = 12_000;

/** Between refreshes, as in the editor. */
const intervalMs = 5_000;
const minuteMs = 60_000;

/**
 * What a refresh costs after a burst, while nothing newer is written: in the first minute, when it reads the
 * burst again for safety, and after it.
 */
export async function afterBurst(endpoint: string, client: DynamoDBClient): Promise<Result> {
  const items = simulatedItems(jobs, new Date());
  const at = Date.now() - minuteMs / 2;
  const burst = items.map((item, index) => changedItem(item, at + (index % 1000)));
  const table = await LocalTable.create(client, 'Burst', burst, true);
  // A Date header lacks the milliseconds of the writes.
  let aheadMs = 1_000;
  const feed = new OurFeed(endpoint, table.name, () => aheadMs);
  await feed.refresh();
  if (feed.store.size !== burst.length) {
    throw new Error(`${feed.store.size} of ${burst.length} jobs were read after the burst`);
  }
  const costs: number[] = [];
  for (let passed = 0; passed <= 2 * minuteMs; passed += intervalMs) {
    aheadMs += intervalMs;
    costs.push((await feed.refresh()).units);
  }
  feed.dispose();
  const first = costs[0] ?? NaN;
  const last = costs.at(-1) ?? NaN;
  return {
    name: 'refresh.after_burst.rcu_ratio',
    value: first / last,
    unit: 'x',
    goal: 100,
    better: 'higher',
    detail: `${jobs} items written within one second: ${first} units at each whole read of the minute after it, then ${last}`,
  };
}
